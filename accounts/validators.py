"""What a login name may look like."""

from django.core.validators import MinLengthValidator, RegexValidator
from django.utils.translation import gettext_lazy as _

LOGIN_NAME = [
    RegexValidator(
        r"^[\w.-]+$",
        _("Use letters, digits, a dot, a hyphen or an underscore, without spaces."),
        code="invalid_login_name",
    ),
    MinLengthValidator(4, _("Use at least 4 characters.")),
]
