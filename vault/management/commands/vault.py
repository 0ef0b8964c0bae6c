"""The operator's hand on the keys: make, rotate, prune and check them."""

import argparse
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from vault import keyring, rotation
from vault.errors import VaultError


class Command(BaseCommand):
    help = "Create a keyring, rotate its keys or the root key, or check that every key opens."
    requires_system_checks: list[str] = []  # `init` repairs what a check complains about

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("init", help="create the keyring (mode 0600) where settings place it")
        rotate = verbs.add_parser(
            "rotate", help="exchange keys; nothing that they seal is rewritten"
        )
        rotate.add_argument("--root", action="store_true", help="the root key, not only the KEK")
        rotate.add_argument("--index", action="store_true", help="add a key for search tokens")
        verbs.add_parser("prune", help="drop old KEKs; backups sealed under them become noise")
        verbs.add_parser("verify", help="unwrap every key once")

    def handle(self, *, verb: str, **options: Any) -> None:
        try:
            getattr(self, f"_{verb}")(**options)
        except VaultError as error:
            raise CommandError(str(error)) from error

    def _init(self, **options: Any) -> None:
        path = Path(settings.VAULT_KEYRING)
        if path.exists():
            raise CommandError(f"there is a keyring at {path} already")
        keyring.create(path)
        self.stdout.write(f"Created {path}. Back it up apart from the database and its backups.")

    def _rotate(self, *, root: bool, index: bool, **options: Any) -> None:
        if root:
            self.stdout.write(f"Sealed {rotation.rotate_root()} subject keys under a new root key.")
        elif index:
            self.stdout.write(
                f"Search tokens get version {rotation.rotate_index()} too, from now on."
            )
            return
        self.stdout.write(f"Sealed {rotation.rotate_kek()} root keys under a new KEK.")

    def _prune(self, **options: Any) -> None:
        self.stdout.write(f"Dropped {rotation.prune()} KEKs from the keyring.")

    def _verify(self, **options: Any) -> None:
        self.stdout.write(f"{rotation.verify()} subject keys open.")
