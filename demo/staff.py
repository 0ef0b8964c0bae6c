"""The staff of the demonstration, and how to enter as each person."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.actions import create_user, grant_role
from accounts.actor import SYSTEM
from accounts.models import User
from accounts.roles import ADMINISTRATOR, AUDITOR, OFFICER, SUPERVISOR

PASSWORD = "demonstration"  # noqa: S105 - printed on the page; the demonstration holds no real person


@dataclass(frozen=True)
class Member:
    """One of the staff."""

    login: str
    given_names: str
    family_name: str
    role: str
    language: str
    what: Promise | str


STAFF = (
    Member(
        "novotna",
        "Jana",
        "Novotná",
        OFFICER,
        "cs",
        _("An officer: checks, asks, proposes decisions"),
    ),
    Member(
        "dvorak",
        "Petr",
        "Dvořák",
        OFFICER,
        "cs",
        _("Another officer: countersigns what a colleague proposed"),
    ),
    Member(
        "svobodova",
        "Eva",
        "Svobodová",
        SUPERVISOR,
        "cs",
        _("A supervisor: assigns cases and countersigns"),
    ),
    Member("cerny", "Tomáš", "Černý", AUDITOR, "cs", _("An auditor: reads")),
    Member(
        "kralova",
        "Lenka",
        "Králová",
        ADMINISTRATOR,
        "cs",
        _("An administrator: keeps the catalogue of permits and the users"),
    ),
)


def make_staff() -> dict[str, User]:
    """The staff by login; made on the first call only."""
    return {member.login: _user(member) for member in STAFF}


def _user(member: Member) -> User:
    existing = User.objects.filter(username=member.login).first()
    if existing:
        return existing
    user = create_user(
        username=member.login,
        password=None,
        language=member.language,
        given_names=member.given_names,
        family_name=member.family_name,
    )
    grant_role(user, member.role, office="demo", actor=SYSTEM)
    return user
