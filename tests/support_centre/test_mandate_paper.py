"""The mandate is one page: who signs it has all of it before them, and one picture shows it."""

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.actor import Actor
from accounts.models import RoleGrant
from accounts.roles import HELPER
from documents.models import Document
from support_centre import actions, services
from support_centre.actions import Asked
from support_centre.models import Centre, Giver, Mandate
from support_centre.printing import mandate_pdf, signed_pdf
from tests.documents.samples import jpeg, png
from tests.factories import UserFactory
from tests.support_centre.test_minors import YUSUF
from tests.support_centre.visitor import identified
from tests.world import World

EVERYTHING = tuple(service.code for service in services.ALL)
BY_A_PARENT = {
    "giver": Giver.PARENT,
    "giver_name": "Amira Haddad",
    "giver_reason": "the mother of the child; decision of the court 12 P 34/2026",
}


@pytest.fixture
def helper(world: World) -> Actor:
    """At a desk of three, of a centre with a long name."""
    names = {"cs": "Krajské centrum na podporu integrace cizinců na náměstí"}
    names["en"] = "Regional centre for the support of newcomers on the square"
    Centre.objects.filter(pk=world.centre.pk).update(name=names, address="Náměstí 1\n110 00 Praha")
    world.centre.refresh_from_db()
    third = UserFactory(username="third", given_names="Maximiliana", family_name="Svobodová")
    RoleGrant.objects.create(user=third, role=HELPER, office=world.centre.code)
    return Actor.for_user(world.helper)


def pages_of(pdf: bytes) -> int:
    return len(pypdfium2.PdfDocument(pdf))


@pytest.mark.parametrize("spoken", ["uk", "vi", "ar", "ru", "cs", "en"])
@pytest.mark.parametrize("who", ["the person", "a parent"])
def test_everything_fits_on_one_page(world: World, helper: Actor, spoken: str, who: str) -> None:
    asked = Asked(EVERYTHING, 90, spoken, interpreter="Iryna Tkachenko-Bondarenko")
    if who == "a parent":
        visit = identified(world, helper, YUSUF)
        asked = Asked(EVERYTHING, 90, spoken, interpreter="Iryna Tkachenko", **BY_A_PARENT)
    else:
        visit = identified(world, helper)
    offered, _code = actions.offer(visit, asked, actor=helper)
    assert offered.staff.count() == 3
    assert pages_of(mandate_pdf(offered)) == 1
    assert pages_of(signed_pdf(offered, png(640, 200), moment=offered.offered_at)) == 1


def test_nothing_is_printed_too_small_to_read(world: World, helper: Actor) -> None:
    offered, _code = actions.offer(
        identified(world, helper), Asked(EVERYTHING, 7, "uk"), actor=helper
    )
    [page] = pypdfium2.PdfDocument(mandate_pdf(offered))
    text = page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT])
    assert min(each.get_font_size() for each in text) >= 8.5


def upload(desk: Client, mandate: Mandate, *files: bytes) -> str:
    """The page after the paper was put in; photographs one by one are several files."""
    named = [SimpleUploadedFile(f"page-{at}.jpg", each) for at, each in enumerate(files)]
    url = f"/en/centre/mandate/{mandate.pk}/signed/"
    answer = desk.post(url, {"files": named, "end_of_form": "1"}, follow=True)
    return answer.content.decode()


def kept() -> int:
    return Document.objects.filter(kind="mandate").exclude(state="removed").count()


def test_of_several_photographs_none_is_thrown_away_unseen(
    world: World, helper: Actor, desk: Client
) -> None:
    offered, _code = actions.offer(
        identified(world, helper), Asked(EVERYTHING, 7, "uk"), actor=helper
    )
    page = upload(desk, offered, jpeg(), jpeg())
    assert "Join several pages in one PDF." in page
    assert not Mandate.objects.live().exists()
    assert kept() == 0
    upload(desk, offered, jpeg())
    assert Mandate.objects.live().count() == 1
    assert kept() == 1
