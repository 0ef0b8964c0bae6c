"""What a centre is, who is at its desk today, and which languages its staff speak."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from accounts.actor import Actor
from audit import log
from support_centre.models import Centre, Presence, StaffLanguage
from support_centre.spoken import SPOKEN


@transaction.atomic
def save_edited(row: Model, *, actor: Actor, changed: Iterable[str]) -> None:
    """Save what an administrator wrote about a centre, with its event."""
    row.save()
    _log_entry("edited", row, actor, fields=sorted(changed))


@transaction.atomic
def delete_entry(row: Model, *, actor: Actor) -> None:
    """Delete an exception, an interpreter or a language that is no longer so, with its event."""
    _log_entry("deleted", row, actor, fields=[])
    row.delete()


def _log_entry(verb: str, row: Model, actor: Actor, *, fields: list[str]) -> None:
    name = str(row._meta.model_name)
    payload = {"id": str(row.pk), "entry": name, "fields": fields}
    log.append(f"support_centre.{verb}_{name}", actor=actor, payload=payload)


@transaction.atomic
def speak(codes: Iterable[str], *, actor: Actor) -> list[str]:
    """The member of staff speaks these languages and no others. Raises ``ValueError``."""
    wanted = set(codes)
    if unknown := wanted - set(SPOKEN):
        raise ValueError(f"unknown languages: {sorted(unknown)}")
    rows = StaffLanguage.objects.filter(user_id=actor.by)
    present = set(rows.values_list("language", flat=True))
    rows.filter(language__in=present - wanted).delete()
    StaffLanguage.objects.bulk_create(
        [StaffLanguage(user_id=actor.by, language=code) for code in sorted(wanted - present)],
        ignore_conflicts=True,
    )
    if wanted != present:
        payload = {"languages": sorted(wanted)}
        log.append("support_centre.set_languages", actor=actor, payload=payload)
    return sorted(wanted)


@transaction.atomic
def arrive(centre: Centre, *, actor: Actor, now: datetime | None = None) -> None:
    """The member of staff is at the desk today; also after having left. Again changes nothing.

    Who was where on earlier days is nobody's business any more: those rows go.
    """
    moment = now or timezone.now()
    day = centre.today(moment)
    mine = Presence.objects.filter(user_id=actor.by)
    mine.filter(day__lt=day).delete()
    row, created = mine.get_or_create(
        user_id=actor.by, centre=centre, day=day, defaults={"came_at": moment}
    )
    if not created and row.left_at is None:
        return
    if not created:
        Presence.objects.filter(pk=row.pk).update(left_at=None)
    log.append("support_centre.came", actor=actor, payload={"centre": centre.code})


@transaction.atomic
def leave(centre: Centre, *, actor: Actor, now: datetime | None = None) -> None:
    """The member of staff goes; what they speak is no longer spoken here now."""
    moment = now or timezone.now()
    rows = Presence.objects.here(centre.today(moment)).filter(user_id=actor.by, centre=centre)
    if rows.update(left_at=moment):
        log.append("support_centre.left", actor=actor, payload={"centre": centre.code})
