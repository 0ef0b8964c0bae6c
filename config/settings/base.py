"""The embedded profile: one machine, no server to install. SQLite, local disk, filesystem broker.

Every other profile starts from here and changes what it must. State lives under ``var/``.
"""

import os
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from config.logs import configure
from config.settings.env import database, secret_from_file

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = Path(os.environ.get("POBYT_VAR", BASE_DIR / "var"))
VAR_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)

DEBUG = False
DEMONSTRATION = os.environ.get("POBYT_DEMONSTRATION", "1") == "1"
SECRET_KEY = os.environ.get("POBYT_SECRET_KEY") or secret_from_file(VAR_DIR / "secret_key")
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]

ROOMS = [
    "support_centre",
    "applicants",
    "cases",
    "postbox",
    "documents",
    "permits",
    "accounts",
    "audit",
    "vault",
    "jobs",
    "i18n",
    "statements",
]
if DEMONSTRATION:
    ROOMS.insert(0, "demo")

INSTALLED_APPS = [
    "modeltranslation",
    "accounts.admin_app.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_countries",
    "django_htmx",
    "django_structlog",
    "csp",
    *ROOMS,
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.policy.PolicyMiddleware",
    "documents.devices.DevicesMiddleware",
    "config.logs.AddressMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "i18n.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.ActorMiddleware",
    "support_centre.acting.AssistedSessionMiddleware",
    "accounts.middleware.SecondFactorMiddleware",
    "accounts.middleware.NoStoreMiddleware",
    "config.typed.LapsedSessionMiddleware",
    "config.nul.NulMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "libraries": {"i18n": "i18n.templatetags.words"},
            "builtins": ["i18n.templatetags.layout"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "config.context.site",
                "support_centre.banner.shown",
            ],
        },
    }
]

# SQLite goes without the columns beside the keys of an index (cases/models/case.py); the library
# "i18n" of templates is Django's with one tag that is faster (i18n/templatetags/words.py).
SILENCED_SYSTEM_CHECKS = ["models.W040", "templates.W003"]
DATABASES = {"default": database(VAR_DIR / "pobyt.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ATOMIC_REQUESTS = False

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": VAR_DIR / "cache",
        "KEY_FUNCTION": "config.caching.name",
    }
}
SESSION_ENGINE = "accounts.sessions.db"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = False
CSRF_FAILURE_VIEW = "config.errors.csrf_failure"
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "style-src": ["'self'"],
        "script-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'"],
    }
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# Languages. LANGUAGES stays in code: adding one is a migration (translated content has columns).
LANGUAGE_CODE = "en"
LANGUAGES = [
    ("cs", "Čeština"),
    ("en", "English"),
    ("uk", "Українська"),
    ("vi", "Tiếng Việt"),
    ("ar", "العربية"),
]
MODELTRANSLATION_DEFAULT_LANGUAGE = "en"
MODELTRANSLATION_FALLBACK_LANGUAGES = ("en", "cs")
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = os.environ.get("POBYT_TIME_ZONE", "Europe/Prague")

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("vendor/designsystemet", BASE_DIR / "node_modules/@digdir/designsystemet-css/dist"),
    ("vendor/noto-sans", BASE_DIR / "node_modules/@fontsource-variable/noto-sans/files"),
    (
        "vendor/noto-sans-arabic",
        BASE_DIR / "node_modules/@fontsource-variable/noto-sans-arabic/files",
    ),
]
STORAGES = {
    "default": {"BACKEND": "documents.storage.SealedStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Nothing personal touches the disk unsealed: uploads through forms are discarded (documents/).
FILE_UPLOAD_HANDLERS = ["documents.handlers.DiscardUploadHandler"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000

PERMIT_PACK = os.environ.get("POBYT_PACK", "cz")
DRAFT_LIFETIME_DAYS = int(os.environ.get("POBYT_DRAFT_LIFETIME_DAYS", "180"))
DRAFT_WARNING_DAYS = int(os.environ.get("POBYT_DRAFT_WARNING_DAYS", "14"))
# What a person may know beside the code of a hand-over slip; either will do.
SLIP_FACTS = ("birth_date", "passport")
# Before the person can confirm on the screen, for each page (support_centre/shown.py).
READ_BACK_SECONDS = float(os.environ.get("POBYT_READ_BACK_SECONDS", "3"))
# What one login may keep at once (accounts/limits.py).
LIMITS = {
    "children": int(os.environ.get("POBYT_MOST_CHILDREN", "15")),
    "open_drafts": int(os.environ.get("POBYT_MOST_OPEN_DRAFTS", "20")),
    "files_a_paper": int(os.environ.get("POBYT_MOST_FILES_A_PAPER", "20")),
    "unread_changes": int(os.environ.get("POBYT_MOST_UNREAD_CHANGES", "20")),
    "bytes_an_application": int(os.environ.get("POBYT_MOST_MB_AN_APPLICATION", "500")) * 10**6,
}
DOCUMENT_MAX_BYTES = 50 * 1024 * 1024
DOCUMENT_STORE = {"kind": "local", "root": VAR_DIR / "blobs"}
VAULT_KEYRING = Path(os.environ.get("POBYT_KEYRING", VAR_DIR / "keyring.json"))
VAULT_MAY_CREATE_KEYRING = True

CELERY_BROKER_URL = os.environ.get("POBYT_BROKER_URL", "filesystem://")
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TIMEZONE = TIME_ZONE

LOGGING = configure(os.environ.get("POBYT_LOG_LEVEL", "INFO"), ROOMS)
DJANGO_STRUCTLOG_CELERY_ENABLED = True
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
DJANGO_STRUCTLOG_USER_ID_FIELD = None
DJANGO_STRUCTLOG_STATUS_START_LOG_LEVEL = 10  # DEBUG: one line a request is enough
DJANGO_STRUCTLOG_CELERY_TASK_START_LOG_LEVEL = 10

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
DEFAULT_FROM_EMAIL = os.environ.get("POBYT_FROM_EMAIL", "pobyt@localhost")
SITE_ADDRESS = os.environ.get("POBYT_ADDRESS", "http://localhost:8000")
SITE_NAME = _("Pobyt")

# Sign-in (accounts/). Codes by mail instead of links; the same answer for known and unknown.
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts:enter"
FIRST_PAGE_OF_ROLE = {
    "applicant": "applicants:home",
    "officer": "cases:queue",
    "supervisor": "cases:queue",
    "auditor": "cases:queue",
    "administrator": "admin:index",
    "helper": "support_centre:desk",
    "centre_supervisor": "support_centre:quality",
}
SESSION_COOKIE_AGE = 12 * 60 * 60
STAFF_NEED_SECOND_FACTOR = not DEMONSTRATION
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("POBYT_PROXIES", "0"))
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email", "username"}
# One of the two is enough: accounts.forms.SignUpForm says so, where the package knows only a star.
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*"]
ACCOUNT_USERNAME_VALIDATORS = "accounts.validators.LOGIN_NAME"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_FORMS = {
    "login": "accounts.forms.SignInForm",
    "signup": "accounts.forms.SignUpForm",
    "add_email": "accounts.forms.EmailForm",
    "reset_password": "accounts.forms.ResetRequestForm",
    "reset_password_from_key": "accounts.forms.NewPasswordForm",
    "set_password": "accounts.forms.SetPasswordForm",
    "change_password": "accounts.forms.ChangePasswordForm",
    "reauthenticate": "accounts.forms.ConfirmPasswordForm",
    "confirm_email_verification_code": "accounts.forms.EmailCodeForm",
    "confirm_password_reset_code": "accounts.forms.ResetCodeForm",
}
MFA_ADAPTER = "accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "accounts.second_factor_forms.SecondFactorForm",
    "reauthenticate": "accounts.second_factor_forms.ConfirmSecondFactorForm",
    "activate_totp": "accounts.second_factor_forms.TurnOnForm",
}
