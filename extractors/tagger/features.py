"""What the rules say of each word, as numbers that the encoder reads beside the words."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from extractors.components.annotations import FoundEntity
from extractors.tagger.words import Words
from kg.records import EntityType, Role

Features = NDArray[np.float32]

TYPES = tuple(EntityType)
# The role of a data set that is only mentioned is told from a method's by the type of the word.
ROLES = tuple(Role)
VOCABULARY = "sotagraph_vocabulary"

# Columns in groups; those of spans come in pairs, for the first word and for the others.
_TITLE = 0
_SOURCES = ("vocabulary", "pattern", "entity")
_SPANS = 1
_PROPOSED = _SPANS + 2 * len(_SOURCES) * len(TYPES)
_SHORT, _LONG, _NUMBER, _UNIT, _LINK = range(_PROPOSED + 1, _PROPOSED + 6)
_ROLE = _LINK + 1
FEATURE_COUNT = _ROLE + len(ROLES)


def read_features(doc: Doc, words: Words) -> Features:
    """What the rules found, `[words, FEATURE_COUNT]`, each number 0 or 1.

    Args:
        doc: A Doc with candidates, entities, roles and quantities.
        words: Its words.
    """
    table = _Table(words)
    table.mark((0, doc._.text.find("\n")), _TITLE)
    for candidate in doc._.candidates:
        source = "vocabulary" if candidate.origin == VOCABULARY else "pattern"
        table.mark_span(candidate.span, _column(source, candidate.type))
        if candidate.proposed:
            table.mark(candidate.span, _PROPOSED)
    for entity in doc._.entities:
        _mark_entity(table, entity)
    for abbreviation in doc._.abbreviations:
        table.mark(abbreviation.short, _SHORT)
        table.mark(abbreviation.long, _LONG)
    for quantity in doc._.quantities:
        table.mark(quantity.span, _UNIT)
        table.mark(quantity.number, _NUMBER)
    for link in doc._.links:
        table.mark(link.span, _LINK)
    return table.values


def blank_features(count: int, title: Iterable[int] = ()) -> Features:
    """Features of words that no rule has read, with the words of the title marked."""
    values = np.zeros((count, FEATURE_COUNT), np.float32)
    values[list(title), _TITLE] = 1
    return values


def told_tags() -> list[tuple[int, int]]:
    """(tag, column) of each tag that the rules' entities say directly; tags count as in `TAGS`."""
    return [
        (1 + 2 * row + inside, _column("entity", type_) + inside)
        for row, type_ in enumerate(TYPES)
        for inside in (0, 1)
    ]


def told_roles() -> list[tuple[int, int]]:
    """(role, column) of each role, as in ROLES."""
    return [(row, _ROLE + row) for row in range(len(ROLES))]


def _mark_entity(table: _Table, entity: FoundEntity) -> None:
    for span in entity.spans:
        table.mark_span(span, _column("entity", entity.type))
        if entity.role is not None:
            table.mark(span, _ROLE + ROLES.index(entity.role))


def _column(source: str, type_: EntityType) -> int:
    return _SPANS + 2 * (_SOURCES.index(source) * len(TYPES) + TYPES.index(type_))


class _Table:
    """Marks words by character spans."""

    def __init__(self, words: Words) -> None:
        self.values = np.zeros((len(words), FEATURE_COUNT), np.float32)
        self._starts = np.asarray(words.starts)
        self._ends = np.asarray(words.ends)

    def mark(self, span: tuple[int, int], column: int) -> None:
        """Mark the words that the span touches."""
        first, last = self._range(span)
        self.values[first:last, column] = 1

    def mark_span(self, span: tuple[int, int], column: int) -> None:
        """Mark the first word that the span touches in one column, the others in the next."""
        first, last = self._range(span)
        self.values[first : first + (first < last), column] = 1
        self.values[first + 1 : last, column + 1] = 1

    def _range(self, span: tuple[int, int]) -> tuple[int, int]:
        first = int(np.searchsorted(self._ends, span[0], side="right"))
        last = int(np.searchsorted(self._starts, span[1], side="left"))
        return first, max(first, last)
