"""A file that cannot be put anywhere when it has arrived is shredded, and so are those after it."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.actions import add_ward, end_guardianship
from accounts.actor import Actor
from accounts.models import Guardianship
from applicants import actions
from applicants.actions.replying import ReplySent, attach_to_reply, reply_to
from cases.actions.requests import Asked, ask
from cases.models import Case
from documents import uploads
from documents.models import Document
from permits.models import Phrase
from support_centre.actions import revoke
from tests.applicants.filling import photo
from tests.factories import Cast, signed_in
from tests.world import World

pytestmark = pytest.mark.django_db
CHILD = {"family_name": "Kovalenko", "given_names": "Marko", "birth_date": "2020-05-01"}


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Let something happen after the bytes have arrived and before they are put to the draft."""

    def happens(act: Any) -> None:
        receive = uploads.receive

        def and_then(*arguments: Any, **options: Any) -> Any:
            received = receive(*arguments, **options)
            act()
            return received

        monkeypatch.setattr(uploads, "receive", and_then)

    return happens


def send_two(client: Client, draft: Any) -> Any:
    files = [SimpleUploadedFile(f"{n}.jpg", photo(), "image/jpeg") for n in (1, 2)]
    address = reverse("applicants:upload", args=[draft.pk, "PASSPORT"])
    return client.post(address, {"files": files, "end_of_form": "1"})


def test_when_the_draft_was_deleted_meanwhile(
    draft, oksana: Actor, browser_of_oksana: Client, meanwhile
) -> None:
    meanwhile(lambda: actions.discard(draft, actor=oksana))
    assert send_two(browser_of_oksana, draft).status_code == 302
    assert [row.state for row in Document.objects.all()] == ["removed", "removed"]


def test_when_the_right_to_it_ended_meanwhile(
    permit, cast: Cast, oksana: Actor, browser_of_oksana: Client, meanwhile
) -> None:
    child = add_ward(cast.oksana.person, actor=oksana, **CHILD)
    draft = actions.begin(permit, person=child, actor=oksana, place="office", language="uk")
    meanwhile(lambda: end_guardianship(Guardianship.objects.get(), actor=oksana))
    assert send_two(browser_of_oksana, draft).status_code == 404
    assert [row.state for row in Document.objects.all()] == ["removed", "removed"]


def test_when_the_mandate_of_a_helper_was_taken_back_meanwhile(meanwhile) -> None:
    """The helper's right was asked when the first byte came; the last came after its end."""
    world = World()
    draft = world.new_draft()
    desk = signed_in(world.helper)
    desk.post(f"/en/centre/mandate/{world.mandate.pk}/session/")
    meanwhile(lambda: revoke(world.mandate, actor=world.applicant))
    assert send_two(desk, draft).status_code == 404
    assert not draft.papers.exists()
    sent = Document.objects.filter(kind="upload")
    assert [row.state for row in sent] == ["removed", "removed"]


def test_nor_is_a_file_put_to_a_reply_by_a_helper_then(meanwhile) -> None:
    world = World()
    asked, desk = world.request, signed_in(world.helper)
    desk.post(f"/en/centre/mandate/{world.mandate.pk}/session/")
    meanwhile(lambda: revoke(world.mandate, actor=world.applicant))
    address = reverse("applicants:reply_upload", args=[asked.case_id, asked.pk, "any"])
    scan = SimpleUploadedFile("1.jpg", photo(), "image/jpeg")
    desk.post(address, {"files": scan, "end_of_form": "1"})
    assert not reply_to(asked).papers.exists()
    assert Document.objects.latest("created_at").state == "removed"


def test_nor_is_anything_put_to_a_reply_then() -> None:
    world = World()
    phrase = Phrase.objects.filter(pack="cz", kind="paper").first()
    assert phrase is not None
    wanted = [Asked("missing", phrase.code, world.case_document.requirement)]
    request = ask(world.case, wanted, legal_basis="section 1", text="", actor=world.officer)
    stranger = Actor.for_user(world.stranger)
    assert not Case.objects.visible_to(stranger).exists()
    with pytest.raises(ReplySent):
        attach_to_reply(reply_to(request), "", world.new_document(), actor=stranger)
