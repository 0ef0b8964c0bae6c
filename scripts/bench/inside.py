"""Run inside the portal: ``seed <size>`` makes what is measured, ``count`` counts. Prints JSON."""

import json
import logging
import sys
from datetime import timedelta
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402 - set-up comes first
from django.contrib.auth import (  # noqa: E402
    BACKEND_SESSION_KEY,
    HASH_SESSION_KEY,
    SESSION_KEY,
)
from django.core.management import call_command  # noqa: E402
from django.db.models import Count  # noqa: E402

from accounts.actions import create_user  # noqa: E402
from accounts.models import User  # noqa: E402
from accounts.sessions.db import SessionStore  # noqa: E402
from applicants.models import Draft  # noqa: E402
from cases.models import Case  # noqa: E402
from demo.filling import Filling  # noqa: E402
from demo.people import PEOPLE  # noqa: E402
from permits import schema  # noqa: E402
from permits.models import PermitType, Requirement  # noqa: E402
from scripts.bench.counting import figures  # noqa: E402
from scripts.bench.seeding import COMMON_NAME, NOW, Seeding  # noqa: E402
from vault import keys  # noqa: E402

DRAFTS = 128
RECEIVED = 120
UPLOADS = 8
PERMIT = "EMP"


def seed(size: int) -> dict[str, Any]:
    """Everything that the lines ask for, by name."""
    call_command("migrate", verbosity=0, interactive=False)
    Seeding(size).run()
    applicant = User.objects.filter(username="applicant").first() or create_user(
        username="applicant", password=None, given_names="Ada", family_name="Applicant"
    )
    drafts = _drafts(applicant)
    lodged = Case.objects.running().new().filter(lodged_on__isnull=False)
    return {
        "officer": session_of(User.objects.get(username="officer.0")),
        "applicant": session_of(applicant),
        "drafts": [str(draft.pk) for draft in drafts[UPLOADS:]],
        "uploads": [str(draft.pk) for draft in drafts[:UPLOADS]],
        "requirement": Requirement.objects.by_need()
        .filter(permit_type=drafts[0].permit_type)[0]
        .code,
        "received": [str(pk) for pk in lodged.values_list("pk", flat=True)[:RECEIVED]],
        "common": COMMON_NAME,
        **_reading(),
    }


def _reading() -> dict[str, Any]:
    """Places in the queue, cases of 10 events and 5 files, their numbers and names."""
    queue = Case.objects.running().in_queue_order()
    second, deep = queue[25], queue[queue.count() // 2]
    full = (
        Case.objects.filter(state="open")
        .annotate(files=Count("documents", distinct=True), acts=Count("events", distinct=True))
        .filter(files=5, acts=10)
        .select_related("person")
        .order_by("pk")[:40]
    )
    keys.preload(case.person_id for case in full)
    return {
        "second": f"{second.queue_on.isoformat()}_{second.pk}",
        "deep": f"{deep.queue_on.isoformat()}_{deep.pk}",
        "cases": [str(case.pk) for case in full],
        "numbers": [case.number.partition("/")[0] for case in full],
        "names": [case.person.display_name.replace(" ", "+") for case in full],
    }


def _drafts(applicant: User) -> list[Draft]:
    """Drafts in which everything is answered."""
    permit = PermitType.objects.of_pack().get(code=PERMIT)
    answers = Filling(PEOPLE[0], 1).answers(PERMIT, permit.pack)
    answers["passport"]["document"]["issuer"] = "UA"  # Utopia is for the demonstration
    drafts = [
        Draft(
            person=applicant.person,
            filed_by=applicant.person,
            permit_type=permit,
            schema_version=schema.latest(PERMIT, permit.pack),
            place="office",
            language="uk",
            answers=answers,
            created_at=NOW,
            saved_at=NOW,
            expires_at=NOW + timedelta(days=1000),
        )
        for _number in range(DRAFTS)
    ]
    return Draft.objects.bulk_create(drafts)


def session_of(user: User) -> str:
    """The key of a session in which ``user`` has signed in."""
    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    return str(store.session_key)


def main() -> None:
    logging.disable(logging.CRITICAL)
    found = seed(int(sys.argv[2])) if sys.argv[1] == "seed" else {"figures": figures()}
    print(json.dumps(found))


if __name__ == "__main__":
    main()
