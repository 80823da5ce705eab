"""The IRIs of a paper's results, such that a fact keeps its name when the paper is extracted again.

A result is named by where its value stands. Only where several results share that place (`accuracy of
91.2% on A and B`) does the name also say what they are about, and then no more of it than tells them
apart, so that a better model may fill in other slots without renaming anything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from kg.identity.iris import short_digest
from kg.records import Span

# In this order slots are tried for telling results of one place apart.
SLOTS = (
    "dataset",
    "metric",
    "method",
    "condition",
    "baseline",
    "task",
    "kind",
    "value",
    "unit",
    "change",
    "bound",
    "relative_to",
    "uncertainty",
)


@dataclass(frozen=True, slots=True)
class ResultKey:
    """Where a result stands and what it says: the keys of its entities and its other slots, by `SLOTS`."""

    anchor: Span
    slots: tuple[str | None, ...]


def result_iris(paper: str, text_digest: str, keys: Sequence[ResultKey]) -> list[str]:
    """The IRIs of all results of one text, beside `keys`.

    Equal keys get one IRI, different keys never do, and neither the order of the keys nor the slots
    that are not needed to tell two of one anchor apart have any say.
    """
    by_anchor: dict[Span, set[tuple[str | None, ...]]] = defaultdict(set)
    for key in keys:
        by_anchor[key.anchor].add(key.slots)
    telling = {anchor: _telling(slots) for anchor, slots in by_anchor.items()}
    return [f"{paper}/result/{_digest(text_digest, key, telling[key.anchor])}" for key in keys]


def _telling(results: set[tuple[str | None, ...]]) -> tuple[int, ...]:
    """The first slots, in the order of `SLOTS`, that together tell all results apart."""
    chosen: tuple[int, ...] = ()
    classes = 1
    for slot in range(len(SLOTS)):
        if classes == len(results):
            break
        wider = (*chosen, slot)
        count = len({tuple(slots[i] for i in wider) for slots in results})
        if count > classes:
            chosen, classes = wider, count
    return chosen


def _digest(text_digest: str, key: ResultKey, telling: tuple[int, ...]) -> str:
    parts = [text_digest[:8], str(key.anchor.start), str(key.anchor.end)]
    for slot in telling:
        value = key.slots[slot]
        # An absent slot adds its name alone, so that it differs from one with any value.
        parts.extend((SLOTS[slot],) if value is None else (SLOTS[slot], value))
    return short_digest(*parts, length=12)
