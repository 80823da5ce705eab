"""What the trees say of every number and of every candidate for its slots."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import nan
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from extractors.components.results.learned.link_features import LINK_COLUMNS, SLOTS, Candidate, Linker
from extractors.components.results.learned.reading import Reading
from extractors.components.results.learned.value_features import Features, value_columns, value_features

Matrix = NDArray[np.float32]


class Predict(Protocol):
    """Trees by their names."""

    def __call__(self, tree: str, rows: Matrix) -> Matrix:
        """The probabilities of rows, `[rows, classes]`."""


@dataclass(slots=True)
class Links:
    """The candidates of one slot of a text.

    Args:
        candidates: What can fill it; the first is nothing.
        rows: Their features, `[values, candidates, features]`.
    """

    candidates: list[Candidate]
    rows: Matrix


@dataclass(slots=True)
class Rows:
    """What the first trees read of a text: a row for each value, and the links of each slot."""

    values: Matrix
    links: dict[str, Links]


@dataclass(slots=True)
class Slot(Links):
    """Links with `scores`: how likely each candidate fills the slot, `[values, candidates]`."""

    scores: Matrix


@dataclass(slots=True)
class Scores:
    """Of each value its kinds, `[values, 4]` with nothing first, and its slots by name."""

    kinds: Matrix
    slots: dict[str, Slot]


def matrix(rows: Iterable[Features], names: Sequence[str]) -> Matrix:
    """The rows as a matrix with one column a name; what a row does not have is not a number."""
    found = [[row.get(name, nan) for name in names] for row in rows]
    return np.array(found, dtype=np.float32).reshape(-1, len(names))


def rows_of(reading: Reading, stems: Sequence[str]) -> Rows:
    """The rows of a text."""
    values = (value_features(reading, value, stems) for value in reading.values)
    return Rows(matrix(values, value_columns(stems)), {slot: _links(reading, slot) for slot in SLOTS})


def _links(reading: Reading, slot: str) -> Links:
    linker = Linker(reading, slot)
    rows = (row for value in reading.values for row in linker.rows(value))
    shape = (len(reading.values), len(linker.candidates), len(LINK_COLUMNS))
    return Links(linker.candidates, matrix(rows, LINK_COLUMNS).reshape(shape))


def score(rows: Rows, predict: Predict) -> Scores:
    """What the first trees say of the rows of a text that has values."""
    slots = {}
    for slot, links in rows.links.items():
        said = predict(slot, links.rows.reshape(-1, links.rows.shape[2]))[:, 1]
        slots[slot] = Slot(links.candidates, links.rows, said.reshape(links.rows.shape[:2]))
    return Scores(predict("kind", rows.values), slots)
