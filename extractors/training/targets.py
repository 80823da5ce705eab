"""Annotations as what the tagger shall say, word by word."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from extractors.components.annotations import Quantity
from extractors.evaluation.occurrences import occurrences, spans
from extractors.guidelines import Annotation
from extractors.tagger.features import ROLES
from extractors.tagger.tagging import SLOTS, TAGS, VALUE_KINDS
from extractors.tagger.words import Words
from extractors.text import Normalised
from kg.records import Role

Span = tuple[int, int]
# Cross entropy leaves these out.
IGNORED = -100


@dataclass(frozen=True, slots=True)
class Anchor:
    """A word that carries a result, or could.

    Args:
        word: The word.
        kind: Index in VALUE_KINDS.
        slots: For each slot that the annotation fills, the words that it may point to; empty: it is not
            known where the text says it. Slots that are annotated as empty hold None.
    """

    word: int
    kind: int
    slots: dict[str, list[int] | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Targets:
    """What the tagger shall say of one text.

    Args:
        tags: Index in TAGS for each word.
        roles: Index in ROLES for each word of a method or data set with a role, else IGNORED.
        anchors: In the order of the words, none twice.
    """

    tags: NDArray[np.int64]
    roles: NDArray[np.int64]
    anchors: list[Anchor]


def read_targets(source: str, normalised: Normalised, doc: Doc, words: Words, note: Annotation) -> Targets:
    """The targets of an annotated text.

    Args:
        source: The text as read, in which annotations count.
        normalised: The same normalised.
        doc: What the rules found in it; its quantities are where values may stand.
        words: The words of the Doc.
        note: The annotation.
    """
    places = _Places(source, normalised, words)
    tags = np.zeros(len(words), np.int64)
    roles = np.full(len(words), IGNORED, np.int64)
    role_of = {
        (entity["type"], form): entity["role"]
        for entity in note["entities"]
        if entity.get("role")
        for form in entity["mentions"]
    }
    for start, end, type_ in sorted(spans(source, note)):
        first, last = places.words((start, end))
        if first == last:
            continue
        begin = TAGS.index(f"B-{type_}")
        tags[first] = begin
        tags[first + 1 : last] = begin + 1
        role = role_of.get((type_, source[start:end]))
        if role is not None:
            roles[first:last] = ROLES.index(Role(role))
    return Targets(tags, roles, list(_anchors(places, doc, note)))


class _Places:
    """Where things of the text as read stand among the words."""

    def __init__(self, source: str, normalised: Normalised, words: Words) -> None:
        self.source = source
        self.normalised = normalised
        self._words = words

    def __len__(self) -> int:
        return len(self._words)

    def number(self, quantity: Quantity) -> int:
        """The word that a quantity's number begins with."""
        return bisect_right(self._words.ends, quantity.number[0])

    def words(self, span: Span) -> Span:
        """The words that a span of the source touches, half-open."""
        first = bisect_right(self.normalised.ends, span[0])
        last = bisect_left(self.normalised.starts, span[1])
        if first >= last:
            return 0, 0
        return bisect_right(self._words.ends, first), bisect_left(self._words.starts, last)

    def firsts(self, forms: Iterable[str]) -> list[int]:
        """The first words of all places of the forms."""
        found = (self.words(place) for form in forms for place in occurrences(self.source, form))
        return sorted({first for first, last in found if first < last})


def _anchors(places: _Places, doc: Doc, note: Annotation) -> Iterator[Anchor]:
    found: dict[int, list[dict[str, Any]]] = {}
    by_name = {(entity["type"], entity["name"]): entity["mentions"] for entity in note["entities"]}
    numbers = {places.number(quantity): quantity for quantity in doc._.quantities}
    for word in numbers:
        found[word] = []
    for result in note["results"]:
        for word in _words_of(places, numbers, by_name, result):
            found.setdefault(word, []).append(result)
    for mentions in (m for (type_, _), m in by_name.items() if type_ == "Dataset"):
        for word in places.firsts(mentions):
            found.setdefault(word, [])
    for word in sorted(found):
        yield _anchor(places, by_name, word, found[word])


def _words_of(
    places: _Places,
    numbers: dict[int, Quantity],
    by_name: dict[tuple[str, str], list[str]],
    result: dict[str, Any],
) -> list[int]:
    """The words that carry a result: its value, in its quote if it stands there; or its data set."""
    quote = result["quote"] or ""
    start = places.source.find(quote)
    first, last = places.words((start, start + len(quote))) if quote and start >= 0 else (0, len(places))
    if result["value"] is None:
        mentions = by_name.get(("Dataset", result["dataset"] or ""), [])
        said = places.firsts(mentions)
        return sorted(said, key=lambda word: (not first <= word < last, abs(word - first)))[:1]
    equal = [word for word, q in numbers.items() if abs(float(q.value)) == abs(float(result["value"]))]
    inside = [word for word in equal if first <= word < last]
    return (inside or equal)[:1]


def _anchor(
    places: _Places, by_name: dict[tuple[str, str], list[str]], word: int, results: list[dict[str, Any]]
) -> Anchor:
    if not results:
        return Anchor(word, 0)
    slots: dict[str, list[int] | None] = {}
    for slot in SLOTS[:5]:
        names = {result[slot] for result in results} - {None}
        type_ = "Method" if slot == "baseline" else slot.capitalize()
        firsts = places.firsts(form for name in names for form in by_name.get((type_, name), [name]))
        slots[slot] = firsts if names else None
    conditions = {result["condition"] for result in results} - {None}
    ends = [_phrase(places, word, condition) for condition in sorted(conditions)]
    for i, slot in enumerate(SLOTS[5:]):
        slots[slot] = sorted({end[i] for end in ends if end is not None}) if conditions else None
    return Anchor(word, VALUE_KINDS.index(_kind(results[0]["kind"])), slots)


def _kind(kind: str) -> str:
    return "unvalued" if kind == "none" else kind


def _phrase(places: _Places, anchor: int, phrase: str) -> Span | None:
    """The first and the last word of the place of a phrase that is nearest to the anchor."""
    pattern = re.escape(phrase).replace(r"\ ", r"\s+")
    found = [places.words(match.span()) for match in re.finditer(pattern, places.source)]
    found = [place for place in found if place[0] < place[1]]
    if not found:
        return None
    first, last = min(found, key=lambda place: abs(place[0] - anchor))
    return first, last - 1
