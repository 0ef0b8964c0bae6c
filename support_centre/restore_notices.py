"""What the person is told when their way into the account is restored."""

from __future__ import annotations

from django.utils.translation import gettext as _

from accounts.actor import Actor
from i18n import formats
from i18n.languages import current
from support_centre.models import Restoration
from support_centre.notices import Words, tell


def tell_confirmed(row: Restoration, *, actor: Actor) -> None:
    def words() -> Words:
        centre = row.mandate.centre.name_in(current())
        return Words(
            title=_("A new way into your account was prepared"),
            opening=_(
                "On %(moment)s two members of staff of %(centre)s printed a slip with which a new "
                "password can be set for your account. It works once and for one day."
            )
            % {"moment": formats.moment(row.confirmed_at or row.proposed_at), "centre": centre},
            lines=[],
            objection=[_not_you()],
        )

    tell(row.person, row.mandate.centre.pack, words, actor=actor)


def tell_used(row: Restoration, *, actor: Actor) -> None:
    def words() -> Words:
        return Words(
            title=_("Your account has a new password"),
            opening=_(
                "A new password was set with a slip from a support centre. All devices were signed "
                "out. The second factor is off: turn it on again under “My account”."
            ),
            lines=[],
            objection=[
                _("Your e-mail address is as it was. Change it if you can no longer read it."),
                _not_you(),
            ],
        )

    tell(row.person, row.mandate.centre.pack, words, actor=actor)


def _not_you() -> str:
    return _(
        "If it was not you, take the mandate back under “Who may act for me” and contact the "
        "office at once."
    )
