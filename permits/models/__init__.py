"""The catalogue: what can be applied for, with which papers, for how much, decided by when."""

from permits.models.catalogue import DocumentType, Need, PermitType, Place, Requirement
from permits.models.dated import ApplicantKind, CaseKind, Fee, Limit, Verified
from permits.models.edition import Edition
from permits.models.loaded import LoadedEntry
from permits.models.words import Office, Phrase, PhraseKind

__all__ = [
    "ApplicantKind",
    "CaseKind",
    "DocumentType",
    "Edition",
    "Fee",
    "Limit",
    "LoadedEntry",
    "Need",
    "Office",
    "PermitType",
    "Phrase",
    "PhraseKind",
    "Place",
    "Requirement",
    "Verified",
]
