import uuid
from pathlib import Path
from typing import Any

import pytest

from vault import keyring, keys


@pytest.fixture
def subject(db: None) -> uuid.UUID:
    """A person with a key."""
    subject_id = uuid.uuid4()
    keys.create_subject(subject_id)
    return subject_id


@pytest.fixture
def stranger(db: None) -> uuid.UUID:
    """Another person with a key."""
    subject_id = uuid.uuid4()
    keys.create_subject(subject_id)
    return subject_id


@pytest.fixture
def own_keyring(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A keyring for this test alone, created on first use."""
    monkeypatch.setattr(keyring, "_loaded", {})
    monkeypatch.setattr(keys, "_roots", {})
    settings.VAULT_KEYRING = tmp_path / "keyring.json"
    settings.VAULT_MAY_CREATE_KEYRING = True
    return tmp_path / "keyring.json"
