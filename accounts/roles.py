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
CENTRE_SUPERVISOR = "centre_supervisor"
SYSTEM_ROLE = "system"

PERMISSIONS: dict[str, frozenset[str]] = {
    APPLICANT: frozenset(
        {
            "draft.write",
            "case.follow",
            "case.papers",
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
    CENTRE_SUPERVISOR: frozenset({"quality.read"}),
}

STAFF_ROLES = (OFFICER, SUPERVISOR, AUDITOR, ADMINISTRATOR, HELPER, CENTRE_SUPERVISOR)
EVERY_PERMISSION = frozenset().union(*PERMISSIONS.values())

NAMES: dict[str, str | Promise] = {
    APPLICANT: _("Applicant"),
    OFFICER: _("Officer"),
    SUPERVISOR: _("Supervisor"),
    AUDITOR: _("Auditor"),
    ADMINISTRATOR: _("Administrator"),
    HELPER: _("Support-centre staff"),
    CENTRE_SUPERVISOR: _("Supervisor of a support centre"),
}


def permissions_of(role: str) -> frozenset[str]:
    """What ``role`` may do; nothing for a role that does not exist."""
    return PERMISSIONS.get(role, frozenset())
