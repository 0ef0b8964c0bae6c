"""A file that is saved goes only after a second thought."""

from django.test import Client

from applicants.models import Draft
from documents.models import Document
from tests.applicants.filling import photo
from tests.applicants.test_journey import page, upload


def test_a_file_is_removed_after_asking_once_more(draft: Draft, browser_of_oksana: Client) -> None:
    upload(browser_of_oksana, draft, "PASSPORT", photo())
    paper = draft.papers.get()
    shown = browser_of_oksana.get(page("documents", draft.pk)).content.decode()
    asking = shown.split('<details class="confirm">')[1].split("</details>")[0]
    button, form = asking.split("</summary>")
    assert "Remove" in button
    assert f'action="{page("detach", draft.pk, paper.pk)}"' in form
    assert "Remove this file? It is deleted for ever." in form
    assert shown.count(page("detach", draft.pk, paper.pk)) == 1, "no other way beside it"
    browser_of_oksana.post(page("detach", draft.pk, paper.pk))
    assert not Document.objects.stored().exists()
