"""Filters of the queue, read from the address; each one shows as a chip that can be taken off."""

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from cases.lifecycle import RUNNING, State
from cases.models.queues import CaseQuerySet
from permits.models import PermitType


@dataclass(frozen=True)
class Filters:
    """Empty means "any". ``assigned`` is ``none`` for cases that nobody has taken."""

    state: str = ""
    permit: str = ""
    assigned: str = ""

    @classmethod
    def read(cls, query: QueryDict) -> "Filters":
        state, assigned = query.get("state", ""), query.get("assigned", "")
        return cls(
            state=state if state in [each.value for each in RUNNING] else "",
            permit=query.get("permit", "")[:20],
            assigned=assigned if assigned == "none" else "",
        )

    def apply(self, cases: CaseQuerySet) -> CaseQuerySet:
        if self.state:
            cases = cases.filter(state=self.state)
        if self.permit:
            cases = cases.filter(
                permit_type__in=PermitType.objects.of_pack().filter(code=self.permit)
            )
        if self.assigned:
            cases = cases.filter(assigned_to=None)
        return cases

    def chips(self, query: QueryDict) -> list[dict[str, object]]:
        """One chip a filter that is set; its address is this page without it."""
        labels = {
            "state": self._state_label(),
            "permit": self._permit_label(),
            "assigned": _("Taken by nobody"),
        }
        return [
            {"label": label, "url": self._without(query, name), "active": True}
            for name, label in labels.items()
            if getattr(self, name)
        ]

    def states(self) -> list[tuple[str, str]]:
        return [(each.value, str(each.label)) for each in RUNNING]

    def _state_label(self) -> str:
        return str(State(self.state).label) if self.state else ""

    def _permit_label(self) -> str:
        if not self.permit:
            return ""
        permit = PermitType.objects.of_pack().filter(code=self.permit).first()
        return permit.name if permit else self.permit

    @staticmethod
    def _without(query: QueryDict, name: str) -> str:
        kept = query.copy()
        for each in (name, "after", "before"):
            kept.pop(each, None)
        return "?" + kept.urlencode()
