"""What the tagger says of a Doc, for the components behind it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from extractors.tagger.chain import Chain
from extractors.tagger.features import ROLES, TYPES
from extractors.tagger.words import Words
from kg.records import EntityType

Floats = NDArray[np.float32]

# O, then the first and the other words of a mention of each type.
TAGS = ("O", *(f"{place}-{type_.value}" for type_ in TYPES for place in "BI"))
VALUE_KINDS = ("nothing", "absolute", "improvement", "speedup", "unvalued")
# What a value or a claim points to; the last two are the ends of a phrase, not a mention.
SLOTS = ("method", "dataset", "metric", "task", "baseline", "condition_start", "condition_end")


def begin_tag(type_: EntityType) -> int:
    """The tag of the first word of a mention of the type; the next one is that of its other words."""
    return 1 + 2 * TYPES.index(type_)


@dataclass(frozen=True)
class Tagging:
    """Probabilities, by word.

    Args:
        words: The words.
        chain: Of mentions; its tags are TAGS.
        roles: `[words, len(ROLES)]`; of the method or data set that the word belongs to, if it does.
        anchors: Words that may carry a result: the first of each number, the first of each data set.
        values: `[anchors, len(VALUE_KINDS)]`.
        links: `[len(SLOTS), anchors, words + 1]`; the last column is `nothing`.
    """

    words: Words
    chain: Chain
    roles: Floats
    anchors: tuple[int, ...]
    values: Floats
    links: Floats

    def word_range(self, span: tuple[int, int]) -> tuple[int, int]:
        """The words that a character span touches, as a half-open range."""
        first = int(np.searchsorted(self.words.ends, span[0], side="right"))
        last = int(np.searchsorted(self.words.starts, span[1], side="left"))
        return first, max(first, last)

    def kinds(self, span: tuple[int, int]) -> Floats | None:
        """Probabilities of VALUE_KINDS for the value at `span`, None where no anchor is."""
        row = self._row(span)
        return None if row is None else self.values[row]

    def pointer(self, slot: str, anchor: tuple[int, int], spans: list[tuple[int, int]]) -> float | None:
        """How probably the value at `anchor` points to one of the mentions at `spans`."""
        row = self._row(anchor)
        if row is None:
            return None
        firsts = {self.word_range(span)[0] for span in spans}
        line = self.links[SLOTS.index(slot), row]
        return float(sum(line[word] for word in sorted(firsts) if word < len(self.words)))

    def nothing(self, slot: str, anchor: tuple[int, int]) -> float | None:
        """How probably the slot is empty."""
        row = self._row(anchor)
        return None if row is None else float(self.links[SLOTS.index(slot), row, -1])

    @cached_property
    def tags(self) -> Floats:
        """The probability of each of TAGS at each word, `[words, len(TAGS)]`."""
        return self.chain.marginals().astype(np.float32)

    def span_probability(self, span: tuple[int, int], type_: EntityType) -> float:
        """How probably the words that the span touches are one whole mention of the type."""
        first, last = self.word_range(span)
        return self.chain.span(first, last, begin_tag(type_)) if first < last else 0.0

    def role_probabilities(self, span: tuple[int, int]) -> Floats:
        """Mean over the words of the span, `[len(ROLES)]`."""
        first, last = self.word_range(span)
        if first == last:
            return np.full(len(ROLES), 1 / len(ROLES), np.float32)
        mean: Floats = self.roles[first:last].mean(axis=0)
        return mean

    def _row(self, span: tuple[int, int]) -> int | None:
        first, _ = self.word_range(span)
        place = int(np.searchsorted(self.anchors, first))
        return place if place < len(self.anchors) and self.anchors[place] == first else None
