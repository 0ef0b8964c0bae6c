"""Rooms of a centre: where a visit is held. Public facts, nothing sealed."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from django.db import models
from django.utils.translation import pgettext

from support_centre.models.centres import Centre, Named


class Room(Named):
    """A room or a counter, by the name or number on its door.

    ``private``: nobody outside overhears what is said in it. ``step_free``: reached without steps.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="rooms")
    code = models.SlugField(max_length=20)
    name = models.JSONField(default=dict, help_text="By language.")
    private = models.BooleanField(default=False)
    step_free = models.BooleanField(default=False)

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["centre", "code"], name="room_code_once")]

    def __str__(self) -> str:
        return self.code

    def what(self) -> Iterator[str]:
        """What is known about it, in the active language."""
        if self.private:
            yield pgettext("room", "private")
        if self.step_free:
            yield pgettext("room", "without steps")

    @property
    def label(self) -> str:
        """Its name with what is known about it: among several."""
        return " · ".join([self.shown_name, *self.what()])
