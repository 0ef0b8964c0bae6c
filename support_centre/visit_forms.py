"""What is asked of a visit: why somebody came, in which room, what was done."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from support_centre import spoken
from support_centre.models import Centre, Reason, Room


class RoomField(forms.ModelChoiceField):
    """A room of the centre, by its name with what is known about it."""

    def label_from_instance(self, obj: Room) -> str:
        return obj.label


class RoomForm(forms.Form):
    """Where a visit is held; nothing is asked where no room of the centre is known."""

    room = RoomField(
        label=pgettext_lazy("of a visit", "Room"),
        queryset=Room.objects.none(),
        to_field_name="code",
        required=False,
        empty_label=_("No room in particular"),
    )

    def __init__(self, *args: Any, centre: Centre, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["room"]
        assert isinstance(field, RoomField)
        rooms = Room.objects.filter(centre=centre)
        if rooms.exists():
            field.queryset = rooms
        else:
            del self.fields["room"]


def _languages() -> list[tuple[str, Promise | str]]:
    """None is chosen beforehand: forty languages have no usual one."""
    return [("", _("Choose")), *spoken.choices()]


class VisitForm(RoomForm):
    """Somebody came in."""

    field_order = ("language", "reason", "room")

    language = forms.ChoiceField(label=_("Language of the visitor"), choices=_languages)
    reason = forms.ChoiceField(label=_("Why they come"), choices=Reason.choices)


class DoneForm(forms.Form):
    """What was done in a visit."""

    done = forms.MultipleChoiceField(
        label=_("What was done"),
        choices=Reason.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Leave everything empty when the visitor left before anything was done."),
    )
