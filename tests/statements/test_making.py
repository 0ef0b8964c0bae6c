"""Rows made of columns are those that Django makes, in all that one can do with them."""

from uuid import uuid4

from django.db.models.signals import post_init
from django.utils.translation import override

from accounts.models import Person, User
from permits.models import PermitType
from statements.making import maker
from tests.factories import Cast


def test_a_row_is_the_one_that_django_reads(cast: Cast) -> None:
    names = [field.attname for field in User._meta.concrete_fields]
    stored = User.objects.get(pk=cast.oksana.pk)
    made = maker(User, names, "default")([getattr(stored, name) for name in names])
    assert made == stored
    assert {name: getattr(made, name) for name in names} == {
        name: getattr(stored, name) for name in names
    }
    assert made.person.display_name == stored.person.display_name
    made.language = "vi"
    made.save()
    assert User.objects.get(pk=stored.pk).language == "vi"


def test_what_is_sealed_is_opened_when_it_is_read(cast: Cast) -> None:
    person = cast.oksana.person
    row = Person.objects.filter(pk=person.pk).values_list("pk", "user_id", "family_name").get()
    made = maker(Person, ["id", "user_id", "family_name"], "default")(row)
    assert made.family_name == person.family_name
    assert "family_name" not in made.get_deferred_fields()
    assert "created_at" in made.get_deferred_fields()
    assert made.created_at == person.created_at


def test_a_model_that_does_more_when_it_is_made_does_it(db: None) -> None:
    made = maker(PermitType, ["id", "code", "name_cs", "name_en"], "default")
    with override("en"):
        assert made([uuid4(), "EMP", "Karta", "Employee card"]).name == "Employee card"
    heard = []

    def hear(instance: User, **_more: object) -> None:
        heard.append(instance.pk)

    post_init.connect(hear, sender=User)
    try:
        maker(User, ["id", "username"], "default")(["somebody", "ada"])
    finally:
        post_init.disconnect(hear, sender=User)
    assert heard == ["somebody"]
