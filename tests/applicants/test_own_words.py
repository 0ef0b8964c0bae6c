"""What somebody wrote in their own words, after what it answers: in the order of the form."""

from cases.translated import own_words, questions_of
from tests.world import World


def test_the_person_is_spoken_to_and_the_office_reads_of_them(world: World) -> None:
    case = world.case
    to_them = questions_of(case, for_office=False)
    of_them = questions_of(case, for_office=True)
    assert to_them.keys() == of_them.keys()
    assert any(title.startswith("About you: ") for title in to_them.values())
    assert not any(title.startswith("About you: ") for title in of_them.values())
    asked = [question for question, _words in own_words(case)]
    assert asked
    assert set(asked) <= set(to_them.values())


def test_own_words_stand_in_the_order_of_the_form(world: World) -> None:
    order = list(questions_of(world.case, for_office=False))
    places = [order.index(words.sentence.name) for _question, words in own_words(world.case)]
    assert len(places) > 1
    assert places == sorted(places)
