"""Every write to the catalogue that touches more than one row."""

from accounts.actor import Actor
from audit.log import append
from django.db import transaction

from permits.loading import Report, read, write
from permits.models import PermitType
from permits.packs import load_pack
from permits.publication import languages_complete


@transaction.atomic
def load_catalogue(pack: str, *, actor: Actor) -> Report:
    """Brings the catalogue in line with the pack's files; twice is once.

    Fields that were edited since are left alone and named in the report. Raises ``UnknownPack``,
    or ``BadPack`` naming each file and line that is wrong (and writes nothing then).
    """
    report = write(read(load_pack(pack).folder))
    refresh_publication(pack)
    if report.created or report.updated:
        append(
            "permits.load_pack",
            actor=actor,
            payload={"pack": pack, "created": report.created, "updated": report.updated},
        )
    return report


def refresh_publication(pack: str) -> None:
    """Notes for each type of the pack in which languages it is complete."""
    for permit in PermitType.objects.of_pack(pack).with_everything():
        languages = languages_complete(permit)
        complete_in = f",{','.join(languages)}," if languages else ","
        if permit.complete_in != complete_in:
            permit.complete_in = complete_in
            permit.save(update_fields=["complete_in"])
