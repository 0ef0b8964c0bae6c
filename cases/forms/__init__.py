"""The officer's forms: one for each act of ``cases.actions.possible``, by the act's name."""

from cases.forms.asking import AskForm, LiftForm, SuspendForm
from cases.forms.base import ActForm
from cases.forms.ending import DiscontinueForm, InadmissibleForm
from cases.forms.plain import (
    AppearanceForm,
    AssignForm,
    BeginForm,
    BiometricsForm,
    CardReadyForm,
    FeeForm,
    HandOverForm,
    NotCollectedForm,
    NoteForm,
    NotLodgedForm,
    ReleaseForm,
    TakeForm,
)

ACTS: dict[str, type[ActForm]] = {
    "begin": BeginForm,
    "record_appearance": AppearanceForm,
    "ask": AskForm,
    "suspend": SuspendForm,
    "add_suspension": SuspendForm,
    "lift": LiftForm,
    "record_fee": FeeForm,
    "take_biometrics": BiometricsForm,
    "card_is_ready": CardReadyForm,
    "hand_over_card": HandOverForm,
    "not_lodged": NotLodgedForm,
    "not_collected": NotCollectedForm,
    "declare_inadmissible": InadmissibleForm,
    "discontinue": DiscontinueForm,
    "take": TakeForm,
    "release": ReleaseForm,
    "assign": AssignForm,
    "note": NoteForm,
}

__all__ = ["ACTS", "ActForm"]
