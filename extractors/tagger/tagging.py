"""What the tagger says of a Doc, for the components behind it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

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

# A span below this is hardly ever right, and there are many.
_LEAST = 0.04
#: A longer stretch of characters names nothing; hostile texts have such.
LONGEST = 200
_NEVER = 0.001
# The signs that names end with: `PFGM++`, `C#`, `A*`.
_FINAL_SIGNS = "+#*"


def begin_tag(type_: EntityType) -> int:
    """The tag of the first word of a mention of the type; the next one is that of its other words."""
    return 1 + 2 * TYPES.index(type_)


class Likely(NamedTuple):
    """A stretch of characters that may be a mention."""

    start: int
    end: int
    type: EntityType
    chance: float


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
        first = bisect_right(self.words.ends, span[0])
        return first, max(first, bisect_left(self.words.starts, span[1]))

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

    def span_probabilities(self, span: tuple[int, int]) -> list[float]:
        """How probably the words that the span touches are one whole mention, by type as in TYPES."""
        first, last = self.word_range(span)
        return [self.mention(first, last, begin_tag(type_)) if first < last else 0.0 for type_ in TYPES]

    def mention(self, first: int, last: int, begin: int) -> float:
        """How probably the words from `first` to before `last` are one whole mention, by its first tag."""
        # Most words begin nothing; what is that improbable need not be worked out.
        if self._tags[first][begin] < _NEVER or (
            last - first > 1 and self._tags[last - 1][begin + 1] < _NEVER
        ):
            return 0.0
        return self.chain.span(first, last, begin)

    @cached_property
    def _tags(self) -> list[list[float]]:
        # Single numbers are read much faster from lists than from arrays.
        rows: list[list[float]] = self.tags.tolist()
        return rows

    @cached_property
    def _role_sums(self) -> list[list[float]]:
        """Sums over the words before each word, `[words + 1, len(ROLES)]`."""
        sums: list[list[float]] = self.roles.cumsum(axis=0, dtype=np.float64).tolist()
        return [[0.0] * len(ROLES), *sums]

    @cached_property
    def _outside_sums(self) -> list[float]:
        sums: list[float] = [0.0, *self.tags[:, 0].cumsum(dtype=np.float64).tolist()]
        return sums

    def outside(self, span: tuple[int, int]) -> float:
        """How probably the words of the span are no part of a mention, on average."""
        first, last = self.word_range(span)
        return (
            (self._outside_sums[last] - self._outside_sums[first]) / (last - first) if first < last else 1.0
        )

    def role_probabilities(self, span: tuple[int, int]) -> list[float]:
        """Mean over the words of the span, as in ROLES."""
        first, last = self.word_range(span)
        if first == last:
            return [1 / len(ROLES)] * len(ROLES)
        before, until = self._role_sums[first], self._role_sums[last]
        return [(b - a) / (last - first) for a, b in zip(before, until, strict=True)]

    @cached_property
    def likely(self) -> list[Likely]:
        """Spans with some chance of being a mention, by start."""
        found = []
        starts, ends, texts = self.words.starts, self.words.ends, self.words.texts
        for type_ in TYPES:
            begin = begin_tag(type_)
            for first in np.flatnonzero(self.tags[:, begin] > _LEAST).tolist():
                for last in range(first + 1, len(self.words) + 1):
                    if ends[last - 1] - starts[first] > LONGEST:
                        break
                    chance = self.mention(first, last, begin)
                    if chance > _LEAST and _is_name(texts[first], texts[last - 1]):
                        found.append(Likely(starts[first], ends[last - 1], type_, chance))
                    if last < len(self.words) and self._tags[last][begin + 1] < _LEAST:
                        break
        return sorted(found)

    def likely_at(self, start: int, end: int) -> list[Likely]:
        """The likely spans that overlap the characters from `start` to before `end`."""
        first = bisect_left(self.likely, (start - LONGEST,))
        last = bisect_left(self.likely, (end,))
        return [span for span in self.likely[first:last] if span.end > start]

    def _row(self, span: tuple[int, int]) -> int | None:
        first, _ = self.word_range(span)
        place = bisect_left(self.anchors, first)
        return place if place < len(self.anchors) and self.anchors[place] == first else None


def _is_name(first: str, last: str) -> bool:
    """Whether a name can begin and end with these words; one that ends with a sign is cut wrong."""
    return first[0].isalnum() and (last[-1].isalnum() or last[-1] in _FINAL_SIGNS)
