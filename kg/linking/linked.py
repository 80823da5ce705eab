"""What linking says of one entity of a paper."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ontology.types import EntityType


class LinkedBy(StrEnum):
    """Why an entity of a paper is taken to be this entity of the graph."""

    LABEL = "vocabulary: label"
    ALIAS = "vocabulary: alias"
    USUAL = "vocabulary: usual sense"
    SPELLING = "vocabulary: spelling"
    GENERIC = "vocabulary: generic word"
    HEAD_WORD = "vocabulary: head word"
    SHORT_FORM = "vocabulary: short form within"
    VARIANT = "vocabulary: variant"
    ABBREVIATION = "vocabulary: abbreviation"
    CONTEXT = "vocabulary: context"
    NAME = "name"
    VARIANT_OF = "variant"
    EXPANSION = "expansion"
    ABBREVIATED = "abbreviation"
    PAPER = "paper"
    DECISION = "decision"


@dataclass(frozen=True, slots=True)
class LinkedEntity:
    """An entity of a paper and what it is outside the paper.

    Args:
        type: The type, the same in the paper and outside it.
        name: The name within the paper, as in `kg.records.Entity`.
        key: The canonical key; type and key make the IRI.
        label: How the vocabulary spells it, else the name.
        linked_by: Why.
        concept: The local name of the concept in its vocabulary, or None.
        variant_of: The canonical key of the known data set that an unknown one is a variant of, or None.
    """

    type: EntityType
    name: str
    key: str
    label: str
    linked_by: LinkedBy
    concept: str | None = None
    variant_of: str | None = None
