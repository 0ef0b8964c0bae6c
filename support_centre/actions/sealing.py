"""The sealed copy of a mandate that was agreed to on a device: evidence as a signed paper is."""

from __future__ import annotations

import hashlib
from datetime import datetime

from accounts.actor import Actor
from documents.actions import store_bytes
from documents.models import Kind
from support_centre.agreeing import Shown, sealed_copy
from support_centre.models import Given, Mandate


def seal(mandate: Mandate, shown: Shown, *, actor: Actor, moment: datetime) -> None:
    """``mandate`` is given by these words; the caller saves it.

    The copy is sealed under the key of the person whom it is about.
    """
    pdf = sealed_copy(shown, moment=moment)
    mandate.document = store_bytes(
        pdf,
        owner=shown.person,
        name="mandate.pdf",
        media_type="application/pdf",
        actor=actor,
        kind=Kind.MANDATE,
    )
    mandate.digest, mandate.read_in = hashlib.sha256(pdf).digest(), shown.language
    mandate.given_at, mandate.given_how = moment, Given.DEVICE
    mandate.code = mandate.code_until = None
