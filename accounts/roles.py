"""The roles and what each may do: a table that an auditor can read.

A role is a list of named permissions. Views and actions ask for a permission, never for a role.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

APPLICANT = "applicant"
OFFICER = "officer"
SUPERVISOR = "supervisor"
AUDITOR = "auditor"
ADMINISTRATOR = "administrator"
HELPER = "helper"
SYSTEM_ROLE = "system"

PERMISSIONS: dict[str, frozenset[str]] = {
    APPLICANT: frozenset(
        {
            "draft.write",
            "case.follow",
            "case.answer",
            "case.withdraw",
            "case.report",
            "post.read",
            "family.change",
            "mandate.give",
        }
    ),
    OFFICER: frozenset(
        {
            "queue.view",
            "case.view",
            "document.view",
            "case.take",
            "case.formal_check",
            "case.request",
            "case.suspend",
            "case.judge_document",
            "case.record_fee",
            "case.note",
            "case.propose",
            "case.countersign",
            "case.issue",
            "case.card",
            "case.discontinue",
            "search",
        }
    ),
    SUPERVISOR: frozenset(
        {
            "queue.view",
            "case.view",
            "document.view",
            "case.assign",
            "case.countersign",
            "case.issue",
            "case.note",
            "quality.read",
            "search",
        }
    ),
    AUDITOR: frozenset({"queue.view", "case.view", "audit.read"}),
    ADMINISTRATOR: frozenset({"catalogue.manage", "users.manage"}),
    HELPER: frozenset({"desk.serve", "desk.assist"}),
}

STAFF_ROLES = (OFFICER, SUPERVISOR, AUDITOR, ADMINISTRATOR, HELPER)
EVERY_PERMISSION = frozenset().union(*PERMISSIONS.values())

NAMES: dict[str, str | Promise] = {
    APPLICANT: _("Applicant"),
    OFFICER: _("Officer"),
    SUPERVISOR: _("Supervisor"),
    AUDITOR: _("Auditor"),
    ADMINISTRATOR: _("Administrator"),
    HELPER: _("Support-centre staff"),
}


def permissions_of(role: str) -> frozenset[str]:
    """What ``role`` may do; nothing for a role that does not exist."""
    return PERMISSIONS.get(role, frozenset())
