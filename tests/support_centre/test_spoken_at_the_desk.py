"""Whatever a visitor speaks is written down; paper and screen say plainly what they are in."""

from __future__ import annotations

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse

from accounts.actor import Actor
from i18n import languages
from support_centre import actions, consent, screen, spoken
from support_centre.actions import Asked
from support_centre.models import Mandate, Visit
from support_centre.printing import mandate_pdf
from tests.support_centre.giving import agreed
from tests.support_centre.visitor import PASSPORT
from tests.world import World


@pytest.mark.parametrize(
    ("code", "printed"), [("ru", "uk"), ("sk", "cs"), ("mn", "en"), ("vi", "vi"), ("fil", "en")]
)
def test_the_nearest_language_of_the_portal(code: str, printed: str) -> None:
    assert languages.nearest(code) == printed
    assert code in spoken.SPOKEN


def test_a_visit_and_a_mandate_in_mongolian(world: World, desk: Client, helper: Actor) -> None:
    sent = {"language": "mn", "reason": "file", "serve": "1"}
    assert desk.post(reverse("support_centre:visit_new"), sent).status_code == 302
    visit = Visit.objects.latest("opened_at")
    page = desk.get(reverse("support_centre:visit", args=[visit.pk])).content.decode()
    assert "Texts are printed and shown in English. Explain them in Mongolian." in page
    person = actions.identify(visit, PASSPORT, method="mrz", actor=helper)
    assert person.language == "en"
    sent = {
        "services": ["explain"],
        "scope": "all",
        "days": "7",
        "language": "mn",
        "giver": "self",
        "interpreter": "Bold Bat",
    }
    assert (
        desk.post(reverse("support_centre:mandate_new", args=[visit.pk]), sent).status_code == 302
    )
    mandate = Mandate.objects.get()
    said = "printed in English. It was explained to me in Mongolian by Bold Bat."
    assert said in consent.words_of(mandate).explained
    pages = pypdfium2.PdfDocument(mandate_pdf(mandate))
    text = " ".join(page.get_textpage().get_text_range() for page in pages)
    assert "in Mongolian by Bold Bat" in " ".join(text.split())
    assert desk.get(reverse("support_centre:slip", args=[visit.pk])).status_code == 200


def test_the_turned_screen_is_in_it_too(world: World, desk: Client, helper: Actor) -> None:
    _offered, code = actions.offer(world.visit, Asked(("file",), 7, "ru"), actor=helper)
    mandate = agreed(code, actor=world.applicant)
    actions.start(mandate, visit=world.visit, actor=helper)
    assert screen.screen_of(helper).language == "uk"
    assert "Alena" in consent.words_of(mandate).explained  # who offered it explained it
    desk.post(reverse("support_centre:session", args=[mandate.pk]))
    assert desk.get(reverse("applicants:home")).status_code == 200
