"""What reached a case stays: its files, its letters. A sent reply and its files with it."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from accounts.actions import add_ward, change_details, end_guardianship
from accounts.actor import Actor
from accounts.models import Guardianship
from applicants.actions import replying
from applicants.models import ReplyDocument
from audit import log
from audit.models import Event
from cases.actions import ask
from cases.actions.requests import Asked
from cases.decisions import DecisionRefused, Proposal, propose
from cases.letters.rendering import _frame
from cases.models import Case, CaseDocument, CaseEvent, DocumentJudgement, Letter
from cases.officers import officers_for
from documents.models import Document
from documents.rows import discard
from tests.cases.conftest import at, file_for, make_document
from tests.cases.test_guards import raw, refused
from tests.factories import Cast, signed_in
from tests.world import World


@pytest.fixture
def reply(running: Case, novotna: Actor, oksana: Actor) -> replying.Reply:
    request = ask(
        running,
        [Asked("missing", "missing", "X"), Asked("missing", "missing", "Y")],
        legal_basis="law",
        actor=novotna,
        now=at(9, 5),
    )
    reply = replying.reply_to(request)
    paper = make_document(running.person)
    replying.attach_to_reply(reply, "X", paper, actor=oksana)
    return reply


def send(reply: replying.Reply, oksana: Actor) -> None:
    replying.send_reply(reply, language="uk", actor=oksana, now=at(9, 6))


def test_a_file_of_a_case_is_not_shredded(reply: replying.Reply, oksana: Actor) -> None:
    send(reply, oksana)
    document = CaseDocument.objects.get(requirement="X").document
    refused(lambda: discard(Document.objects.get(pk=document.pk), reason="removed"))
    refused(lambda: raw("UPDATE documents_document SET sealed_key = NULL, state = 'removed'"))
    refused(lambda: raw("DELETE FROM documents_document WHERE id = %s", document.pk))


def test_what_is_not_evidence_yet_can_still_go(reply: replying.Reply, oksana: Actor) -> None:
    paper = reply.papers.get()
    replying.detach_from_reply(paper, actor=oksana)
    assert Document.objects.get(pk=paper.document_id).state == "removed"


def test_a_reply_that_was_sent_takes_nothing_and_gives_nothing(
    reply: replying.Reply, oksana: Actor
) -> None:
    """From another window, which does not know yet."""
    stale = ReplyDocument.objects.select_related("reply").get(reply=reply)
    late = make_document(reply.request.person)
    send(reply, oksana)
    for attempt in (
        lambda: replying.attach_to_reply(reply, "Y", late, actor=oksana),
        lambda: replying.detach_from_reply(stale, actor=oksana),
        lambda: replying.save_reply(reply, "something else"),
        lambda: send(reply, oksana),
    ):
        with pytest.raises(replying.ReplySent):
            attempt()
    assert Document.objects.get(pk=stale.document_id).state != "removed"


def test_a_reply_takes_no_file_of_somebody_else(
    reply: replying.Reply, oksana: Actor, cast: Cast
) -> None:
    foreign = make_document(cast.stranger.person)
    with pytest.raises(ValueError, match="own person"):
        replying.attach_to_reply(reply, "Y", foreign, actor=oksana)


def test_a_letter_that_was_sent_never_changes(running: Case) -> None:
    letter = Letter.objects.filter(case=running).first()
    assert letter is not None
    first, second = make_document(running.person), make_document(running.person)
    ready = {"state": "ready", "ready_at": at(9, 7)}
    Letter.objects.filter(pk=letter.pk).update(document=first, **ready)
    refused(lambda: Letter.objects.filter(pk=letter.pk).update(document=second))
    refused(lambda: Letter.objects.filter(pk=letter.pk).update(ready_at=at(9, 8)))
    refused(lambda: raw("UPDATE cases_letter SET kind = 'ending' WHERE id = %s", letter.pk))
    refused(lambda: raw("DELETE FROM cases_letter WHERE id = %s", letter.pk))
    refused(lambda: discard(first, reason="removed"))


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has no REPLACE")
def test_replace_does_not_walk_past_the_guards(running: Case, novotna: Actor) -> None:
    event = log.append("cases.note", actor=novotna, subjects=[running.person_id], case=running.pk)
    columns = [field.column for field in event._meta.fields]
    values = ", ".join("'x'" if name == "name" else f'"{name}"' for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    with pytest.raises(IntegrityError, match="never removed"), transaction.atomic():
        raw(
            f"INSERT OR REPLACE INTO audit_event ({names}) "
            f"SELECT {values} FROM audit_event WHERE id = %s",
            event.pk,
        )


def test_whoever_was_ever_the_guardian_never_deals_with_the_child(
    permit, cast: Cast, novotna: Actor, dvorak: Actor
) -> None:
    """Also when another parent filed, and after the guardianship ended."""
    child = add_ward(
        cast.dvorak.person, actor=dvorak, family_name="D", given_names="A", birth_date="2020-01-01"
    )
    end_guardianship(Guardianship.objects.get(ward=child), actor=dvorak)
    case = file_for(cast.oksana, permit, person=child)
    assert not Case.objects.visible_to(dvorak).filter(pk=case.pk).exists()
    assert Case.objects.visible_to(novotna).filter(pk=case.pk).exists()
    assert cast.novotna in officers_for(case)
    assert cast.dvorak not in officers_for(case)
    refused(lambda: Case.objects.filter(pk=case.pk).update(assigned_to=cast.dvorak))
    with pytest.raises((Case.DoesNotExist, DecisionRefused)):
        propose(case, Proposal(outcome="grant"), actor=dvorak)


def test_a_letter_is_addressed_as_was_filed(running: Case, oksana: Actor) -> None:
    """Whoever renames themselves afterwards gets no permit in the other name."""
    change_details(
        running.person,
        actor=oksana,
        family_name="Somebody",
        given_names="Else",
        native_name="",
        language="uk",
    )
    case = Case.objects.get(pk=running.pk)
    assert case.person.display_name == "Else Somebody"
    assert _frame(case, at(9, 7))["recipient"]["name"] == case.filed_name == "Oksana Kovalenko"


def test_the_form_of_an_act_is_a_read_of_the_file(running: Case, cast: Cast) -> None:
    client = signed_in(cast.novotna, "officer")
    assert client.get(reverse("cases:act", args=[running.pk, "note"])).status_code == 200
    event = Event.objects.get(name="cases.open_act")
    assert event.case_id == running.pk
    assert event.user_id == cast.novotna.pk


def test_what_the_office_was_told_of_a_file_stays(db: None) -> None:
    document = World().case_document.document
    rows = Document.objects.filter(pk=document.pk)
    for changed in ({"media_type": "image/png"}, {"size": 1}, {"pages": 9}, {"kind": "letter"}):
        refused(lambda changed=changed: rows.update(**changed))
    document.file_name = "another.pdf"
    refused(lambda: document.save(update_fields=["file_name"]))


@pytest.mark.parametrize("data", [{"verdict": "Oksana"}, {"verdict": ""}, {"verdict": "x" * 99}])
def test_a_verdict_is_one_of_three_words(db: None, data: dict[str, str]) -> None:
    world = World()
    address = reverse("cases:judge", args=[world.case.pk, world.case_document.pk])
    assert signed_in(world.novotna, "officer").post(address, data).status_code == 302
    assert not DocumentJudgement.objects.exists()


def test_a_reason_goes_with_what_is_insufficient_alone(db: None) -> None:
    """Else words of an officer would stand in plain columns."""
    world = World()
    address = reverse("cases:judge", args=[world.case.pk, world.case_document.pk])
    data = {"verdict": "accepted", "reason": "Oksana"}
    assert signed_in(world.novotna, "officer").post(address, data).status_code == 302
    assert DocumentJudgement.objects.get().reason == ""
    assert CaseEvent.objects.get(name="document_judged").data["defect"] == ""
