"""Where a browser stands before a page of the support centre: its session, and the address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.test import Client

from cases import actions as actions_of_cases
from cases.models import PaperDelivery
from support_centre import acting, actions, services
from support_centre.models import AssistedSession
from tests.browser.centre.stage import Stage
from tests.factories import signed_in

Arguments = dict[str, Any]


@dataclass(frozen=True)
class Place:
    """``client`` has the session; the address takes ``arguments`` and ends in ``query``."""

    client: Client
    arguments: Arguments
    query: str = ""


def nobody(stage: Stage) -> Place:
    return Place(Client(), {})


def centre(stage: Stage) -> Place:
    return Place(Client(), {"code": stage.open_centre.code})


def helper(stage: Stage) -> Place:
    _ = stage.open_centre
    return Place(signed_in(stage.helper), {})


def oksana(stage: Stage) -> Place:
    return Place(signed_in(stage.oksana), {})


def busy_desk(stage: Stage) -> Place:
    return Place(stage.busy_desk, {})


def with_the_slip(stage: Stage) -> Place:
    return Place(stage.with_the_slip(), {})


def with_the_slip_and_an_account(stage: Stage) -> Place:
    return Place(stage.with_the_slip(signed_in(stage.stranger)), {})


def invited(stage: Stage) -> Place:
    return Place(Client(), {"token": stage.invitation().token})


def invited_no_more(stage: Stage) -> Place:
    return Place(Client(), {"token": stage.invitation().token[:-1]})


def newcomer(stage: Stage) -> Place:
    return Place(signed_in(stage.helper), {"visit_id": stage.newcomer.pk})


def visitor(stage: Stage) -> Place:
    return Place(signed_in(stage.helper), {"visit_id": stage.visitor.visit.pk})


def visitor_with_a_slip(stage: Stage) -> Place:
    place = visitor(stage)
    place.client.post(f"/en/centre/visit/{stage.visitor.visit.pk}/slip/")
    return place


def visit_that_is_over(stage: Stage) -> Place:
    visit = actions.open_visit(
        stage.centre, language="ar", reason="file", actor=stage.at_desk, serve_now=True
    )
    actions.end_visit(visit, done=["file"], actor=stage.at_desk)
    return Place(signed_in(stage.helper), {"visit_id": visit.pk})


def mandate_offered(stage: Stage) -> Place:
    """With the code to read out, the paper to sign and the pad."""
    place = visitor(stage)
    wanted = {"services": ["file", "explain"], "days": "1", "language": "uk", "giver": "self"}
    wanted["scope"] = "all"
    answer = place.client.post(f"/en/centre/visit/{stage.visitor.visit.pk}/mandate/", wanted)
    return Place(place.client, {"mandate_id": answer.headers["Location"].split("/")[-2]})


def mandate_given(stage: Stage) -> Place:
    return Place(signed_in(stage.helper), {"mandate_id": stage.visitor.mandate.pk})


def mandates_of_oksana(stage: Stage) -> Place:
    """One lives, one is taken back."""
    assert stage.mandate
    actions.revoke(stage.new_mandate("explain"), actor=stage.applicant)
    return oksana(stage)


def letter(stage: Stage) -> Place:
    return Place(signed_in(stage.helper), {"delivery_id": stage.delivery.pk})


def letters(stage: Stage) -> Place:
    assert stage.delivery
    return helper(stage)


def delivered_letter(stage: Stage) -> Place:
    day = stage.centre.today()
    actions_of_cases.deliver(
        stage.delivery, on=day, how=PaperDelivery.How.DESK, actor=stage.at_desk
    )
    return letter(stage)


def messages_on_paper(stage: Stage) -> Place:
    assert stage.delivery
    return Place(signed_in(stage.helper), {"person_id": stage.visitor.person.pk})


def translator(stage: Stage) -> Place:
    return Place(stage.busy_desk, {"sentence_id": stage.sentence.pk})


def proposed(stage: Stage) -> Place:
    return Place(signed_in(stage.helper), {"restoration_id": stage.restoration.pk})


def to_confirm(stage: Stage) -> Place:
    return Place(signed_in(stage.colleague), {"restoration_id": stage.restoration.pk})


def confirmed(stage: Stage) -> Place:
    """With the code for the slip."""
    place = to_confirm(stage)
    place.client.post(f"/en/centre/restore/{stage.restoration.pk}/", {"compared": "on"})
    return place


def reading(stage: Stage) -> Place:
    client, row = stage.read_to("uk")
    return Place(client, {"read_back_id": row.pk})


def read(stage: Stage) -> Place:
    client, row = stage.read_to("uk", confirmed=True)
    return Place(client, {"read_back_id": row.pk})


def reading_in(stage: Stage, language: str) -> Place:
    client, row = stage.read_to(language)
    return Place(client, {"read_back_id": row.pk})


def read_in(stage: Stage, language: str) -> Place:
    client, row = stage.read_to(language, confirmed=True)
    return Place(client, {"read_back_id": row.pk})


def nobody_is_assisted(stage: Stage) -> Place:
    return helper(stage)


def turned_to_the_mandate(stage: Stage, language: str) -> Place:
    """It is on offer; nobody is assisted yet."""
    visit = actions.open_visit(
        stage.centre, language=language, reason="file", actor=stage.at_desk, serve_now=True
    )
    everything = tuple(each.code for each in services.ALL)
    actions.offer(visit, actions.Asked(everything, 7, language), actor=stage.at_desk)
    return helper(stage)


def turned_to(path: str) -> Callable[[Stage, str], Place]:
    """The visitor's screen while the helper has that page of the draft open."""

    def enter(stage: Stage, language: str) -> Place:
        client = stage.acting(language)
        assert client.get(f"/en/draft/{stage.complete.pk}/{path}/").status_code == 200
        return Place(client, {})

    return enter


def turned_to_the_answer(stage: Stage, language: str) -> Place:
    """With a file and some words."""
    client, asked = stage.acting(language), stage.request
    assert stage.reply_paper
    address = f"/en/case/{asked.case_id}/request/{asked.pk}/"
    assert client.get(address).status_code == 200
    client.post(f"{address}keep/", {"text": "Договір продовжено до кінця року."})
    return Place(client, {})


def turned_to_nothing(stage: Stage, language: str) -> Place:
    client = stage.acting(language)
    assert client.get("/en/home/").status_code == 200
    return Place(client, {})


def turned_to_the_read_back(stage: Stage, language: str) -> Place:
    return Place(stage.read_to(language)[0], {})


def just_ended(stage: Stage, language: str) -> Place:
    client = stage.acting(language)
    client.post("/en/centre/session/end/")
    return Place(client, {})


def taken_back(stage: Stage, language: str) -> Place:
    """The person took the mandate back while the helper was at work."""
    client = stage.acting(language)
    session = AssistedSession.objects.with_mandate().get(pk=client.session[acting.KEY])
    actions.revoke(session.mandate, actor=stage.applicant)
    return Place(client, {})


def supervisor(stage: Stage) -> Place:
    return Place(stage.a_week_of_visits, {}, f"?centre={stage.centre.code}")


def supervisor_of_last_month(stage: Stage) -> Place:
    query = f"?centre={stage.centre.code}&day={stage.last_month.start}"
    return Place(stage.a_week_of_visits, {}, query)


def supervisor_with_a_session(stage: Stage) -> Place:
    return Place(stage.a_week_of_visits, {"session_id": stage.past_session.pk})


def helper_with_figures(stage: Stage) -> Place:
    _ = stage.a_week_of_visits
    return helper(stage)


def sandbox(stage: Stage) -> Place:
    place = helper(stage)
    place.client.post("/en/centre/practice/enter/")
    return place


def practised_visit(stage: Stage) -> Place:
    place = sandbox(stage)
    answer = place.client.post("/en/centre/practice/visitor/", {"visitor": "halyna"})
    return Place(place.client, {"visit_id": answer.headers["Location"].split("/")[-2]})
