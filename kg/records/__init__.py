"""What passes between the stages: frozen records without behaviour that needs a store or a model."""

from kg.records.extraction import (
    Abbreviation,
    Bound,
    Change,
    Entity,
    Extraction,
    Extractor,
    Link,
    LinkKind,
    Mention,
    Result,
    ResultKind,
    Role,
    Span,
)
from kg.records.paper import Identifier, IdentifierKind, Paper
from ontology.types import EntityType

__all__ = [
    "Abbreviation",
    "Bound",
    "Change",
    "Entity",
    "EntityType",
    "Extraction",
    "Extractor",
    "Identifier",
    "IdentifierKind",
    "Link",
    "LinkKind",
    "Mention",
    "Paper",
    "Result",
    "ResultKind",
    "Role",
    "Span",
]
