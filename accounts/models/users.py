"""Who signs in, and which staff roles a user holds."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.roles import ADMINISTRATOR, NAMES, STAFF_ROLES
from accounts.validators import MADE
from statements.compiled import compiled


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(username__iexact=username)

    def language_of(self, email: str) -> str | None:
        """The language of the account with this address, None when there is no such account."""
        found = self.filter(Q(email__iexact=email) | Q(emailaddress__email__iexact=email))
        return found.values_list("language", flat=True).first()

    def signed_in(self, pk: Any) -> User | None:
        """The user of a session with person and live roles, in the one query of every page."""
        rows = _with_grants(pk=User._meta.pk.to_python(pk))
        if not rows:
            return None
        user, now = rows[0], timezone.now()
        grants = [
            RoleGrant(user=user, **{name: getattr(row, f"grant_{name}") for name in GRANT})
            for row in rows
            if getattr(row, "grant_id")  # noqa: B009 - an annotation, unknown to the type
        ]
        live = (grant for grant in grants if grant.is_live(now))
        user.live_grants = sorted(live, key=lambda grant: grant.since)
        return user


@compiled
def _with_grants(*, pk: uuid.UUID) -> models.QuerySet[User]:
    """One row a grant, ended ones too."""
    found = User.objects.select_related("person").filter(pk=pk)
    return found.annotate(**{f"grant_{name}": F(f"grants__{name}") for name in GRANT})


GRANT = ("id", "role", "office", "since", "until")


class User(AbstractBaseUser):
    """A login: a name, perhaps an e-mail address, a password. Everything personal is in Person.

    Make one with ``accounts.actions.create_user``, so that there is a Person with a key.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.CharField(_("login name"), max_length=150, unique=True)
    email = models.EmailField(_("e-mail address"), unique=True, null=True, blank=True)
    language = models.CharField(_("language"), max_length=8, default="en")
    is_active = models.BooleanField(_("may sign in"), default=True)
    session_generation = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(_("since"), default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.UniqueConstraint(Lower("username"), name="accounts_username_any_case"),
            models.CheckConstraint(condition=~Q(email=""), name="accounts_email_or_null"),
        ]

    def __str__(self) -> str:
        return self.username

    @property
    def chosen_name(self) -> str:
        """The login name, where its bearer signs in with it: one that was made for them beside an
        e-mail address they have never seen."""
        return "" if self.email and MADE.fullmatch(self.username) else self.username

    @property
    def known_as(self) -> str:
        """What the bearer knows the account by."""
        return self.chosen_name or self.email or ""

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = self.email or None
        super().save(*args, **kwargs)

    def _get_session_auth_hash(self, secret: Any = None) -> str:
        """Sessions end with a change of password and with "sign out everywhere"."""
        return salted_hmac(
            "accounts.User.session",
            f"{self.session_generation}:{self.password}",
            secret=secret,
            algorithm="sha256",
        ).hexdigest()

    @cached_property
    def live_grants(self) -> list[RoleGrant]:
        """The staff roles held now, oldest first; asked for once per request."""
        return list(self.grants.live().order_by("since"))

    @property
    def is_staff(self) -> bool:
        """May hold the role that opens the admin; the active role decides (``accounts.site``)."""
        return any(grant.role == ADMINISTRATOR for grant in self.live_grants)

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Django asks for these in the admin only; ``accounts.site`` lets the right role in."""
        return self.is_active and self.is_staff

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_active and self.is_staff


class RoleGrantQuerySet(models.QuerySet["RoleGrant"]):
    def live(self) -> RoleGrantQuerySet:
        now = timezone.now()
        return self.filter(Q(until=None) | Q(until__gt=now), since__lte=now)


class RoleGrant(models.Model):
    """A staff role held from one moment to another, at an office (its code in the country pack).

    Everybody who signs in is an applicant: that role needs no grant.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(
        _("role"), max_length=20, choices=[(role, NAMES[role]) for role in STAFF_ROLES]
    )
    office = models.CharField(_("office"), max_length=40, blank=True, default="")
    since = models.DateTimeField(_("since"), default=timezone.now)
    until = models.DateTimeField(_("until"), null=True, blank=True)

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("role of a user")
        verbose_name_plural = _("roles of users")
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=STAFF_ROLES),
                name="accounts_grant_is_of_a_staff_role",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="accounts_grant_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=Q(until=None),
                name="accounts_grant_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.office}".strip()

    def is_live(self, now: datetime) -> bool:
        """As ``live()`` of the rows has it."""
        return self.since <= now and (self.until is None or self.until > now)
