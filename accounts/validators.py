"""What a login name may look like."""

import re

from django.core.validators import MinLengthValidator, RegexValidator
from django.utils.translation import gettext_lazy as _

READABLE = "23456789abcdefghjkmnpqrstuvwxyz"
"""Signs that nobody takes for another."""

MADE = re.compile(rf"[{READABLE}]{{4}}-[{READABLE}]{{4}}")
"""A login name that was made for somebody who chose none, such as ``k7m2-p9qd``."""

LOGIN_NAME = [
    RegexValidator(
        r"^[\w.-]+$",
        _("Use letters, digits, a dot, a hyphen or an underscore, without spaces."),
        code="invalid_login_name",
    ),
    MinLengthValidator(4, _("Use at least 4 characters.")),
]
