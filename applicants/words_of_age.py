"""What a ward who comes of age and whoever acted for them read, before it and on the day.

``%(name)s`` is the ward, ``%(day)s`` the first day of full age.
"""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Text(NamedTuple):
    subject: Promise | str
    paragraphs: tuple[Promise | str, ...]


_LOGIN = _(
    "To see your applications and your post online, go to a support centre with your passport. "
    "There you get a slip with which you make an account of your own. Everything that was filed "
    "for you is in it."
)

_LETTERS = _(
    "Until then letters of the office come on paper, to the address in your application. Make sure "
    "that it is right and that your name is on the letter box. Time limits that run already stay "
    "as they are."
)

_SIGN_IN = _("You sign in as before. Your applications and your post stay where they are.")

_NO_MORE = _(
    "From that day whoever acts for you here as your parent or guardian no longer sees your "
    "applications or your post. You decide about them yourself."
)

GUARDIAN_BEFORE = Text(
    _("%(name)s comes of age on %(day)s"),
    (
        _(
            "On %(day)s %(name)s comes of age. From that day you no longer see their applications "
            "and their post here, and you can no longer act for them."
        ),
        _(
            "What is sent stays sent, and time limits that run already stay as they are. Drafts "
            "that you wrote for them stay with them. A mandate that you gave a support centre for "
            "them ends on that day."
        ),
        _(
            "Tell them now: at a support centre they get an account of their own, with their "
            "passport. Until they have it, letters of the office come on paper to the address in "
            "the application."
        ),
    ),
)

GUARDIAN_SINCE = Text(
    _("%(name)s is of age"),
    (
        _(
            "%(name)s is of age since %(day)s. You no longer act for them here, and you no longer "
            "see their applications and their post."
        ),
        _(
            "If they want your help, they can show you what they receive. For an account of their "
            "own they go to a support centre with their passport."
        ),
    ),
)

WARD_BEFORE = Text(_("You come of age on %(day)s"), (_NO_MORE, _LOGIN, _LETTERS))

WARD_WITH_LOGIN_BEFORE = Text(WARD_BEFORE.subject, (_NO_MORE, _SIGN_IN))

_YOURSELF = _(
    "You are of age since %(day)s. Whoever acted for you here as your parent or guardian no longer "
    "sees your applications or your post. You decide about them yourself."
)

WARD_SINCE = Text(_("You are of age: your applications are yours"), (_YOURSELF, _LOGIN, _LETTERS))

WARD_WITH_LOGIN_SINCE = Text(WARD_SINCE.subject, (_YOURSELF, _SIGN_IN))
