"""The form of each permit type: one declaration that asks, checks, reviews and prints."""

from permits.schema.asking import BoundSection, applicable, bind, prune
from permits.schema.bound import BoundGroup, BoundQuestion
from permits.schema.conditions import Condition, ConditionError, holds
from permits.schema.facts import person_fact, person_facts
from permits.schema.inputs import merge, to_inputs
from permits.schema.loading import (
    SchemaError,
    UnknownSchema,
    latest,
    load,
    published,
    versions,
)
from permits.schema.marked import Marked, marked
from permits.schema.model import Group, Question, Schema, Section
from permits.schema.reviewing import (
    Missing,
    ReviewRow,
    ReviewSection,
    missing,
    paired,
    review,
)
from permits.schema.zones import Reading, labels_of, read_zones

__all__ = [
    "BoundGroup",
    "BoundQuestion",
    "BoundSection",
    "Condition",
    "ConditionError",
    "Group",
    "Marked",
    "Missing",
    "Question",
    "Reading",
    "ReviewRow",
    "ReviewSection",
    "Schema",
    "SchemaError",
    "Section",
    "UnknownSchema",
    "applicable",
    "bind",
    "holds",
    "labels_of",
    "latest",
    "load",
    "marked",
    "merge",
    "missing",
    "paired",
    "person_fact",
    "person_facts",
    "prune",
    "published",
    "read_zones",
    "review",
    "to_inputs",
    "versions",
]
