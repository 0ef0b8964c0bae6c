"""Answers that come together: one for each invitation, and nobody else's stamp is lost for it."""

from functools import partial

import pytest
from django.db import connection

from accounts.actor import Actor
from support_centre import actions
from support_centre.models import Feedback, FeedbackStamp, Visit
from tests.races import at_once
from tests.support_centre.visitor import numbered
from tests.world import World


def test_who_saw_no_stamp_a_moment_ago_keeps_nothing_and_moves_nothing(
    world: World, helper: Actor, monkeypatch: pytest.MonkeyPatch
):
    """As of two at once the second: it looked before the first was done, and writes after it."""
    invitations = list(numbered(world, helper, 4))
    for invitation in invitations:
        actions.give_feedback(invitation, clear=3, manner=3, again=3)
    before = set(FeedbackStamp.objects.values_list("digest", flat=True))
    monkeypatch.setattr(actions.Invitation, "is_used", False)
    actions.give_feedback(invitations[0], clear=5, manner=5, again=5)
    assert set(FeedbackStamp.objects.values_list("digest", flat=True)) == before
    assert set(Feedback.objects.values_list("clear", flat=True)) == {3}


@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite hides such races")
@pytest.mark.django_db(transaction=True)
def test_ten_answers_at_once_with_one_invitation_are_one(done: Visit):
    invitation = actions.after_visit(done)
    assert invitation is not None
    at_once([partial(actions.give_feedback, invitation, clear=3, manner=3, again=3)] * 10)
    assert Feedback.objects.count() == 1


@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite hides such races")
@pytest.mark.django_db(transaction=True)
def test_answers_of_many_at_once_are_all_kept(world: World, helper: Actor):
    invitations = list(numbered(world, helper, 8))
    at_once(
        [partial(actions.give_feedback, each, clear=3, manner=3, again=3) for each in invitations]
    )
    assert Feedback.objects.count() == 8
    assert FeedbackStamp.objects.count() == 8
