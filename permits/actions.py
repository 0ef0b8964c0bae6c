"""Every write to the catalogue that touches more than one row."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Model

from accounts.actor import Actor
from audit.log import append
from permits.loading import BadPack, Problem, Report, parts, read, write
from permits.models import PermitType
from permits.packs import load_pack
from permits.publication import languages_complete


@transaction.atomic
def load_catalogue(pack: str, *, actor: Actor) -> Report:
    """Brings the catalogue in line with the pack's files; twice is once.

    Fields that were edited since are left alone and named in the report. Raises ``UnknownPack``,
    or ``BadPack`` naming each file and line that is wrong (and writes nothing then).
    """
    folder = load_pack(pack).folder
    problems: list[Problem] = []
    content = _checked(read, folder, problems)
    others = [(part, _checked(part.read, folder, problems)) for part in parts.registered()]
    if problems:
        raise BadPack(sorted(problems))
    report = write(content)
    for part, found in others:
        report.add(part.write(found, pack))
    refresh_publication(pack)
    if report.created or report.updated:
        append(
            "permits.load_pack",
            actor=actor,
            payload={"pack": pack, "created": report.created, "updated": report.updated},
        )
    return report


def _checked(read_one: Callable[[Path], Any], folder: Path, problems: list[Problem]) -> Any:
    """What one part of the pack says; nothing, and its problems among the others, if it is bad."""
    try:
        return read_one(folder)
    except BadPack as error:
        problems += error.problems
        return None


@transaction.atomic
def save_edited(row: Model, *, actor: Actor, changed: Iterable[str]) -> None:
    """Saves what an administrator edited, with its event; then looks again what may be shown."""
    row.save()
    _record("edit", row, actor=actor, fields=sorted(changed))


@transaction.atomic
def delete_entry(row: Model, *, actor: Actor) -> None:
    """Deletes an entry that nothing refers to, with its event."""
    _record("delete", row, actor=actor, fields=[])
    row.delete()
    refresh_publication(_pack_of(row))


def _record(verb: str, row: Model, *, actor: Actor, fields: list[str]) -> None:
    name = str(row._meta.model_name)
    payload = {"id": str(row.pk), "entry": name, "fields": fields}
    append(f"permits.{verb}_{name}", actor=actor, payload=payload)
    refresh_publication(_pack_of(row))


def _pack_of(row: Model) -> str:
    owner: Any = getattr(row, "permit_type", row)
    return str(owner.pack)


def refresh_publication(pack: str) -> None:
    """Notes for each type of the pack in which languages it is complete."""
    for permit in PermitType.objects.of_pack(pack).with_everything():
        languages = languages_complete(permit)
        complete_in = f",{','.join(languages)}," if languages else ","
        if permit.complete_in != complete_in:
            permit.complete_in = complete_in
            permit.save(update_fields=["complete_in"])
