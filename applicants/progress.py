"""How far a draft is: the steps of the breadcrumb, and where to go on."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from applicants.models import Draft
from permits import schema

DOCUMENTS, REVIEW = "-documents", "-review"


@dataclass(frozen=True)
class Step:
    """One page of the application. ``state``: done, current, todo or wrong."""

    id: str
    title: str
    url: str
    state: str


@dataclass(frozen=True)
class Progress:
    """The steps in order and the one on which the person is."""

    steps: list[Step]
    current: str

    @property
    def number(self) -> int:
        """Which step the current one is, from 1."""
        return next((n for n, step in enumerate(self.steps, 1) if step.id == self.current), 1)

    @property
    def count(self) -> int:
        return len(self.steps)

    @property
    def done(self) -> int:
        return sum(step.state == "done" for step in self.steps)

    @property
    def next(self) -> Step:
        """The step after the current one; the last one stays the last."""
        return self.steps[min(self.number, self.count - 1)]

    @property
    def previous(self) -> Step | None:
        return self.steps[self.number - 2] if self.number > 1 else None

    @property
    def unfinished(self) -> Step:
        """Where somebody who comes back goes on."""
        return next((s for s in self.steps if s.state in ("todo", "wrong")), self.steps[-1])


def progress_of(
    draft: Draft,
    current: str = "",
    *,
    documents_missing: bool | None = None,
    by_helper: bool = False,
) -> Progress:
    """The steps of a draft. ``documents_missing`` is known to pages that have counted them."""
    form = draft.schema
    wrong = {
        missing.section_id for missing in schema.missing(form, draft.answers, by_helper=by_helper)
    }
    steps = [
        Step(
            section.id,
            _(section.title),
            reverse("applicants:section", args=[draft.pk, section.id]),
            _state(section.id, current, section.id in draft.answers, section.id in wrong),
        )
        for section in schema.applicable(form, draft.answers)
    ]
    missing = documents_missing
    steps.append(
        Step(
            DOCUMENTS,
            _("Documents"),
            reverse("applicants:documents", args=[draft.pk]),
            _state(DOCUMENTS, current, missing is not None, bool(missing)),
        )
    )
    steps.append(
        Step(
            REVIEW,
            _("Review your answers"),
            reverse("applicants:review", args=[draft.pk]),
            _state(REVIEW, current, False, False),
        )
    )
    return Progress(steps, current)


def _state(step: str, current: str, seen: bool, wrong: bool) -> str:
    if step == current:
        return "current"
    if not seen:
        return "todo"
    return "wrong" if wrong else "done"
