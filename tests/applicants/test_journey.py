"""From the first question to the receipt, as a browser sends it."""

import json
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from accounts.actor import Actor
from applicants.models import Draft
from cases.models import Case
from config.typed import SECRET
from documents.models import Document
from permits import schema
from permits.models import PermitType
from tests.applicants.filling import filled, photo
from tests.factories import Cast, signed_in


def page(name: str, *args: object, language: str = "en") -> str:
    with override(language):
        return reverse(f"applicants:{name}", args=args)


def upload(client: Client, draft: Draft, code: str, data: bytes, name: str = "a.jpg") -> object:
    return client.post(
        page("upload", draft.pk, code),
        data,
        content_type="application/octet-stream",
        headers={"X-File-Name": name, "Accept": "application/json"},
    )


def fill_everything(client: Client, draft: Draft) -> None:
    for _n in range(20):
        answer = client.get(page("resume", draft.pk))
        if "/form/" not in answer["Location"]:
            return
        section_id = answer["Location"].rstrip("/").split("/")[-1]
        section = draft.schema.section(section_id)
        assert section is not None
        answer = client.post(answer["Location"], filled(section))
        assert answer.status_code == 302, answer.context["errors"]
    raise AssertionError("the form has no end")


def test_from_the_first_question_to_the_receipt(
    permit: PermitType, cast: Cast, browser_of_oksana: Client
) -> None:
    client = browser_of_oksana
    needed = client.get(page("new", "EMP"))
    assert "What you will need" in needed.content.decode()
    begun = client.post(page("new", "EMP"), {"who": "me", "place": permit.filed_at[0]})
    assert begun.status_code == 302
    draft = Draft.objects.get()
    fill_everything(client, draft)
    assert upload(client, draft, "PASSPORT", photo()).status_code == 201  # type: ignore[attr-defined]
    reviewed = client.get(page("review", draft.pk)).content.decode()
    assert "Shevchenko".upper() in reviewed
    assert "Prohlašuji" in reviewed, "the binding declaration stands beside the reader's"
    undeclared = client.post(page("review", draft.pk))
    assert undeclared.status_code == 422
    sent = client.post(page("review", draft.pk), {"declared": "yes"})
    assert sent["Location"] == page("receipt", draft.pk)
    case = Case.objects.get()
    shown = client.get(sent["Location"]).content.decode()
    assert case.number in shown
    assert "not yet lodged" in shown
    printed = client.get(page("case_print", case.pk))
    assert printed.content.startswith(b"%PDF")
    again = client.post(page("review", draft.pk), {"declared": "yes"})
    assert again["Location"] == page("receipt", draft.pk)
    assert Case.objects.count() == 1
    assert client.get(page("section", draft.pk, "person"))["Location"] == page("receipt", draft.pk)


def test_the_first_page_names_what_a_child_pays(catalogue: None, cast: Cast) -> None:
    """Whoever applies for a child would otherwise come with the money of an adult."""
    shown = signed_in(cast.amira).get(page("new", "LTR-FAM"))
    offices = [terms for terms in shown.context["terms"] if terms.place == "office"]
    for place in offices:
        assert place.child is not None
        assert place.child.amount < place.adult.amount
    assert "Child under 15 years of age" in shown.content.decode()


def test_for_a_child_who_is_not_known_yet(catalogue: None, cast: Cast) -> None:
    client = signed_in(cast.amira)
    answers = {"who": "child", "place": "office", "given_names": "Lina", "family_name": "Haddad"}
    wrong = client.post(page("new", "LTR-FAM"), answers)
    assert wrong.status_code == 422, "a child has a date of birth"
    arabic = answers | {"birth_date": "٣/٩/٢٠٢٠", "given_names": "يوسف"}
    refused = client.post(page("new", "LTR-FAM"), arabic)
    assert refused.status_code == 422, "a name is as in the passport"
    assert "Write this name in Latin letters" in refused.content.decode()
    assert "يوسف" in refused.content.decode()
    client.post(page("new", "LTR-FAM"), answers | {"birth_date": "٣/٩/٢٠٢٠"})
    draft = Draft.objects.get()
    assert draft.person.display_name == "Lina Haddad"
    assert draft.answers["person"]["birth_date"] == "2020-09-03"
    assert draft.person.user is None
    steps = client.get(page("section", draft.pk, "person")).context["progress"].steps
    assert "work_here" not in [step.id for step in steps]


def test_errors_stand_at_the_field_and_in_a_summary(
    draft: Draft, browser_of_oksana: Client
) -> None:
    answer = browser_of_oksana.post(
        page("section", draft.pk, "person"), {"birth_date": "31.2.1990", "name.family": "Шевченко"}
    )
    assert answer.status_code == 422
    errors = {str(error["href"]): str(error["message"]) for error in answer.context["errors"]}
    assert "There is no such day" in errors["#q-birth_date"]
    assert "Latin letters" in errors["#q-name-family"]
    html = answer.content.decode()
    assert 'value="31.2.1990"' in html
    assert 'value="Шевченко"' in html
    for href in errors:
        assert f'id="{href[1:]}"' in html


def test_autosave_answers_with_what_is_stored_and_what_is_asked(
    draft: Draft, browser_of_oksana: Client
) -> None:
    data = {"worked_before": "yes", "_was": json.dumps({"worked_before": ""})}
    answer = browser_of_oksana.post(page("autosave", draft.pk, "background"), data).json()
    assert answer["saved"].startswith("Saved ")
    assert "employer_before" not in answer["hidden"]
    data = {"worked_before": "no", "_was": json.dumps(answer["inputs"])}
    answer = browser_of_oksana.post(page("autosave", draft.pk, "background"), data).json()
    assert "employer_before" in answer["hidden"]


def test_a_lapsed_sign_in_hands_back_what_was_typed(draft: Draft) -> None:
    answer = Client().post(
        page("section", draft.pk, "person"),
        {"birth_place": "Lviv"},
        headers={"Origin": "http://testserver"},
    )
    assert answer.status_code == 403
    assert 'name="birth_place" value="Lviv"' in answer.content.decode()


def test_save_and_leave_keeps_what_is_unfinished(draft: Draft, browser_of_oksana: Client) -> None:
    answer = browser_of_oksana.post(
        page("section", draft.pk, "contact"), {"email": "unfinished@", "leave": "yes"}
    )
    assert answer["Location"] == page("home")
    draft.refresh_from_db()
    assert draft.answers["contact"]["email"] == "unfinished@"


def test_files_are_put_replaced_and_removed(draft: Draft, browser_of_oksana: Client) -> None:
    client = browser_of_oksana
    first = upload(client, draft, "PHOTO", photo(), "паспорт.jpg").json()  # type: ignore[attr-defined]
    assert "паспорт.jpg" in first["files"]
    paper = draft.papers.get()
    assert client.get(page("picture", draft.pk, paper.pk))["Content-Type"].startswith("image/")
    assert b"".join(client.get(page("file", draft.pk, paper.pk)).streaming_content) == photo()  # type: ignore[attr-defined]
    client.post(
        page("upload", draft.pk, "PHOTO") + f"?replaces={paper.pk}",
        photo("red"),
        content_type="application/octet-stream",
        headers={"X-File-Name": "new.jpg"},
    )
    replaced = draft.papers.select_related("document").get()
    assert replaced.document.file_name == "new.jpg"
    assert replaced.order == paper.order
    client.post(page("detach", draft.pk, replaced.pk))
    assert not draft.papers.exists()


def test_a_file_sent_again_after_a_lost_answer_is_there_once(
    draft: Draft, browser_of_oksana: Client
) -> None:
    def send(sent_as: str) -> int:
        return browser_of_oksana.post(
            page("upload", draft.pk, "PHOTO"),
            photo(),
            content_type="application/octet-stream",
            headers={"X-File-Name": "a.jpg", "X-Upload-Id": sent_as},
        ).status_code

    first, second = str(uuid4()), str(uuid4())
    assert [send(first), send(first), send(second)] == [201, 201, 201]
    assert draft.papers.count() == 2
    assert Document.objects.stored().count() == 2


def test_a_refused_file_gets_its_sentence_at_its_card(
    draft: Draft, browser_of_oksana: Client
) -> None:
    client = browser_of_oksana
    upload(client, draft, "PHOTO", photo())
    answer = upload(client, draft, "PASSPORT", b"MZ not a picture", "virus.exe")
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert "not a JPEG, PNG or PDF" in answer.json()["message"]  # type: ignore[attr-defined]
    plain = client.post(
        page("upload", draft.pk, "PASSPORT"),
        {"file": SimpleUploadedFile("a.txt", b"nothing of the kind"), "end_of_form": "yes"},
    )
    assert plain.status_code == 422
    cards = {card.code: card for card in plain.context["needs"].cards}
    assert cards["PASSPORT"].errors
    assert not cards["PHOTO"].errors
    assert len(cards["PHOTO"].papers) == 1


def test_the_plain_form_takes_several_files(draft: Draft, browser_of_oksana: Client) -> None:
    answer = browser_of_oksana.post(
        page("upload", draft.pk, "PASSPORT"),
        {
            "file": [
                SimpleUploadedFile("1.jpg", photo()),
                SimpleUploadedFile("2.jpg", photo("red")),
            ],
            "end_of_form": "yes",
        },
    )
    assert answer.status_code == 302, [c.errors for c in answer.context["needs"].cards]
    assert answer["Location"].endswith("#card-PASSPORT")
    assert draft.papers.count() == 2


def test_documents_depend_on_the_answers(finished: Draft, browser_of_oksana: Client) -> None:
    def codes() -> set[str]:
        needs = browser_of_oksana.get(page("documents", finished.pk)).context["needs"]
        return {card.code for card in needs.cards}

    assert "QUAL" not in codes()
    finished.answers["employment"]["qualification_needed"] = True
    finished.save()
    assert "QUAL" in codes()


def test_the_print_out_is_a_pdf_with_both_languages(
    finished: Draft, browser_of_oksana: Client
) -> None:
    answer = browser_of_oksana.get(page("print", finished.pk, language="uk"))
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_strangers_see_nothing(finished: Draft, stranger: Client, oksana: Actor) -> None:
    for name in ("resume", "documents", "review", "print", "receipt"):
        assert stranger.get(page(name, finished.pk)).status_code == 404
    assert stranger.get(page("case_print", finished.pk)).status_code == 404
    assert stranger.get(page("section", finished.pk, "person")).status_code == 404
    assert stranger.post(page("autosave", finished.pk, "person")).status_code == 404
    assert stranger.post(page("discard", finished.pk)).status_code == 404
    assert upload(stranger, finished, "PHOTO", photo()).status_code == 404  # type: ignore[attr-defined]
    assert Draft.objects.filter(pk=finished.pk).exists()


def test_no_input_of_a_form_looks_like_a_secret(draft: Draft) -> None:
    for pack in ("cz", "uto"):
        for code, version in schema.published(pack):
            for section in schema.load(code, version, pack).sections:
                assert not [name for name in filled(section) if SECRET.search(name)]


def test_every_page_is_there_in_every_language(finished: Draft, browser_of_oksana: Client) -> None:
    for language in ("cs", "en", "uk", "vi", "ar"):
        for name in ("documents", "review"):
            answer = browser_of_oksana.get(page(name, finished.pk, language=language))
            assert answer.status_code == 200
        for section in schema.applicable(finished.schema, finished.answers):
            where = page("section", finished.pk, section.id, language=language)
            assert browser_of_oksana.get(where).status_code == 200
