"""Deciding: one officer proposes, another countersigns, then the decision is issued."""

from cases.decisions.changes import changes
from cases.decisions.errors import DecisionRefused
from cases.decisions.proposal import (
    Choices,
    Fact,
    Proposal,
    check,
    choices,
    longest_months_for,
    longest_validity,
    papers_of,
)
from cases.decisions.signing import countersign, issue, propose, send_back

__all__ = [
    "Choices",
    "DecisionRefused",
    "Fact",
    "Proposal",
    "changes",
    "check",
    "choices",
    "countersign",
    "issue",
    "longest_months_for",
    "longest_validity",
    "papers_of",
    "propose",
    "send_back",
]
