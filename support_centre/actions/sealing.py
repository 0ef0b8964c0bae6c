"""The sealed copy of a mandate that was given on a screen: evidence as a signed paper is."""

from __future__ import annotations

import hashlib
from datetime import datetime

from accounts.actor import Actor
from accounts.models import Person
from documents.actions import remove, store_bytes
from documents.models import Document, Kind
from documents.opening import open_buffered
from documents.sniffing import PDF
from support_centre.agreeing import Shown, sealed_copy
from support_centre.models import Given, Mandate
from support_centre.printing import signed_pdf


def seal(mandate: Mandate, shown: Shown, *, actor: Actor, moment: datetime) -> None:
    """``mandate`` is given by these words; the caller saves it.

    The copy is sealed under the key of the person whom it is about.
    """
    pdf = sealed_copy(shown, moment=moment)
    mandate.document = _kept(pdf, shown.person, actor)
    mandate.digest, mandate.read_in = hashlib.sha256(pdf).digest(), shown.language
    mandate.given_at, mandate.given_how = moment, Given.DEVICE
    mandate.code = mandate.code_until = None


def sign(
    mandate: Mandate, picture: Document, *, person: Person, actor: Actor, moment: datetime
) -> tuple[Document, str]:
    """The words with the signature from the pad under them, and the SHA-256 of that copy.

    The picture alone would not say what was signed: it goes. Raises ``ValueError`` for another file
    than a picture.
    """
    if picture.media_type == PDF:
        raise ValueError("a signature on the screen is a picture")
    with open_buffered(picture) as plain:
        pdf = signed_pdf(mandate, plain.read(), moment=moment)
    copy = _kept(pdf, person, actor)
    remove(picture, actor=actor)
    return copy, hashlib.sha256(pdf).hexdigest()


def _kept(pdf: bytes, person: Person, actor: Actor) -> Document:
    return store_bytes(
        pdf, owner=person, name="mandate.pdf", media_type=PDF, actor=actor, kind=Kind.MANDATE
    )
