"""A person is called otherwise: their cases are found by the name that the queue shows now."""

from accounts.actions import when_renamed
from accounts.models import Person
from cases.actions.opening import names_of
from cases.models import Case
from vault import tokens


def register() -> None:
    when_renamed(find_by_new_name)


def find_by_new_name(person: Person) -> None:
    """And by the name of each application still; by none that the person had in between."""
    for case in Case.objects.filter(person=person).select_related("person"):
        tokens.replace(person.pk, "name", case.pk, names_of(case))
