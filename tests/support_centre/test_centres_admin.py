"""An administrator keeps the facts about centres, and sees nothing of visitors."""

from datetime import date

import pytest
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from audit.models import Event
from support_centre import models
from support_centre.models import Centre, ClosedDay, Interpreter, StaffLanguage
from tests.factories import signed_in
from tests.world import World

PAGES = ["centre", "closedday", "interpreter", "room", "stafflanguage"]


@pytest.fixture
def keeper(world: World) -> Client:
    _ = world.centre
    return signed_in(world.administrator, "administrator")


def sent(client: Client, address: str) -> dict[str, object]:
    """What the page would send back unchanged."""
    form = client.get(address).context["adminform"].form
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value not in (None, False)}


@pytest.mark.parametrize("page", PAGES)
def test_the_keeper_sees_each_list_and_form(keeper: Client, page: str) -> None:
    assert keeper.get(f"/en/admin/support_centre/{page}/").status_code == 200
    assert keeper.get(f"/en/admin/support_centre/{page}/add/").status_code == 200


@pytest.mark.parametrize("page", ["visit", "mandate", "assistedsession", "presence"])
def test_nothing_about_people_is_there(keeper: Client, page: str) -> None:
    assert keeper.get(f"/en/admin/support_centre/{page}/").status_code == 404


@pytest.mark.parametrize(
    "model", [models.Visit, models.Mandate, models.MandateStaff, models.AssistedSession]
)
def test_no_slip_can_show_it(model: type) -> None:
    with pytest.raises(ImproperlyConfigured):
        admin.site.register(model)


def test_a_helper_finds_no_administration(world: World, desk: Client) -> None:
    assert desk.get("/en/admin/support_centre/centre/").status_code == 404


def test_an_edit_is_saved_and_leaves_its_event(keeper: Client, world: World) -> None:
    address = f"/en/admin/support_centre/centre/{world.centre.pk}/change/"
    names = {f"name_{code}": f"Name {code}" for code, _own in settings.LANGUAGES}
    form = sent(keeper, address) | names | {"hours": "Mo 08:00-09:00", "services": ["legal"]}
    response = keeper.post(address, form)
    assert response.status_code == 302, response.context["adminform"].form.errors
    centre = Centre.objects.get(pk=world.centre.pk)
    assert (centre.name["vi"], centre.hours, centre.services) == (
        "Name vi",
        form["hours"],
        ["legal"],
    )
    event = Event.objects.get(name="support_centre.edited_centre")
    assert event.user_id == world.administrator.pk


def test_a_real_centre_never_becomes_a_sandbox(keeper: Client, world: World) -> None:
    address = f"/en/admin/support_centre/centre/{world.centre.pk}/change/"
    names = {f"name_{code}": f"Name {code}" for code, _own in settings.LANGUAGES}
    answer = keeper.post(address, sent(keeper, address) | names | {"practice": "on", "code": "X"})
    assert answer.status_code == 302
    centre = Centre.objects.get(pk=world.centre.pk)
    assert (centre.practice, centre.code) == (False, "KPC")


@pytest.mark.parametrize(
    ("field", "value"), [("hours", "Monday"), ("latitude", "50.1"), ("name_uk", "")]
)
def test_what_does_not_fit_is_named_and_nothing_is_lost(
    keeper: Client, world: World, field: str, value: str
) -> None:
    address = f"/en/admin/support_centre/centre/{world.centre.pk}/change/"
    names = {f"name_{code}": f"Name {code}" for code, _own in settings.LANGUAGES}
    response = keeper.post(address, sent(keeper, address) | names | {field: value})
    assert response.status_code == 200
    form = response.context["adminform"].form
    assert form.errors
    assert form["name_vi"].value() == "Name vi"
    assert Centre.objects.get(pk=world.centre.pk).hours == world.centre.hours


def test_an_exception_names_its_own_weekday(keeper: Client, world: World) -> None:
    address = "/en/admin/support_centre/closedday/add/"
    wrong = {"centre": str(world.centre.pk), "day": "2026-12-23", "hours": "Mo 08:00-09:00"}
    assert keeper.post(address, wrong).status_code == 200
    assert keeper.post(address, wrong | {"hours": "We 08:00-09:00"}).status_code == 302
    assert ClosedDay.objects.get().day == date(2026, 12, 23)


def test_a_centre_is_never_deleted_and_an_interpreter_with_an_event(
    keeper: Client, world: World
) -> None:
    row = Interpreter.objects.create(centre=world.centre, language="ar", how="phone")
    gone = f"/en/admin/support_centre/interpreter/{row.pk}/delete/"
    assert keeper.post(gone, {"post": "yes"}).status_code == 302
    assert not Interpreter.objects.exists()
    assert Event.objects.filter(name="support_centre.deleted_interpreter").count() == 1
    centre = f"/en/admin/support_centre/centre/{world.centre.pk}/delete/"
    assert keeper.post(centre, {"post": "yes"}).status_code in (403, 404)


def test_an_administrator_sets_what_a_member_of_staff_speaks(keeper: Client, world: World) -> None:
    data = {"user": str(world.helper.pk), "language": "ru"}
    assert keeper.post("/en/admin/support_centre/stafflanguage/add/", data).status_code == 302
    assert StaffLanguage.objects.get().user == world.helper
