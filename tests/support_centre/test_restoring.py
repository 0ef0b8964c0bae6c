"""A lost sign-in comes back by two members of staff, and by the person alone who sets it."""

from datetime import datetime, timedelta
from functools import partial

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actions import grant_role, record_identity, set_language
from accounts.actor import SYSTEM, Actor
from accounts.models import Conflict, User
from audit.models import Event
from postbox.models import Message
from support_centre import actions, backoff
from support_centre.models import Restoration
from support_centre.restore_printing import slip_pdf
from support_centre.tasks import note_guessing_of_restoration
from tests.cases.test_guards import raw, refused
from tests.factories import PASSWORD, signed_in
from tests.support_centre.work import statements_of
from tests.world import World

NEW = "a new and quiet sentence"
BORN = "1994-03-12"
HOME = "192.0.2.10"


@pytest.fixture
def row(world: World) -> Restoration:
    set_language(world.oksana, "en")
    return world.restoration


@pytest.fixture
def second(world: World, row: Restoration) -> Actor:
    return Actor.for_user(world.colleague)


def fresh(world: World) -> User:
    return User.objects.get(pk=world.oksana.pk)


def test_two_desks_then_the_person_alone(
    world: World, row: Restoration, django_capture_on_commit_callbacks
) -> None:
    Authenticator.objects.create(user=world.oksana, type="totp", data={"secret": "x"})
    old_phone = signed_in(world.oksana)
    assert old_phone.get(reverse("accounts:settings")).status_code == 200
    second_desk = signed_in(world.colleague)
    url = reverse("support_centre:restoration", args=[row.pk])
    assert url in second_desk.get(reverse("support_centre:desk")).content.decode()
    assert second_desk.post(url, {}).status_code == 422  # without having looked
    with django_capture_on_commit_callbacks(execute=True):
        second_desk.post(url, {"compared": "on"})
    assert [sent.to for sent in mail.outbox if "new way" in sent.subject] == [
        ["oksana@example.org"]
    ]
    _row, code = second_desk.session["restoration_code"]
    assert f"{code[:4]} {code[4:]}" in second_desk.get(url).content.decode()
    slip = second_desk.get(reverse("support_centre:restoration_slip", args=[row.pk]))
    assert slip.content.startswith(b"%PDF")
    assert code not in signed_in(world.helper).get(url).content.decode()
    own = Client()
    data = {"code": code.lower(), "birth_date": BORN, "password1": NEW, "password2": NEW}
    with django_capture_on_commit_callbacks(execute=True):
        done = own.post(reverse("support_centre:new_password"), data)
    assert done["Location"] == reverse("account_login")
    user = fresh(world)
    assert user.check_password(NEW)
    assert user.email == "oksana@example.org"
    assert not Authenticator.objects.filter(user=user).exists()
    assert old_phone.get(reverse("accounts:settings")).status_code == 302
    assert mail.outbox[-1].to == ["oksana@example.org"]
    assert "Your account has a new password" in mail.outbox[-1].subject
    told = Message.objects.filter(person=user.person).order_by("sent_at").last()
    assert told is not None
    assert told.subject == "Your account has a new password"
    again = own.post(reverse("support_centre:new_password"), data)
    assert again.status_code == 422


def test_whoever_proposed_it_never_confirms_it(world: World, row: Restoration) -> None:
    with pytest.raises(actions.CannotRestore):
        actions.confirm_restoration(row, actor=Actor.for_user(world.helper))
    own, now = world.helper.pk, timezone.now()
    refused(
        lambda: Restoration.objects.filter(pk=row.pk).update(confirmed_by=own, confirmed_at=now)
    )
    refused(
        lambda: raw(
            "UPDATE support_centre_restoration SET confirmed_by_id = %s, confirmed_at = proposed_at"
            " WHERE id = %s",
            own,
            row.pk,
        )
    )
    refused(lambda: Restoration.objects.filter(pk=row.pk).update(proposed_by=world.colleague))


def test_nor_does_anybody_whom_the_mandate_does_not_name(world: World, row: Restoration) -> None:
    with pytest.raises(actions.CannotRestore):
        actions.confirm_restoration(row, actor=Actor.for_user(world.novotna))
    now = timezone.now()
    refused(
        lambda: Restoration.objects.filter(pk=row.pk).update(
            confirmed_by=world.novotna, confirmed_at=now
        )
    )


def test_half_an_hour_and_no_longer(world: World, row: Restoration, second: Actor) -> None:
    late = timezone.now() + timedelta(minutes=31)
    with pytest.raises(actions.CannotRestore):
        actions.confirm_restoration(row, actor=second, now=late)
    refused(
        lambda: Restoration.objects.filter(pk=row.pk).update(
            confirmed_by=world.colleague, confirmed_at=late
        )
    )
    other = actions.propose_restoration(
        row.mandate, visit=None, actor=Actor.for_user(world.helper), now=late
    )
    assert other.pk != row.pk


def test_proposed_twice_is_one(world: World, row: Restoration) -> None:
    again = actions.propose_restoration(row.mandate, visit=None, actor=Actor.for_user(world.helper))
    assert again.pk == row.pk


@pytest.mark.parametrize("how", ["date", "code", "late", "revoked", "withdrawn"])
def test_one_answer_to_everything_that_does_not_fit(
    world: World, row: Restoration, second: Actor, how: str
) -> None:
    row, code = actions.confirm_restoration(row, actor=second)
    now = timezone.now() + timedelta(hours=25) if how == "late" else None
    if how == "revoked":
        actions.revoke(row.mandate, actor=world.applicant)
    if how == "withdrawn":
        actions.withdraw_restoration(row, actor=second)
    date = "1994-03-13" if how == "date" else BORN
    typed = "AAAAAAAA" if how == "code" else code
    with pytest.raises(actions.WrongSlip):
        actions.use_restoration(typed, date, NEW, source=HOME, now=now)
    assert fresh(world).check_password(PASSWORD)


def test_five_wrong_dates_wear_the_slip_out_and_wrong_codes_do_not(
    world: World, row: Restoration, second: Actor
) -> None:
    row, code = actions.confirm_restoration(row, actor=second)
    for number in range(20):
        with pytest.raises(actions.WrongSlip):
            actions.use_restoration("AAAAAAAA", BORN, NEW, source=f"198.51.100.{number}")
    row.refresh_from_db()
    assert row.tries == 0
    for number in range(5):
        assert list(Restoration.objects.guessed_at()) == []
        with pytest.raises(actions.WrongSlip):
            actions.use_restoration(code, "1990-01-01", NEW, source=f"203.0.113.{number}")
    with pytest.raises(actions.WrongSlip):
        actions.use_restoration(code, BORN, NEW, source=HOME)
    assert list(Restoration.objects.guessed_at()) == [row]
    note_guessing_of_restoration(str(row.pk))
    note_guessing_of_restoration(str(row.pk))
    assert Event.objects.filter(name="support_centre.wore_out_restoration").count() == 1
    refused(lambda: Restoration.objects.update(tries=0))


def test_whatever_is_wrong_the_statements_are_the_same(
    world: World, row: Restoration, second: Actor
) -> None:
    row, code = actions.confirm_restoration(row, actor=second)
    late = timezone.now() + timedelta(hours=25)
    works = []

    def work_of(typed: str, day: str, now: datetime | None = None) -> None:
        source = f"192.0.2.{len(works)}"
        use = partial(actions.use_restoration, typed, day, NEW, source=source, now=now)
        works.append(statements_of(use, actions.WrongSlip))

    work_of("AAAAAAAA", BORN)
    work_of(code, "1990-01-01")
    work_of(code, BORN, late)
    for _more in range(4):
        work_of(code, "1990-01-01")
    work_of(code, BORN)
    assert works == [works[0]] * len(works)


def test_a_weak_password_costs_nothing(world: World, row: Restoration, second: Actor) -> None:
    row, code = actions.confirm_restoration(row, actor=second)
    data = {"code": code, "birth_date": BORN, "password1": "short", "password2": "short"}
    page = Client().post(reverse("support_centre:new_password"), data)
    assert page.status_code == 422
    assert code in page.content.decode()
    row.refresh_from_db()
    assert (row.tries, row.used_at) == (0, None)


def test_a_guesser_has_to_wait_and_the_owner_does_not(
    world: World, row: Restoration, second: Actor
) -> None:
    """Nor do guesses push out of a cache who has to wait."""
    _row, code = actions.confirm_restoration(row, actor=second)
    url = reverse("support_centre:new_password")
    data = {"code": "AAAAAAAA", "birth_date": BORN, "password1": NEW, "password2": NEW}
    guesser = Client(REMOTE_ADDR="192.0.2.66")
    for _time in range(backoff.FREE + 1):
        assert guesser.post(url, data).status_code == 422
    cache.clear()
    page = guesser.post(url, data | {"code": code})
    assert page.status_code == 429
    assert "too many attempts" in page.content.decode()
    assert Client(REMOTE_ADDR=HOME).post(url, data | {"code": code}).status_code == 302


@pytest.mark.parametrize("lacks", ["service", "identity", "account", "staff", "closed"])
def test_what_is_missing_is_said(world: World, lacks: str) -> None:
    helper = Actor.for_user(world.helper)
    mandate = world.new_mandate("file" if lacks == "service" else "restore")
    level = 1 if lacks == "identity" else 2
    actions.tie(world.oksana.person, actor=helper)
    record_identity(world.oksana.person, method="typed", level=level, facts={}, actor=helper)
    if lacks == "account":
        type(world.oksana.person).objects.filter(pk=world.oksana.person.pk).update(user=None)
    if lacks == "staff":
        grant_role(world.oksana, "officer", office="PRG", actor=SYSTEM)
        refused(
            lambda: Restoration.objects.create(
                mandate=mandate,
                centre=mandate.centre,
                person=world.oksana.person,
                proposed_by=world.helper,
                waits_until=timezone.now(),
            )
        )
    if lacks == "closed":
        User.objects.filter(pk=world.oksana.pk).update(is_active=False)
    mandate = type(mandate).objects.get(pk=mandate.pk)
    with pytest.raises(actions.CannotRestore), transaction.atomic():
        actions.propose_restoration(mandate, visit=None, actor=helper)
    page = signed_in(world.helper).post(
        reverse("support_centre:restore", args=[mandate.pk]), follow=True
    )
    assert page.redirect_chain[0][0] == reverse("support_centre:mandate", args=[mandate.pk])


def test_both_are_tied_and_every_step_is_in_the_log(
    world: World, row: Restoration, second: Actor
) -> None:
    _row, code = actions.confirm_restoration(row, actor=second)
    actions.use_restoration(code, BORN, NEW, source=HOME)
    tied = Conflict.objects.filter(person=world.oksana.person).values_list("user_id", flat=True)
    assert set(tied) == {world.helper.pk, world.colleague.pk}
    names = set(Event.objects.values_list("name", flat=True))
    assert names >= {
        "support_centre.proposed_restoration",
        "support_centre.confirmed_restoration",
        "support_centre.used_restoration",
        "accounts.restored_sign_in",
    }


def test_nothing_of_it_is_removed_or_done_twice(
    world: World, row: Restoration, second: Actor
) -> None:
    _row, code = actions.confirm_restoration(row, actor=second)
    actions.use_restoration(code, BORN, NEW, source=HOME)
    refused(lambda: Restoration.objects.all().delete())
    refused(lambda: Restoration.objects.update(used_at=None))
    refused(lambda: Restoration.objects.update(confirmed_at=timezone.now()))


def test_the_slip_is_in_both_languages(world: World, row: Restoration, second: Actor) -> None:
    row, code = actions.confirm_restoration(row, actor=second)
    assert slip_pdf(row, code).startswith(b"%PDF")
