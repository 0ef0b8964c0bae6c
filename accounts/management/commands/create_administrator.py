"""The first administrator of an installation: ``manage.py create_administrator NAME``."""

import getpass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts import actions
from accounts.actor import SYSTEM
from accounts.models import User
from accounts.roles import ADMINISTRATOR


class Command(BaseCommand):
    help = "Make a login with the role of administrator. Asks for a password."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--email", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        if User.objects.filter(username__iexact=options["username"]).exists():
            raise CommandError("this login name is taken")
        password = getpass.getpass("Password: ")
        if password != getpass.getpass("Again: "):
            raise CommandError("the passwords differ")
        try:
            user = actions.create_user(
                username=options["username"], email=options["email"], password=password
            )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        actions.grant_role(user, ADMINISTRATOR, actor=SYSTEM)
        self.stdout.write("Done. The second factor is set up at the first sign-in.")
