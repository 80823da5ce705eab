"""Whole results to choose from: for each value the likeliest fillings of its slots, together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from extractors.components.results.learned.link_features import LINK_COLUMNS, ruled
from extractors.components.results.learned.reading import Reading, Value
from extractors.components.results.learned.scoring import Matrix, Scores, Slot
from extractors.components.results.learned.value_features import KINDS

#: How many candidates of each slot are tried with each other, those of the rules aside.
TRIED = {"metric": 4, "dataset": 5, "method": 4}
# What of a candidate's own features counts for the whole.
_TAKEN = {
    "metric": ("confidence", "grammar", "mentions", "unit", "percentage", "distance", "side"),
    "dataset": (
        *("role", "confidence", "distance", "ago", "names", "in turn", "in turn alike", "blocks"),
        "of type here",
    ),
    "method": (
        *(
            "role",
            "own",
            "confidence",
            "main",
            "subject",
            "distance",
            "explicit",
            "first",
            "in title",
            "owned",
        ),
    ),
}
_OF_VALUE = ("nothing", *(kind.value for kind in KINDS), "kind p", "kind", "sentence", "values")
_OF_LINK = (
    *("p", "behind best", "second", "empty", "total", "candidates", "nothing", "ruled", "rank"),
    *("p before", "p next", "best before", "best next"),
)
_OF_WHOLE = ("product", "outcome", "ruled", "kind ruled", "clashes")
WHOLE_COLUMNS = [
    *_OF_VALUE,
    *(f"{slot} {name}" for slot in TRIED for name in (*_OF_LINK, *_TAKEN[slot])),
    *_OF_WHOLE,
]


@dataclass(slots=True)
class Proposals:
    """What one value may say.

    Args:
        kind: Its likeliest kind, as an index of `KINDS`.
        fillings: For each proposal the indices of metric, data set and method, `[proposals, 3]`.
        rows: Their features, `[proposals, features]`.
    """

    kind: int
    fillings: list[tuple[int, ...]]
    rows: Matrix


_COLUMNS = {slot: [LINK_COLUMNS.index(name) for name in names] for slot, names in _TAKEN.items()}


def propose(reading: Reading, scores: Scores) -> list[Proposals]:
    """The proposals for each value of a text."""
    best = np.stack([scores.slots[slot].scores.argmax(1) for slot in TRIED], axis=1)
    kinds = scores.kinds[:, 1:].argmax(1)
    outcome = scores.kinds[:, 0] < 0.5
    result = []
    for i, value in enumerate(reading.values):
        kind = int(kinds[i])
        shared = [
            *scores.kinds[i],
            scores.kinds[i, 1 + kind],
            kind,
            value.frame.index,
            len(reading.values),
        ]
        tried, blocks = [], []
        for slot in TRIED:
            chosen = _tried(scores.slots[slot], value, slot, i)
            tried.append(chosen)
            blocks.append(_links(reading, scores.slots[slot], value, slot, i, chosen, _COLUMNS[slot]))
        places = list(product(*(range(len(chosen)) for chosen in tried)))
        fillings = [tuple(chosen[p] for chosen, p in zip(tried, place, strict=True)) for place in places]
        alike = best[outcome & (kinds == kind) & (np.arange(len(best)) != i)]
        index = np.array(places)
        probability = np.prod([block[index[:, n], 0] for n, block in enumerate(blocks)], axis=0)
        clashes = [float((alike == filling).all(1).sum()) for filling in fillings]
        draft = value.draft
        whole = np.column_stack(
            [
                probability,
                probability * (1 - scores.kinds[i, 0]),
                np.full(len(places), float(draft is not None)),
                np.full(len(places), float(draft is not None and draft.kind.kind is KINDS[kind])),
                clashes,
            ]
        )
        rows = np.column_stack(
            [
                np.tile(shared, (len(places), 1)),
                *(block[index[:, n]] for n, block in enumerate(blocks)),
                whole,
            ]
        )
        result.append(Proposals(kind, fillings, rows.astype(np.float32)))
    return result


def _tried(slot: Slot, value: Value, name: str, i: int) -> list[int]:
    """The likeliest candidates, and those of the rules."""
    order = np.argsort(-slot.scores[i], kind="stable")[: TRIED[name]].tolist()
    said = ruled(value, name)
    own = [j for j, candidate in enumerate(slot.candidates) if any(candidate is r for r in said)]
    return list(dict.fromkeys([*order, *own[:2]]))


def _links(
    reading: Reading,
    slot: Slot,
    value: Value,
    name: str,
    i: int,
    chosen: Sequence[int],
    columns: Sequence[int],
) -> Matrix:
    """The features of the tried candidates of one slot, `[tried, features]`; the probability comes first."""
    p = slot.scores[i]
    order = np.sort(p)[::-1]
    said = ruled(value, name)
    beside = [_beside(reading, i, step) for step in (-1, 1)]
    rows = []
    for j in chosen:
        row = [
            p[j],
            order[0] - p[j],
            order[1] if len(order) > 1 else 0.0,
            p[0],
            p.sum(),
            len(p),
            j == 0,
            any(slot.candidates[j] is r for r in said) if value.draft else np.nan,
            (p > p[j]).sum(),
            *(np.nan if other is None else slot.scores[other, j] for other in beside),
            *(np.nan if other is None else slot.scores[other].argmax() == j for other in beside),
            *slot.rows[i, j, columns],
        ]
        rows.append(row)
    return np.array(rows, dtype=np.float32)


def _beside(reading: Reading, i: int, step: int) -> int | None:
    """The value before or behind in the same sentence."""
    other = i + step
    if not 0 <= other < len(reading.values):
        return None
    return other if reading.values[other].frame is reading.values[i].frame else None
