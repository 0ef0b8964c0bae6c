"""Putting a message into a postbox, reading it, and telling the person that it is there."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from accounts.actor import Actor
from accounts.models import Guardianship, Person, User
from audit import log
from documents.models import Document
from i18n.languages import using
from jobs.nudge import nudge
from postbox.models import Message, Notice
from statements.compiled import compiled
from statements.inserting import insert

TRIES = 8
FIRST_WAIT = timedelta(minutes=1)


def send(
    *,
    person: Person,
    language: str,
    subject: str,
    body: str,
    actor: Actor,
    binding_language: str = "",
    binding_subject: str = "",
    binding_body: str = "",
    document: Document | None = None,
    case_id: UUID | None = None,
    now: datetime | None = None,
) -> Message:
    """Put a message into the postbox; a notice follows by e-mail if there is an address.

    Staff who practise have nobody to write to: for an invented person the message is not kept.
    """
    message = Message(
        person=person,
        case_id=case_id,
        language=language,
        subject=subject,
        body=body,
        binding_language=binding_language,
        binding_subject=binding_subject,
        binding_body=binding_body,
        document=document,
        sent_at=now or timezone.now(),
    )
    if person.practice:
        return message
    with transaction.atomic(savepoint=False):  # part of the act that it tells of, or of nothing
        _put(message, actor)
    return message


def _put(message: Message, actor: Actor) -> None:
    insert(message)
    log.append(
        "postbox.message_sent",
        actor=actor,
        subjects=[message.person_id],
        case=message.case_id,
        payload={"message": str(message.pk)},
    )
    if address_of(message.person):
        notice = insert(Notice(message=message, created_at=message.sent_at))
        nudge("postbox.deliver_notice", notice.pk)


def tell_of_new_address(person: Person, actor: Actor) -> None:
    """An administrator changed where a person's notices go, and perhaps who gets into the account.

    The message says neither address: whoever has got in learns nothing from it.
    """
    with using(person.language):
        subject = gettext("The e-mail address of your account is changed")
        changed = gettext(
            "An administrator changed the e-mail address of your account. The address that you "
            "used before no longer works."
        )
        not_asked = gettext(
            "If you did not ask for this, change your password and contact the office at once."
        )
    send(
        person=person,
        language=person.language,
        subject=subject,
        body=f"{changed}\n\n{not_asked}",
        actor=actor,
    )


@transaction.atomic
def mark_read(message: Message, *, actor: Actor, now: datetime | None = None) -> None:
    """The person opened the message; only the first time counts, and no helper's look does."""
    if actor.acting_for:
        return
    now = now or timezone.now()
    if Message.objects.filter(pk=message.pk, read_at=None).update(read_at=now):
        message.read_at = now
        log.append(
            "postbox.message_read",
            actor=actor,
            subjects=[message.person_id],
            case=message.case_id,
            payload={"message": str(message.pk)},
        )


def mark_letter_read(document: Document, *, actor: Actor) -> None:
    """The person opened a letter, wherever that was: the message that brought it is read."""
    for message in Message.objects.visible_to(actor).unread().filter(document=document):
        mark_read(message, actor=actor)


def address_of(person: Person) -> str:
    """The e-mail of the person, or of the guardian who files for them; empty if there is none."""
    if person.user_id is not None:
        found = _own(user=person.user_id)
    else:
        found = _of_guardian(ward=person.pk, now=timezone.now())
    return next((email or "" for (email,) in found), "")


@compiled
def _own(*, user: UUID) -> QuerySet[User, Any]:
    return User.objects.filter(pk=user).values_list("email")


@compiled
def _of_guardian(*, ward: UUID, now: datetime) -> QuerySet[Guardianship, Any]:
    live = Guardianship.objects.live(now).filter(ward=ward).order_by("pk")
    return live.values_list("guardian__user__email")[:1]


def deliver_notice(notice_id: UUID, *, now: datetime | None = None) -> bool:
    """Send one notice. True when nothing is left to do.

    The row is claimed before the mail leaves: a crash in between delays the notice, and never
    sends it twice at once.
    """
    now = now or timezone.now()
    with transaction.atomic():
        notice = (
            Notice.objects.select_for_update(of=("self",))
            .pending(now)
            .select_related("message__person__user")
            .filter(pk=notice_id)
            .first()
        )
        if notice is None:
            return True
        notice.tries += 1
        notice.try_after = now + FIRST_WAIT * 2**notice.tries
        notice.save(update_fields=["tries", "try_after"])
    try:
        _send(notice.message)
    except OSError:
        if notice.tries >= TRIES:
            _close(notice, Notice.State.GIVEN_UP, now)
        return False
    _close(notice, Notice.State.SENT, now)
    return True


def _close(notice: Notice, state: str, now: datetime) -> None:
    notice.state, notice.done_at = state, now
    notice.save(update_fields=["state", "done_at"])


def _send(message: Message) -> None:
    with using(message.language):
        link = settings.SITE_ADDRESS + reverse("postbox:message", args=[message.pk])
        send_mail(
            gettext("You have a new message"),
            gettext(
                "There is a new message in your postbox.\n\n"
                "For your safety, this e-mail does not say what it is about. "
                "Sign in to read it:\n%(link)s\n\n"
                "Nobody will ever ask you for your password by e-mail or telephone."
            )
            % {"link": link},
            settings.DEFAULT_FROM_EMAIL,
            [address_of(message.person)],
        )
