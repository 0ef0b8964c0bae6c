"""Inside the portal: schema, cases, an officer's session, a key deep in the queue. Prints JSON."""

import json
import os
import subprocess
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.bench")
django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.core.management import call_command  # noqa: E402

from accounts.models import User  # noqa: E402
from cases.models import Case  # noqa: E402
from scripts.bench.seeding import Seeding  # noqa: E402


def session_of(user: User) -> str:
    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store["role"] = "officer"
    store.create()
    return str(store.session_key)


def main() -> None:
    call_command("migrate", verbosity=0, interactive=False)
    Seeding(int(sys.argv[1])).run()
    rows = Case.objects.running().in_queue_order()
    row = rows[rows.count() // 2]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": ""}
    command = [sys.executable, "-m", "scripts.bench.anchor"]
    anchor = subprocess.check_output(command, env=environment, text=True).strip()
    print(
        json.dumps(
            {
                "session": session_of(User.objects.get(username="officer.0")),
                "deep": f"{row.queue_on.isoformat()}_{row.pk}",
                "anchor": anchor,
            }
        )
    )


if __name__ == "__main__":
    main()
