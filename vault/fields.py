"""Model fields that are sealed in the database and plain on the instance.

A model with sealed fields has a UUID primary key that is set before saving, and names the attribute
of its own row that holds the person's id::

    class Note(models.Model):
        id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
        person = models.ForeignKey(Person, on_delete=models.PROTECT)
        text = SealedTextField()
        sealed_subject = "person_id"

Values are opened when first read and sealed when saved; an unchanged value keeps its ciphertext.
Reading raises ``Erased`` once the person's key is gone. Neither lookups (but ``isnull``) nor
``QuerySet.update()`` with a plain value work, and ``values()`` gives ``Sealed`` bytes, which
``field.open_value(sealed, subject_id=…, pk=…)`` opens. Model and field name are part of what a
value is bound to: renaming either means to seal again in a migration.
"""

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.core.checks import CheckMessage, Error
from django.core.exceptions import FieldError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.query_utils import DeferredAttribute

from vault import cipher, keys
from vault.context import Frame
from vault.errors import Damaged, Erased, Unsealed

KIND = "field/1"


class Sealed(bytes):
    """Ciphertext of a field, told apart from plain bytes."""

    def __repr__(self) -> str:
        return f"<Sealed {len(self)} bytes>"

    __str__ = __repr__


class Slot:
    """What an instance holds for a sealed field: the stored bytes, the plain value, or both."""

    __slots__ = ("opened", "plain", "sealed")

    def __init__(self, *, sealed: Sealed | None = None, plain: Any = None) -> None:
        self.sealed = sealed
        self.plain = plain
        self.opened = sealed is None

    def __repr__(self) -> str:
        return "<Slot>"


class SealedAttribute(DeferredAttribute):
    """Opens on the first read; keeps the stored ciphertext for comparison on the next save."""

    field: "SealedField"

    def __get__(self, instance: models.Model | None, cls: Any = None) -> Any:
        if instance is None:
            return self
        name = self.field.attname
        if name not in instance.__dict__:
            instance.refresh_from_db(fields=[name])
        slot: Slot = instance.__dict__[name]
        if not slot.opened:
            assert slot.sealed is not None
            slot.plain = self.field.open_on(instance, slot.sealed)
            slot.opened = True
        return slot.plain

    def __set__(self, instance: models.Model, value: Any) -> None:
        name = self.field.attname
        if isinstance(value, Sealed):
            instance.__dict__[name] = Slot(sealed=value)
            return
        before: Slot | None = instance.__dict__.get(name)
        slot = Slot(plain=value)
        slot.sealed = before.sealed if before else None
        instance.__dict__[name] = slot


class SealedField(models.Field):
    """Common ground of the sealed fields; use ``SealedTextField`` or ``SealedJSONField``."""

    descriptor_class = SealedAttribute
    empty_values = [None, ""]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("serialize", False)  # dumpdata must not print it
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)

    def contribute_to_class(self, cls: Any, name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only=private_only)
        setattr(cls, self.attname, self.descriptor_class(self))
        # The context with its person before it, as ``sealing`` binds a value to both.
        self._frame = Frame(None, KIND, cls._meta.label_lower, name, None)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("serialize", None)
        kwargs.pop("editable", None)
        return name, path, args, kwargs

    def check(self, **kwargs: Any) -> list[CheckMessage]:
        return [*super().check(**kwargs), *self._check_binding()]

    def _check_binding(self) -> Iterator[CheckMessage]:
        """A value is bound to its person and its row: both must be known before saving."""
        subject = getattr(self.model, "sealed_subject", "")
        if subject not in {column.attname for column in self.model._meta.concrete_fields}:
            hint = "Set sealed_subject to the attribute with the person's id, such as person_id."
            yield Error(f"{self} has no person to be sealed for", hint=hint, id="vault.E002")
        if not isinstance(self.model._meta.pk, models.UUIDField):
            yield Error(f"{self} needs a UUID primary key, set before saving", id="vault.E003")

    # -- the column

    def get_internal_type(self) -> str:
        return "BinaryField"

    def db_check(self, connection: BaseDatabaseWrapper) -> str:
        """A plain value does not fit, even when raw SQL or an expression writes it."""
        column = connection.ops.quote_name(str(self.column))
        if connection.vendor == "sqlite":
            whole = f"typeof({column}) = 'blob' AND length({column}) >= {cipher.OVERHEAD}"
            return f"typeof({column}) = 'null' OR ({whole})"
        return f"octet_length({column}) >= {cipher.OVERHEAD}"

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name != "isnull":
            raise FieldError(f"{self.name} is sealed and cannot be searched; see vault.tokens")
        return super().get_lookup(lookup_name)

    def from_db_value(self, value: Any, *args: Any) -> Sealed | None:
        return None if value is None else Sealed(value)

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        if value is None or hasattr(value, "as_sql"):
            return value
        if not isinstance(value, Sealed):
            raise Unsealed(f"{self.name} takes sealed values only")
        return connection.Database.Binary(bytes(value))

    # -- the value

    def pre_save(self, model_instance: models.Model, add: bool) -> Sealed | None:
        slot = model_instance.__dict__.get(self.attname)
        if slot is None:
            slot = Slot(plain=getattr(model_instance, self.attname))
        if add:
            if not slot.opened:
                raise Unsealed(f"read {self.name} before saving its row as another one")
            slot.sealed = None
        elif self._unchanged(model_instance, slot):
            return slot.sealed
        slot.sealed = None if slot.plain is None else self._seal_on(model_instance, slot.plain)
        model_instance.__dict__[self.attname] = slot
        return slot.sealed

    def open_value(self, sealed: bytes, *, subject_id: UUID, pk: UUID) -> Any:
        """The plain value of a fetched column. Raises ``Erased`` or ``Damaged``."""
        return self.load(self._open(sealed, subject_id, pk))

    def open_on(self, instance: models.Model, sealed: Sealed) -> Any:
        return self.open_value(sealed, subject_id=_subject_id(instance), pk=instance.pk)

    def dump(self, value: Any) -> bytes:
        raise NotImplementedError

    def load(self, data: bytes) -> Any:
        raise NotImplementedError

    def _seal_on(self, instance: models.Model, value: Any) -> Sealed:
        subject_id = _subject_id(instance)
        key = keys.subject(subject_id).for_purpose(KIND)
        context = self._frame.filled(subject_id, instance.pk)
        return Sealed(cipher.encrypt(key, context, self.dump(value)))

    def _open(self, sealed: bytes, subject_id: UUID, pk: UUID) -> bytes:
        key = keys.subject(subject_id).for_purpose(KIND)
        own = subject_id is pk
        context = self._frame.filled_twice(pk) if own else self._frame.filled(subject_id, pk)
        return cipher.decrypt(key, context, sealed)

    def _unchanged(self, instance: models.Model, slot: Slot) -> bool:
        """Whether the stored ciphertext still says what the attribute says."""
        if slot.sealed is None or not slot.opened:
            return not slot.opened
        if slot.plain is None:
            return False
        try:
            stored = self._open(slot.sealed, _subject_id(instance), instance.pk)
        except (Damaged, Erased):
            return False
        return stored == self.dump(slot.plain)


class SealedTextField(SealedField):
    """Text of any length. The attribute is a ``str``, or ``None`` where ``null=True``."""

    description = "Sealed text"

    def get_default(self) -> Any:
        value = super().get_default()
        return "" if value is None and not self.null else value

    def dump(self, value: Any) -> bytes:
        return str(value).encode()

    def load(self, data: bytes) -> str:
        return data.decode()


class SealedJSONField(SealedField):
    """A value that JSON can hold; dates become ISO text, as in Django's own encoder."""

    description = "Sealed JSON"

    def dump(self, value: Any) -> bytes:
        text = json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, separators=(",", ":"))
        return text.encode()

    def load(self, data: bytes) -> Any:
        return json.loads(data)


def _subject_id(instance: models.Model) -> UUID:
    """The person whose key seals this row, from the attribute that ``sealed_subject`` names."""
    subject_id = getattr(instance, instance.sealed_subject)  # type: ignore[attr-defined]
    return subject_id if isinstance(subject_id, UUID) else UUID(str(subject_id))
