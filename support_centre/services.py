"""What a person may let a centre do, and which of the person's own rights each service lends.

A mandate names services by code. The acting context holds the rights of those services and no
others, so that the applicant's own pages answer 404 to whatever was not allowed.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FILE = "file"
ANSWER = "answer"
EXPLAIN = "explain"
CHANGE = "change"
WITHDRAW = "withdraw"
RESTORE = "restore"


@dataclass(frozen=True)
class Service:
    """``text`` stands in the mandate, after "The centre may"."""

    code: str
    name: Promise | str
    text: Promise | str
    permissions: frozenset[str] = frozenset()


ALL = (
    Service(
        FILE,
        _("File an application"),
        _("fill in an application with me, add my documents, and send it once I have confirmed it"),
        frozenset({"draft.write", "case.follow"}),
    ),
    Service(
        ANSWER,
        _("Answer a request of the office"),
        _("read what the office asks me for and send my answer"),
        frozenset({"case.follow", "case.papers", "case.answer"}),
    ),
    Service(
        CHANGE,
        _("Report a change"),
        _("report to the office that something has changed, once I have confirmed it"),
        frozenset({"case.follow", "case.report"}),
    ),
    Service(
        EXPLAIN,
        _("Explain letters"),
        _("open the letters of the office to me and explain them"),
        frozenset({"case.follow", "case.papers", "post.read"}),
    ),
    Service(
        WITHDRAW,
        _("Withdraw an application"),
        _("withdraw my application when I ask for it"),
        frozenset({"case.follow", "case.withdraw"}),
    ),
    Service(
        RESTORE,
        _("Restore a lost sign-in"),
        _("give me a new way to sign in to my account, together with a second member of staff"),
    ),
)

BY_CODE = {service.code: service for service in ALL}

USUAL: dict[str, tuple[str, ...]] = {
    "file": (FILE, EXPLAIN),
    "answer": (ANSWER, EXPLAIN),
    "letter": (EXPLAIN,),
    "status": (EXPLAIN,),
    "withdraw": (WITHDRAW, EXPLAIN),
    "sign_in": (RESTORE,),
}
"""By why they come: what people usually allow."""


def named(codes: Iterable[str]) -> list[Service]:
    """The services of these codes, in the order of the table. Raises ``ValueError``."""
    wanted = set(codes)
    if unknown := wanted - set(BY_CODE):
        raise ValueError(f"unknown services: {sorted(unknown)}")
    return [service for service in ALL if service.code in wanted]


def permissions_of(codes: Iterable[str]) -> frozenset[str]:
    """The person's rights that these services lend."""
    return frozenset().union(*(service.permissions for service in named(codes)))


def usual_for(reason: str) -> list[str]:
    """What people who come for this usually allow: codes of services."""
    return list(USUAL.get(reason, ()))
