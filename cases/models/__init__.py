from cases.models.card import CardStep
from cases.models.case import Case, CaseSequence
from cases.models.changes import ChangeReport
from cases.models.confirmations import Confirmation, Confirmed, ConfirmedAct, ConfirmedHow
from cases.models.decisions import (
    Countersignature,
    Decision,
    DecisionReturn,
    DecisionVersion,
)
from cases.models.delivery import PaperDelivery, PostalEntry
from cases.models.documents import CaseDocument, DocumentJudgement, OriginalSeen
from cases.models.events import CaseEvent, CaseStep, ClockEntry
from cases.models.fees import FeeOwed, FeePayment
from cases.models.letters import Letter
from cases.models.notes import Note
from cases.models.requests import (
    Answer,
    Request,
    RequestExtension,
    RequestItem,
    Suspension,
)
from cases.models.timeline import Moment, timeline
from cases.models.translating import OF_THE_OFFICE, FreeKind, FreeSentence, SentenceTranslation

__all__ = [
    "OF_THE_OFFICE",
    "Answer",
    "CardStep",
    "Case",
    "CaseDocument",
    "CaseEvent",
    "CaseSequence",
    "CaseStep",
    "ChangeReport",
    "ClockEntry",
    "Confirmation",
    "Confirmed",
    "ConfirmedAct",
    "ConfirmedHow",
    "Countersignature",
    "Decision",
    "DecisionReturn",
    "DecisionVersion",
    "DocumentJudgement",
    "FeeOwed",
    "FeePayment",
    "FreeKind",
    "FreeSentence",
    "Letter",
    "Moment",
    "Note",
    "OriginalSeen",
    "PaperDelivery",
    "PostalEntry",
    "Request",
    "RequestExtension",
    "RequestItem",
    "SentenceTranslation",
    "Suspension",
    "timeline",
]
