"""What a read-back says, in words and in the active language; what changed since the last one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from applicants.following.reading import asked_of
from cases.models import Case, ConfirmedAct, Request
from i18n import formats
from i18n.languages import current
from permits import schema
from permits.changes import kinds
from permits.models import DocumentType, PermitType
from permits.packs import load_pack
from support_centre.models import ReadBack


@dataclass(frozen=True)
class Line:
    """One answer or file. ``key`` tells it from others of the same thing, ``lang`` its own words'
    language when they are not in the reader's."""

    key: str
    label: str
    value: str
    lang: str = ""


@dataclass(frozen=True)
class Section:
    title: str
    lines: list[Line]


@dataclass(frozen=True)
class Change:
    """``before`` is empty for what is new, ``now`` for what was taken away."""

    label: str
    before: str
    now: str


@dataclass
class Words:
    """All that is read out."""

    title: str
    question: str
    sections: list[Section]
    declaration: str = ""
    declaration_binding: str = ""
    changes: list[Change] = field(default_factory=list)


def words_of(row: ReadBack) -> Words:
    """In the active language. What was changed since it was last read stands first."""
    words = _WORDS[row.act](row)
    earlier = ReadBack.objects.of(row.act, row.about).filter(made_at__lt=row.made_at)
    last = earlier.filter(shown__isnull=False).first()
    if last is not None:
        words.changes = list(_changes(_WORDS[last.act](last), words))
    return words


def _changes(before: Words, now: Words) -> Iterator[Change]:
    was = {line.key: line for part in before.sections for line in part.lines}
    for part in now.sections:
        for line in part.lines:
            old = was.pop(line.key, None)
            if old is None or old.value != line.value:
                yield Change(line.label, old.value if old else "", line.value)
    for line in was.values():
        yield Change(line.label, line.value, "")


def _application(row: ReadBack) -> Words:
    read = row.read
    written_in = read["answered_in"]
    form = schema.load(read["permit"], read["form"], read["pack"])
    parts = schema.review(form, read["answers"], current(), answered_in=written_in, check=False)
    sections = [
        Section(part.title, [_line(part.id, each, written_in) for each in part.rows])
        for part in parts
    ]
    sections.append(Section(_("Documents"), list(_files(row, read["pack"]))))
    permit = PermitType.objects.get(pack=read["pack"], code=read["permit"])
    return Words(
        title=permit.name,
        question=_("Is all of this right, and may we send it to the office for you?"),
        sections=sections,
        declaration=_(form.declaration.text),
        declaration_binding=form.declaration.binding,
    )


def _line(section: str, row: schema.ReviewRow, language: str) -> Line:
    label = (
        f"{row.entry_label} {formats.number(row.entry)} – {row.label}" if row.entry else row.label
    )
    own_words = language if row.untranslated and language != current() else ""
    return Line(f"{section}.{row.name}", label, row.value or _("not given"), own_words)


def _files(row: ReadBack, pack: str) -> Iterator[Line]:
    names = {kind.code: kind.name for kind in DocumentType.objects.filter(pack=pack)}
    for each in row.read.get("files", []):
        label = names.get(each["for"], each["for"]) or _("Another file")
        yield Line(each["id"], str(label), each["name"])


def _answer(row: ReadBack) -> Words:
    read = row.read
    asked = Request.objects.select_related("case__permit_type").prefetch_related("items")
    request = asked.get(pk=read["request"])
    language = read["language"] if read["language"] != current() else ""
    lines = [Line("text", _("Your answer"), read["text"] or _("not given"), language)]
    wanted = [
        Line(f"asked/{number}", each["name"], each["text"])
        for number, each in enumerate(asked_of(request))
    ]
    return Words(
        title=_("Your answer to the office"),
        question=_("Is this your answer, and may we send it to the office for you?"),
        sections=[
            Section(_("What the office asked"), wanted),
            Section(_("What is sent"), [*lines, *_files(row, request.case.pack)]),
        ],
    )


def _withdrawal(row: ReadBack) -> Words:
    case = Case.objects.select_related("permit_type").get(pk=row.about)
    authority = load_pack(case.pack).authority.name.in_language(current())
    facts = [
        Line("permit", _("Permit"), case.permit_type.name),
        Line("number", _("Case number"), case.number),
        Line("filed", _("Sent on"), formats.day_long(case.filed_on)),
        Line("office", _("Office"), authority),
    ]
    return Words(
        title=_("You take your application back"),
        question=_(
            "The case ends without a decision. You cannot undo this, but you can apply again. Do "
            "you want this?"
        ),
        sections=[Section(_("The application"), facts)],
    )


def _change(row: ReadBack) -> Words:
    read = row.read
    case = Case.objects.get(pk=row.case_id)  # type: ignore[misc]
    kind = kinds(case.pack)[read["kind"]]
    form = kind.form(read["form"])
    parts = schema.review(
        form, read["answers"], current(), answered_in=read["language"], check=False
    )
    rows = [(part.id, each) for part in parts for each in part.rows if each.value]
    lines = [_line(section, each, read["language"]) for section, each in rows]
    return Words(
        title=str(kind.name),
        question=_("Is all of this right, and may we report it to the office for you?"),
        sections=[
            Section(_("What has changed"), lines),
            Section(_("Documents"), list(_files(row, case.pack))),
        ],
        declaration=_(form.declaration.text),
        declaration_binding=form.declaration.binding,
    )


_WORDS = {
    ConfirmedAct.FILED.value: _application,
    ConfirmedAct.ANSWERED.value: _answer,
    ConfirmedAct.WITHDRAWN.value: _withdrawal,
    ConfirmedAct.REPORTED.value: _change,
}
