"""Why an act is refused. ``str(error.reason)`` is a whole translated sentence to show."""

from django.utils.functional import Promise


class Refused(Exception):
    """An act that does not take place. ``code`` is for programs and tests."""

    def __init__(self, code: str, reason: Promise | str) -> None:
        super().__init__(code)
        self.code = code
        self.reason = reason


class NotPermitted(Refused):
    """Not by this actor: no permission, or a conflict of interest."""


class NotNow(Refused):
    """Not in the present state of the case, or not before a condition holds."""


class Changed(Refused):
    """Somebody else changed the case meanwhile (``expected`` is not its present version)."""
