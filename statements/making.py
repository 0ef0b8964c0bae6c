"""Instances of a model from columns that were read, without what ``Model.__init__`` asks each time.

It asks each field whether it was read, and tells signals that nobody hears.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from django.db.models import Model
from django.db.models.base import ModelState
from django.db.models.fields.related_descriptors import ForeignKeyDeferredAttribute
from django.db.models.query_utils import DeferredAttribute
from django.db.models.signals import post_init, pre_init

Row = TypeVar("Row", bound=Model)


def maker(model: type[Row], names: Sequence[str], using: str) -> Callable[[Iterable[Any]], Row]:
    """What makes a row of the values of these attributes, as ``model.from_db`` does: in its order.

    A model that does more when it is made is left to do it. An attribute that takes its value in
    its own way (one that is sealed, say) takes it so.
    """
    if not _is_plain(model):
        return lambda values: model.from_db(using, names, list(values))
    own_way = [name for name in names if type(getattr(model, name)) not in PLAIN]

    def make(values: Iterable[Any]) -> Row:
        row = model.__new__(model)
        row._state = state = ModelState()
        state.adding, state.db = False, using
        own = row.__dict__
        own.update(zip(names, values, strict=True))
        for name in own_way:
            setattr(row, name, own.pop(name))
        return row

    return make


def _is_plain(model: type[Model]) -> bool:
    heard = pre_init.has_listeners(model) or post_init.has_listeners(model)
    inherits = model.__init__ is Model.__init__ and "from_db" not in vars(model)
    return inherits and not heard


PLAIN: set[type] = {DeferredAttribute, ForeignKeyDeferredAttribute}
"""Attributes whose values lie in the row as they are."""
