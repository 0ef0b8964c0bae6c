import uuid
from dataclasses import dataclass, field

import pytest

from vault import keys


@dataclass(frozen=True)
class Officer:
    """An actor as the log sees one."""

    user_id: uuid.UUID | None = field(default_factory=uuid.uuid4)
    role: str = "officer"
    office: str = "prague"
    acting_for: uuid.UUID | None = None
    purpose: str = ""


@pytest.fixture
def officer() -> Officer:
    return Officer()


@pytest.fixture
def person(db: None) -> uuid.UUID:
    """A person with a key."""
    subject_id = uuid.uuid4()
    keys.create_subject(subject_id)
    return subject_id
