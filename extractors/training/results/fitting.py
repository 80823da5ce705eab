"""Fits the trees of the results: of numbers and links first, then of whole results on what those say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import lightgbm
import numpy as np
from numpy.typing import NDArray

from extractors.components.results.learned.link_features import SLOTS, Candidate
from extractors.components.results.learned.scoring import Matrix, Predict, Scores, rows_of
from extractors.components.results.learned.tuples import TRIED, Proposals, propose
from extractors.components.results.learned.value_features import KINDS, stem_of
from extractors.guidelines import Annotation
from extractors.training.results.examples import Example
from extractors.training.results.labels import Labels
from extractors.training.trees import ask_trees, grow_trees

Labelled = NDArray[np.float32]
Boosters = dict[str, lightgbm.Booster]

_COMMON = {"objective": "binary", "lambda_l2": 3.0}
_KIND = {"objective": "multiclass", "num_class": len(KINDS) + 1}
_NEAR = 8


@dataclass(frozen=True, slots=True)
class ResultSettings:
    """How the trees are grown.

    Args:
        rounds: Trees of each kind.
        settings: LightGBM's own, by tree.
        stems: How many beginnings of words the features of a number look for.
    """

    rounds: Mapping[str, int] = field(
        default_factory=lambda: {"kind": 100, "whole": 150} | dict.fromkeys(SLOTS, 120)
    )
    settings: Mapping[str, Mapping[str, Any]] = field(
        default_factory=lambda: {
            "kind": _KIND | _grown(15, 0.06, 20),
            "whole": _grown(15, 0.05, 40),
            **{slot: _grown(15, 0.06, 20) for slot in SLOTS},
        }
    )
    stems: int = 150


def _grown(leaves: int, rate: float, least: int) -> dict[str, Any]:
    return {"num_leaves": leaves, "learning_rate": rate, "min_child_samples": least}


def choose_stems(examples: Iterable[Example], count: int) -> list[str]:
    """The most frequent beginnings of the words around numbers."""
    found: Counter[str] = Counter()
    for example in examples:
        for value in example.reading.values:
            line = example.reading.lines[value.frame.index]
            first, last = (line.index(place) for place in value.quantity.span)
            around = (*line.words[max(0, first - _NEAR) : first], *line.words[last : last + _NEAR])
            found.update({stem_of(word) for word in around})
    return sorted(found, key=lambda stem: (-found[stem], stem))[:count]


class Tables:
    """The rows of each example and what is right of them, computed once for all folds.

    Args:
        examples: What to learn from.
        stems: The beginnings of words that the features of a number look for.
    """

    def __init__(self, examples: Sequence[Example], stems: Sequence[str]) -> None:
        self.examples = examples
        self.rows = [rows_of(example.reading, stems) for example in examples]
        self.kinds = [_kinds(example.labels) for example in examples]
        self.links = [
            {slot: _right_links(example.labels, slot, links.candidates) for slot, links in rows.links.items()}
            for example, rows in zip(examples, self.rows, strict=True)
        ]

    def stacked(self, tree: str, chosen: Sequence[int]) -> tuple[Matrix, Labelled]:
        """The rows of some examples and what is right; links only of numbers that are outcomes."""
        if tree == "kind":
            return np.concatenate([self.rows[i].values for i in chosen]), np.concatenate(
                [self.kinds[i] for i in chosen]
            )
        rows, right = [], []
        for i in chosen:
            outcomes = self.kinds[i] > 0
            table = self.rows[i].links[tree].rows
            rows.append(table[outcomes].reshape(-1, table.shape[2]))
            right.append(self.links[i][tree][outcomes].ravel())
        return np.concatenate(rows), np.concatenate(right)


def _kinds(labels: Labels) -> Labelled:
    """Of each number 0, or one more than the place of its kind."""
    names = [kind.value for kind in KINDS]
    return np.array(
        [names.index(found[0]["kind"]) + 1 if found else 0 for found in labels.of_value], np.float32
    )


def _right_links(labels: Labels, slot: str, candidates: Sequence[Candidate]) -> Labelled:
    right = [
        [any(labels.fills(candidate, slot, result) for result in found) for candidate in candidates]
        for found in labels.of_value
    ]
    return np.array(right, np.float32).reshape(len(labels.of_value), len(candidates))


def fit_first(tables: Tables, chosen: Sequence[int], settings: ResultSettings) -> Boosters:
    """The trees of numbers and of links."""
    return {tree: grow(tree, *tables.stacked(tree, chosen), settings) for tree in ("kind", *SLOTS)}


def grow(tree: str, rows: Matrix, right: Labelled, settings: ResultSettings) -> lightgbm.Booster:
    """One classifier."""
    return grow_trees(rows, right, settings.rounds[tree], _COMMON | dict(settings.settings[tree]))


def asking(boosters: Boosters) -> Predict:
    """Ask boosters as the run time asks its trees."""
    return lambda tree, rows: ask_trees(boosters[tree], rows)


def right_wholes(
    proposals: Proposals, scores: Scores, found: Sequence[Annotation], labels: Labels
) -> Labelled:
    """Whether each proposal of a value is one of its annotated results."""
    kind = KINDS[proposals.kind].value
    candidates = [scores.slots[slot].candidates for slot in TRIED]
    return np.array(
        [
            any(
                result["kind"] == kind
                and all(
                    labels.fills(candidates[n][place], slot, result)
                    for n, (slot, place) in enumerate(zip(TRIED, filling, strict=True))
                )
                for result in found
            )
            for filling in proposals.fillings
        ],
        np.float32,
    )


@dataclass(slots=True)
class Wholes:
    """The proposals of one example: their rows, whether they are right, and how many each value has."""

    rows: Matrix
    right: Labelled
    sizes: list[int]


def wholes_of(example: Example, scores: Scores) -> Wholes:
    """The proposals of an example that has values."""
    proposals = propose(example.reading, scores)
    right = [
        right_wholes(found, scores, results, example.labels)
        for found, results in zip(proposals, example.labels.of_value, strict=True)
    ]
    return Wholes(
        np.concatenate([found.rows for found in proposals]),
        np.concatenate(right),
        [len(found.fillings) for found in proposals],
    )
