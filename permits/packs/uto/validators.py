"""Checks of Utopian numbers: a guild's number is four letters and a control letter.

Each takes what was typed and returns it as it is filed; ValueError carries the sentence for the
person.
"""

import re

from django.utils.translation import gettext_lazy as _


def guild_number(typed: str) -> str:
    """Five letters A–Z; the last is the sum of the others (A is 0) modulo 26."""
    letters = re.sub(r"\s", "", typed).upper()
    if not re.fullmatch(r"[A-Z]{5}", letters):
        raise ValueError(_("A guild number has five letters."))
    if (sum(ord(letter) - 65 for letter in letters[:4]) % 26) != ord(letters[4]) - 65:
        raise ValueError(_("This guild number is not right."))
    return letters


VALIDATORS = {"guild_number": guild_number}
