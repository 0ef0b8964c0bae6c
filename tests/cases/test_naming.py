"""Post says which case it is about: whoever has two of them can tell them apart."""

from django.core import mail
from django.urls import reverse
from django.utils.translation import override

from accounts.actor import SYSTEM
from cases.models import Case
from permits.models import PermitType
from postbox import actions
from postbox.models import Message
from postbox.naming import named
from tests.cases.conftest import file_for
from tests.factories import Cast, signed_in


def tell_of(case: Case | None, cast: Cast) -> Message:
    return actions.send(
        person=cast.oksana.person,
        language="uk",
        subject="Subject",
        body="Body",
        actor=SYSTEM,
        case_id=case and case.pk,
    )


def test_post_names_its_case_in_the_list_and_in_its_head(
    cast: Cast, filed: Case, permit: PermitType
) -> None:
    second = file_for(cast.oksana, permit)
    PermitType.objects.filter(pk=permit.pk).update(name_uk="Картка працівника")
    browser = signed_in(cast.oksana)
    posts = {case: tell_of(case, cast).pk for case in (filed, second)}
    with override("uk"):
        pages = {case: reverse("postbox:message", args=[pk]) for case, pk in posts.items()}
        in_list = browser.get(reverse("postbox:list")).content.decode()
    for case, address in pages.items():
        head = browser.get(address).content.decode()
        for page in (in_list, head):
            # A browser would break the number at its hyphens.
            assert f'<bdi class="nowrap">{case.number}</bdi>' in page
            assert "Картка працівника" in page


def test_post_about_no_case_names_none(cast: Cast, filed: Case) -> None:
    [(_, about)] = named([tell_of(None, cast)])
    assert about is None


def test_naming_costs_the_same_for_one_message_and_for_three(
    cast: Cast, filed: Case, permit: PermitType, django_assert_num_queries
) -> None:
    messages = [tell_of(file_for(cast.oksana, permit), cast) for _ in range(3)]
    named(messages)
    for several in (messages[:1], messages):
        with django_assert_num_queries(2):
            named(several)


def test_the_notice_by_e_mail_names_no_case(cast: Cast, filed: Case) -> None:
    actions.deliver_notice(tell_of(filed, cast).notice.pk)
    [letter] = mail.outbox
    assert filed.number not in letter.subject + letter.body
