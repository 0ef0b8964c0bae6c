"""A ward comes of age: both are told before it and on the day. The access ends by itself."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import actions as people
from accounts.actor import SYSTEM
from accounts.models import Guardianship, Person
from applicants import words_of_age as words
from i18n import formats
from i18n.languages import using
from permits import packs
from postbox.actions import send
from vault import keys


@transaction.atomic
def warn_of_age(ward: Person, *, now: datetime | None = None) -> bool:
    """Tell the ward and whoever acts for them, sixty days before the end. Once for each end.

    The message to the ward stands in their postbox and goes on paper as well, if they have no
    login: the guardian reads that postbox still.
    """
    moment = now or timezone.now()
    due = Guardianship.objects.to_warn(moment).filter(ward=ward)
    rows = list(due.select_for_update(of=("self",)).order_by("pk"))
    if not rows:
        return False
    ends = rows[0].comes_of_age_at
    assert ends is not None  # or it was not due
    Guardianship.objects.filter(pk__in=[row.pk for row in rows]).update(warned_at=moment)
    _tell_guardians(rows, words.GUARDIAN_BEFORE, ends, moment)
    before = words.WARD_BEFORE if ward.user_id is None else words.WARD_WITH_LOGIN_BEFORE
    _tell(ward, ward, before, ends, moment)
    return True


@transaction.atomic
def come_of_age(ward: Person, *, now: datetime | None = None) -> bool:
    """Write that the guardianships of ``ward`` ended by age, and tell both. Once."""
    moment = now or timezone.now()
    rows = people.come_of_age(ward, now=moment)
    if not rows:
        return False
    ended = min(row.ended_at for row in rows if row.ended_at is not None)
    _tell_guardians(rows, words.GUARDIAN_SINCE, ended, moment)
    since = words.WARD_SINCE if ward.user_id is None else words.WARD_WITH_LOGIN_SINCE
    _tell(ward, ward, since, ended, moment)
    return True


def _tell_guardians(
    rows: list[Guardianship], text: words.Text, day: datetime, moment: datetime
) -> None:
    for row in rows:
        _tell(row.guardian, row.ward, text, day, moment)


def _tell(reader: Person, ward: Person, text: words.Text, day: datetime, moment: datetime) -> None:
    """In the reader's language, and beside it in the binding one. Nothing is said to whom or of
    whom no key is left: they were erased."""
    pack = packs.current()
    keys.preload([ward.pk, reader.pk])
    if not (keys.exists(ward.pk) and keys.exists(reader.pk)):
        return

    def said(language: str) -> tuple[str, str]:
        with using(language):
            name = ward.display_name or _("The child for whom you act")
            facts = {"name": name, "day": formats.day_short(pack.today(day))}
            return str(text.subject) % facts, "\n\n".join(map(str, text.paragraphs)) % facts

    subject, body = said(reader.language)
    binding_subject, binding_body = said(pack.binding_language)
    send(
        person=reader,
        language=reader.language,
        subject=subject,
        body=body,
        binding_language=pack.binding_language,
        binding_subject=binding_subject,
        binding_body=binding_body,
        actor=SYSTEM,
        now=moment,
    )
