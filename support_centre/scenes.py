"""What the turned screen can show. A scene is a name, a template, and what the template is given.

Another part of the desk adds its own, in a module that its views import::

    scenes.register("readback", "support_centre/scenes/….html", context, version)

and turns the screen to it with ``actions.turn(session, "readback", draft=draft)``. ``context`` gets
a :class:`Seen` while the visitor's language is spoken and returns the template's values, or None
when there is nothing to show any more (the screen waits then). ``version`` returns a short string
that changes when what is shown does; it is asked every second and a half, so it must be cheap.
Nothing may be shown but what the person may see: fetch through ``visible_to(seen.actor)``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from accounts.actor import Actor
from applicants.following.closed import closed, is_late
from applicants.following.reading import answer_by, asked_of, if_unanswered, today_of, was_due
from applicants.models import ChangeDraft, Draft, Reply
from applicants.needs import needs_of
from cases.models import Case, Request
from cases.translated import translated_of
from i18n import languages
from permits import schema
from permits.packs import load_pack
from permits.schema.model import Group
from support_centre.models import AssistedSession, ReadBack
from support_centre.models.turned import ANSWER, CHANGE, PAPERS, READBACK, SECTION, WAITING, Turned
from vault import keys


@dataclass(frozen=True)
class Seen:
    """For whom a scene is drawn. ``actor`` stands in the person's place."""

    session: AssistedSession
    turned: Turned
    actor: Actor

    def draft(self) -> Draft | None:
        """The draft that is followed, while it is still written and still visible."""
        if self.turned.draft_id is None:
            return None
        drafts = Draft.objects.visible_to(self.actor).open()
        rows = drafts.select_related("permit_type", "person")
        return rows.filter(pk=self.turned.draft_id).first()

    def change(self) -> ChangeDraft | None:
        """The report of a change that is followed, while it is still written and visible."""
        if self.turned.change_id is None or not self.actor.can("case.report"):
            return None
        cases = Case.objects.visible_to(self.actor)
        rows = ChangeDraft.objects.unsent().filter(case__in=cases)
        return rows.select_related("case").filter(pk=self.turned.change_id).first()

    def asked(self) -> Request | None:
        """The request that is being answered, while the office takes an answer."""
        if self.turned.asked_id is None or not self.actor.can("case.answer"):
            return None
        cases = Case.objects.visible_to(self.actor)
        rows = Request.objects.filter(case__in=cases).select_related("case__permit_type")
        found = rows.filter(pk=self.turned.asked_id).first()
        return None if found is None or closed(found) else found


Values = Callable[[Seen], Mapping[str, Any] | None]
Version = Callable[[Seen], str]


@dataclass(frozen=True)
class Scene:
    """One thing that the screen can show."""

    name: str
    template: str
    context: Values
    version: Version


_scenes: dict[str, Scene] = {}


def register(name: str, template: str, context: Values, version: Version) -> None:
    """Add a scene; a second one of the same name takes the place of the first."""
    _scenes[name] = Scene(name, template, context, version)


def scene(name: str) -> Scene:
    """The scene of that name; the calm one where nobody has registered it."""
    return _scenes.get(name) or _scenes[WAITING]


def _nothing(seen: Seen) -> Mapping[str, Any]:
    return {}


def _still(seen: Seen) -> str:
    return ""


def _saved(seen: Seen) -> str:
    """When the draft was last saved, without opening it."""
    if seen.turned.draft_id is None:
        return ""
    rows = Draft.objects.visible_to(seen.actor).open().filter(pk=seen.turned.draft_id)
    return ",".join(map(str, rows.values_list("saved_at", flat=True)))


def _section(seen: Seen) -> Mapping[str, Any] | None:
    """What is asked now with what is written there, and what else stands in the section."""
    draft = seen.draft()
    if draft is None:
        return None
    keys.preload([draft.person_id])
    spoken = get_language() or "en"
    parts = schema.review(draft.schema, draft.answers, spoken, check=False)
    part = next((part for part in parts if part.id == seen.turned.section), None)
    section = draft.schema.section(seen.turned.section)
    if part is None or section is None:
        return None
    bound = schema.bind(section, draft.answers)
    asked = focused(bound, seen.turned.question)
    written = [row for row in part.rows if row.value and row.entry_label != row.value]
    return {
        "draft": draft,
        "title": part.title,
        "intro": bound.intro,
        "asked": asked,
        "value": next((r.value for r in written if asked and r.name == asked.name), ""),
        "written": [row for row in written if not asked or row.name != asked.name],
    }


def focused(bound: schema.BoundSection, name: str) -> schema.BoundQuestion | None:
    """The question of that name, also inside a group; None for a group or for nothing."""
    for row in bound.rows if name else ():
        if isinstance(row, schema.BoundQuestion):
            inner = [row]
        else:
            inner = [question for entry in row.entries for question in entry.questions]
        for question in inner:
            if question.name == name and question.asked:
                return question
    return None


def named(bound: schema.BoundSection, name: str) -> str:
    """``name`` where it is a question or a group of this section, else nothing."""
    if any(item.id == name for item in bound.section.items if isinstance(item, Group)):
        return name
    return name if focused(bound, name) else ""


def _papers(seen: Seen) -> Mapping[str, Any] | None:
    """The documents that are wanted, and which of them are here."""
    draft = seen.draft()
    if draft is None:
        return None
    cards = [card for card in needs_of(draft).cards if card.needed or card.papers]
    return {"draft": draft, "cards": cards}


def _papers_here(seen: Seen) -> str:
    """Which files are there and how far each is."""
    if seen.turned.draft_id is None:
        return ""
    rows = Draft.objects.visible_to(seen.actor).open().filter(pk=seen.turned.draft_id)
    found = rows.values_list("saved_at", "papers__pk", "papers__document__state")
    return ",".join(sorted(map(str, found)))


def _change(seen: Seen) -> Mapping[str, Any] | None:
    """What is reported: the questions with what is written there, and the files."""
    draft = seen.change()
    if draft is None:
        return None
    keys.preload([draft.person_id])
    spoken = get_language() or "en"
    [part] = schema.review(draft.schema, draft.answers or {}, spoken, check=False)
    files = [row.document.file_name for row in draft.papers.select_related("document")]
    return {"what": draft.what, "title": part.title, "rows": part.rows, "files": files}


def _change_so_far(seen: Seen) -> str:
    """When it was last saved and which files are there, without opening it."""
    draft = seen.change()
    if draft is None:
        return ""
    papers = sorted(map(str, draft.papers.values_list("pk", flat=True)))
    return ",".join([str(draft.saved_at), *papers])


def _answer(seen: Seen) -> Mapping[str, Any] | None:
    """What the office asks, until when, what follows without an answer; what is here so far."""
    asked = seen.asked()
    if asked is None:
        return None
    keys.preload([asked.person_id])
    reply = Reply.objects.unsent().filter(request=asked).first()
    files: dict[str, list[str]] = {}
    for paper in reply.papers.select_related("document") if reply else ():
        files.setdefault(paper.requirement, []).append(paper.document.file_name or "")
    items = [{**row, "files": files.pop(row["code"], [])} for row in asked_of(asked)]
    late = is_late(asked, today_of(asked.case))
    return {
        "permit": asked.case.permit_type.name,
        "until": was_due(asked) if late else answer_by(asked),
        "warned": None if late else if_unanswered(asked.case),
        "items": items,
        "note": _note(asked),
        "others": [name for names in files.values() for name in names],
        "text": reply.text if reply else "",
    }


def _note(asked: Request) -> dict[str, str] | None:
    """What the office wrote besides: translated, or in its own language alone."""
    if not asked.text:
        return None
    found = translated_of(asked.case).get((asked.pk, ""))
    if found is not None and found.translation:
        text, language = found.text, found.sentence.into
    else:
        text, language = asked.text, load_pack(asked.case.pack).binding_language
    return {"text": text, "language": language, "direction": languages.direction(language)}


def _answer_so_far(seen: Seen) -> str:
    """When it was last saved and which files are there, without opening it."""
    if seen.turned.asked_id is None:
        return ""
    asked = Request.objects.filter(pk=seen.turned.asked_id)
    said = asked.values_list("state", "due_on", "case__state")
    replies = Reply.objects.unsent().filter(request=seen.turned.asked_id)
    here = replies.values_list("saved_at", "papers__pk", "papers__document__state")
    return ",".join([*map(str, said), *sorted(map(str, here))])


def _read(seen: Seen) -> Mapping[str, Any] | None:
    """What is to be read and confirmed now; the person opens it on this same screen."""
    row = _newest(seen)
    return {"row": row} if row else None


def _read_so_far(seen: Seen) -> str:
    row = _newest(seen)
    return f"{row.pk} {row.confirmed_at}" if row else ""


def _newest(seen: Seen) -> ReadBack | None:
    rows = ReadBack.objects.visible_to(seen.actor)
    rows = rows.filter(session=seen.session, shown__isnull=False)
    return rows.order_by("-made_at").first()


register(READBACK, "support_centre/scenes/readback.html", _read, _read_so_far)
register(WAITING, "support_centre/scenes/waiting.html", _nothing, _still)
register(SECTION, "support_centre/scenes/section.html", _section, _saved)
register(CHANGE, "support_centre/scenes/change.html", _change, _change_so_far)
register(ANSWER, "support_centre/scenes/answer.html", _answer, _answer_so_far)
register(PAPERS, "support_centre/scenes/papers.html", _papers, _papers_here)
