"""How a case is called in a list that knows no more of it than its id."""

from collections.abc import Collection, Mapping
from uuid import UUID

from cases.models import Case
from permits.catalogue import permit_names
from postbox.naming import Name


def names_of(cases: Collection[UUID]) -> Mapping[UUID, Name]:
    """The permit in the language being spoken, and the number. Opens no file."""
    permits = permit_names()
    rows = Case.objects.filter(pk__in=cases).values_list("pk", "permit_type", "number")
    return {pk: Name(permits[permit].name, number) for pk, permit, number in rows}
