"""Drafts do not stay for ever: their person is warned, then they are deleted."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actor import SYSTEM
from accounts.models import Guardianship, Person
from applicants.actions.drafting import DraftClosed, discard, locked
from applicants.models import Draft
from audit import log
from i18n import formats
from i18n.languages import using
from postbox.actions import send


@transaction.atomic
def warn(draft: Draft, *, now: datetime | None = None) -> bool:
    """Tell the person when the draft ends; they always have the whole warning time. Once."""
    moment = now or timezone.now()
    try:
        draft = locked(draft, SYSTEM)
    except DraftClosed:
        return False
    if not Draft.objects.to_warn(moment).filter(pk=draft.pk).exists():
        return False
    draft.warned_at = moment
    draft.expires_at = max(draft.expires_at, moment + timedelta(days=settings.DRAFT_WARNING_DAYS))
    draft.save(update_fields=["warned_at", "expires_at"])
    _tell(draft)
    return True


def _tell(draft: Draft) -> None:
    reader = _reader_of(draft)
    with using(reader.language):
        address = settings.SITE_ADDRESS + reverse("applicants:resume", args=[draft.pk])
        facts = {
            "permit": str(draft.permit_type),
            "day": formats.day_long(timezone.localtime(draft.expires_at).date()),
            "address": address,
        }
        send(
            person=reader,
            language=reader.language,
            subject=_("Your draft will be deleted soon"),
            body=_(
                "You began an application for “%(permit)s” and have not sent it.\n\n"
                "The draft and its documents will be deleted on %(day)s. To keep them, open the "
                "draft and save something before that day: %(address)s"
            )
            % facts,
            actor=SYSTEM,
        )
    log.append("applicants.warned_of_expiry", actor=SYSTEM, subjects=[draft.person_id])


def _reader_of(draft: Draft) -> Person:
    """Who wrote it, while they may still see it; else whom it is about."""
    own = draft.filed_by_id == draft.person_id
    acts = Guardianship.objects.live().filter(guardian=draft.filed_by_id, ward=draft.person_id)
    return draft.filed_by if own or acts.exists() else draft.person


@transaction.atomic
def expire(draft: Draft, *, now: datetime | None = None) -> bool:
    """Delete a draft whose time is over and whose person was warned."""
    try:
        draft = locked(draft, SYSTEM)
    except DraftClosed:
        return False
    if not Draft.objects.expired(now).filter(pk=draft.pk).exists():
        return False
    discard(draft, actor=SYSTEM)
    return True
