import stat
import threading
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from vault import checks, keyring
from vault.errors import KeyringError


def test_the_file_is_readable_by_its_owner_alone(own_keyring: Path) -> None:
    keyring.loaded()
    assert stat.S_IMODE(own_keyring.stat().st_mode) == 0o600


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644, 0o620, 0o601])
def test_a_wider_mode_is_refused(own_keyring: Path, mode: int) -> None:
    keyring.create(own_keyring)
    own_keyring.chmod(mode)
    with pytest.raises(KeyringError, match="0600"):
        keyring.loaded()
    assert [found.id for found in checks.keyring_is_private()] == ["vault.E001"]


def test_a_narrower_mode_is_fine(own_keyring: Path) -> None:
    keyring.create(own_keyring)
    own_keyring.chmod(0o400)
    assert keyring.loaded().current
    assert checks.keyring_is_private() == []


def test_production_refuses_a_keyring_that_it_would_have_to_create(
    own_keyring: Path, settings: Any
) -> None:
    settings.VAULT_MAY_CREATE_KEYRING = False
    with pytest.raises(KeyringError, match="no keyring"):
        keyring.loaded()
    assert not own_keyring.exists()
    assert [found.id for found in checks.keyring_is_private()] == ["vault.E001"]


def test_the_operator_creates_it_once(own_keyring: Path, settings: Any) -> None:
    settings.VAULT_MAY_CREATE_KEYRING = False
    call_command("vault", "init")
    before = own_keyring.read_bytes()
    with pytest.raises(CommandError, match="already"):
        call_command("vault", "init")
    assert own_keyring.read_bytes() == before
    assert keyring.loaded().index


def test_of_many_that_create_it_at_once_one_wins(own_keyring: Path) -> None:
    threads = [threading.Thread(target=keyring.create, args=[own_keyring]) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [path.name for path in own_keyring.parent.iterdir()] == ["keyring.json"]
    assert len(keyring.loaded().keks) == 1


@pytest.mark.parametrize("text", ["", "[]", '{"keks": {}}', '{"keks": 1, "index": {}}', "\x00"])
def test_a_broken_file_is_an_error_without_its_content(own_keyring: Path, text: str) -> None:
    own_keyring.touch(mode=0o600)
    own_keyring.write_text(text)
    with pytest.raises(KeyringError, match="cannot be read"):
        keyring.loaded()


def test_keys_are_not_shown(own_keyring: Path) -> None:
    assert "b'" not in repr(keyring.loaded())
