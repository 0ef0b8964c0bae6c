"""Whom a letter is about, and who decided or ended the case: by name, as the pack's law wants."""

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import RoleGrant, User
from accounts.roles import OFFICER, SUPERVISOR
from cases.letters.source import Source
from cases.models import Case, DecisionVersion
from i18n import formats
from permits import schema
from permits.schema import countries
from vault import keys

FUNCTIONS = {
    OFFICER: gettext_lazy("authorised officer"),
    SUPERVISOR: gettext_lazy("authorised officer, head of the officers"),
}
"""What somebody of that role is called under a letter."""


def party(case: Case, source: Source) -> tuple[tuple[str, str], ...]:
    """Name and what else the pack names a person by, labelled; what is unknown is left out.

    All of it as filed: a decision, and a resolution that ends a case, is about the application.
    """
    answers = case.answers or {}
    told = {
        "birth_date": (_("Date of birth"), _birth_date(case)),
        "citizenship": (
            _("Citizenship"),
            countries.name(schema.person_fact(answers, "citizenship"), source.language),
        ),
        "stay": (_("Place of stay"), _stay(case, source.language)),
    }
    rows = [
        (_("Applicant"), formats.left_to_right(case.filed_name)),
        *(told[name] for name in source.pack.party.named_by),
    ]
    return tuple((label, text) for label, text in rows if text)


def _birth_date(case: Case) -> str:
    born = schema.person_fact(case.answers or {}, "birth_date") or case.person.birth_date
    try:
        return formats.day_short(date.fromisoformat(born or ""))
    except ValueError:
        return ""


def _stay(case: Case, language: str) -> str:
    form = schema.load(case.permit_type.code, case.schema_version, pack=case.pack)
    found = schema.marked(form, case.answers or {}, "stay", today=case.filed_on)
    lines = found.shown(language).splitlines() if found else []
    return "\n".join(formats.left_to_right(line) for line in lines)


def signed(version: DecisionVersion, source: Source) -> tuple[str, ...]:
    """Who proposed and who approved, each with their function then, and the office.

    Empty for a version that nobody proposed yet. One query beside those for the people.
    """
    if version.proposed_by_id is None:
        return ()
    second = getattr(version, "countersignature", None)
    acts = [(_("Prepared by: %(name)s, %(function)s"), version.proposed_by, version.proposed_at)]
    if second:
        acts.append((_("Approved by: %(name)s, %(function)s"), second.by, second.at))
    return _under(acts, source)


def ended(case: Case, source: Source) -> tuple[str, ...]:
    """Who ended the case, with their function then, and the office; the office alone if nobody did.

    A resolution that is delivered has the parts of a decision, and names who issued it as that
    does: the pack's ``party.law``.
    """
    last = case.steps.filter(target=case.state).select_related("by__person").last()
    acts = []
    if last and last.by:
        acts.append((_("Issued by: %(name)s, %(function)s"), last.by, last.at))
    return _under(acts, source)


def _under(acts: list[tuple[str, User, datetime]], source: Source) -> tuple[str, ...]:
    """What stands under a letter: a line for each act, its words with who did it; the office."""
    keys.preload({user.person.pk for _words, user, _at in acts})
    grants = list(
        RoleGrant.objects.filter(user__in=[user for _words, user, _at in acts]).order_by("since")
    )
    lines = [words % _official(user, at, grants) for words, user, at in acts]
    return (*lines, source.pack.authority.name.in_language(source.language))


def _official(user: User, at: datetime, grants: list[RoleGrant]) -> dict[str, str]:
    held = [row.role for row in grants if row.user_id == user.pk and row.is_live(at)]
    role = next((role for role in held if role in FUNCTIONS), OFFICER)
    return {
        "name": formats.left_to_right(user.person.display_name),
        "function": str(FUNCTIONS[role]),
    }
