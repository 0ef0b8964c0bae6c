"""What a helper does in an applicant's place was read back and confirmed, or is not done."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext_lazy as _

from accounts.actor import Actor
from cases.actions.act import Act
from cases.errors import Refused
from cases.models import Case, Confirmation, Confirmed


class NotReadBack(Refused):
    """The person did not confirm this, or confirmed something else."""

    def __init__(self) -> None:
        super().__init__(
            "read_back",
            _(
                "This was not read back to the person as it stands now. Read it back and have it "
                "confirmed, then send it."
            ),
        )


def digest_of(content: Mapping[str, Any], salt: str) -> bytes:
    """SHA-256 of what is to be sent. Salted, so that short answers cannot be guessed from it."""
    text = json.dumps(
        {"salt": salt, **content}, cls=DjangoJSONEncoder, ensure_ascii=False, sort_keys=True
    )
    return hashlib.sha256(b"pobyt/read-back/1\n" + text.encode()).digest()


def check_confirmed(
    actor: Actor, confirmed: Confirmed | None, content: Mapping[str, Any] | None = None
) -> None:
    """Raises ``NotReadBack`` when ``actor`` acts for another who did not confirm ``content``."""
    if actor.acting_for is None:
        return
    if confirmed is None:
        raise NotReadBack
    if content is not None and confirmed.content != digest_of(content, confirmed.salt):
        raise NotReadBack


def withdrawal_of(case: Case) -> dict[str, Any]:
    """What is confirmed when an application is taken back."""
    return {"act": "withdraw", "case": str(case.pk), "number": case.number}


def keep_confirmation(doing: Act, act: str, confirmed: Confirmed | None) -> None:
    """Before the event that it belongs to: the database asks for it."""
    if confirmed is not None:
        Confirmation.objects.create(
            case=doing.case,
            act=act,
            digest=confirmed.digest,
            document=confirmed.document,
            how=confirmed.how,
            language=confirmed.language,
            centre=confirmed.centre,
            at=confirmed.at,
        )
