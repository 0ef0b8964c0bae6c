"""What an application to extend says decides where the next permit begins and what is required."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.actor import Actor
from cases.actions import judge_document
from cases.decisions import DecisionRefused, Proposal, check, longest_validity
from cases.decisions.proposal import GRANT
from cases.forms.asking import AskForm
from cases.forms.deciding import ProposalForm
from cases.letters.preview import preview_of
from cases.models import Case, CaseDocument
from i18n.languages import using
from permits import schema
from permits.models import DocumentType, PermitType, Phrase
from permits.packs import load_pack
from tests import catalogue
from tests.applicants.filling import complete_answers
from tests.cases.conftest import file_for, make_document
from tests.factories import Cast, signed_in

PACK = load_pack("cz")


@pytest.fixture
def today() -> date:
    return PACK.today()


@pytest.fixture(autouse=True)
def czech(cast: Cast) -> None:
    catalogue.load()


def extension(cast: Cast, **permit: Any) -> Case:
    answers = complete_answers("EXT")
    answers["permit"] |= permit
    kind = PermitType.objects.get(pack="cz", code="EXT")
    form = schema.load("EXT", pack="cz")
    return file_for(cast.oksana, kind, answers=schema.prune(form, answers))


def form_of(case: Case, cast: Cast) -> ProposalForm:
    return ProposalForm(None, case=case, actor=Actor.for_user(cast.novotna))


def test_it_begins_the_day_after_and_lasts_as_the_law_allows(cast: Cast, today: date) -> None:
    ends, wanted = today + timedelta(days=40), today + timedelta(days=500)
    days = {"card_valid_until": ends.isoformat(), "wanted_until": wanted.isoformat()}
    case = extension(cast, **days)
    form = form_of(case, cast)
    first = ends + timedelta(days=1)
    assert form.initial["valid_from"] == first
    assert form.initial["valid_to"] == longest_validity(first, 24)
    assert str(ends.year) in str(form.fields["valid_from"].help_text)
    assert str(wanted.year) in str(form.fields["valid_to"].help_text)


@pytest.mark.parametrize(("purpose", "months"), [("blue_card", 36), ("employee_card", 24)])
def test_it_lasts_as_long_as_the_card_that_is_extended(
    cast: Cast, today: date, purpose: str, months: int
) -> None:
    """2 years at most, with an EU Blue Card 3: for the form and for the check alike."""
    ends = today + timedelta(days=40)
    case = extension(cast, card_valid_until=ends.isoformat(), purpose=purpose)
    first = ends + timedelta(days=1)
    last = longest_validity(first, months)
    assert form_of(case, cast).initial["valid_to"] == last
    check(case, Proposal(GRANT, valid_from=first, valid_to=last))
    with pytest.raises(DecisionRefused, match="validity_too_long"):
        check(case, Proposal(GRANT, valid_from=first, valid_to=last + timedelta(days=1)))


@pytest.mark.parametrize("ago", [0, 20])
def test_after_a_permit_that_ended_it_begins_tomorrow(cast: Cast, today: date, ago: int) -> None:
    ended = today - timedelta(days=ago)
    case = extension(cast, card_valid_until=ended.isoformat(), wanted_until=None)
    form = form_of(case, cast)
    assert form.initial["valid_from"] == today + timedelta(days=1)
    assert not form.fields["valid_to"].help_text


def test_a_permit_that_extends_nothing_begins_tomorrow(cast: Cast, today: date) -> None:
    kind = PermitType.objects.get(pack="cz", code="EMP")
    form = form_of(file_for(cast.oksana, kind, answers=complete_answers("EMP")), cast)
    assert form.initial["valid_from"] == today + timedelta(days=1)
    assert not form.fields["valid_from"].help_text


def test_the_case_page_names_what_the_answers_require(cast: Cast) -> None:
    """Means are proven for study, and not by who works."""
    funds = DocumentType.objects.get(pack="cz", code="FUNDS").name
    for purpose, required in (("study", True), ("employee_card", False)):
        case = extension(cast, purpose=purpose)
        page = signed_in(cast.novotna).get(reverse("cases:case", args=[case.pk])).content.decode()
        missing = page.partition("Required and not in the file")[2].partition("</section>")[0]
        assert (funds in missing) is required


def test_the_request_tells_required_from_not_required(cast: Cast) -> None:
    case = extension(cast, purpose="study")
    form = AskForm(None, case=case, actor=Actor.for_user(cast.novotna))
    required, other = form.fields["paper_FUNDS"], form.fields["paper_INCOME_AGG"]
    assert required.help_text != other.help_text
    assert required.initial == "missing_document"
    assert other.initial == ""


def test_what_is_found_wrong_with_a_paper_is_chosen_already(cast: Cast) -> None:
    case, officer = extension(cast, purpose="study"), Actor.for_user(cast.novotna)
    paper = make_document(case.person)
    row = CaseDocument.objects.create(case=case, document=paper, requirement="FUNDS")
    assert AskForm(None, case=case, actor=officer).fields["paper_FUNDS"].initial == ""
    reason = Phrase.objects.filter(pack="cz", kind="defect").values_list("code", flat=True)[0]
    judge_document(row, "insufficient", reason=reason, actor=officer)
    form = AskForm(None, case=Case.objects.get(pk=case.pk), actor=officer)
    assert form.fields["paper_FUNDS"].initial == reason


def test_a_last_day_that_is_not_typed_yet_is_no_permit_without_an_end(cast: Cast) -> None:
    case = extension(cast)
    typed = {"outcome": "grant", "valid_from": "2027-01-01"}
    form = ProposalForm(typed, case=case, actor=Actor.for_user(cast.novotna))
    form.is_valid()
    letter = preview_of(case, form.draft())
    assert letter is not None
    with using(letter.binding_language):
        said = _("The validity of the permit is not filled in yet.")
    assert [said] in [list(part.paragraphs) for part in letter.binding.parts]


def test_a_message_after_an_act_says_that_it_is_done(cast: Cast) -> None:
    case = extension(cast)
    page = signed_in(cast.novotna).post(reverse("cases:act", args=[case.pk, "take"]), follow=True)
    assert "”: done." in page.content.decode()
