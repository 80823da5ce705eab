"""The trained trees of the results, read from a directory."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from extractors.components.results.learned.link_features import LINK_COLUMNS
from extractors.components.results.learned.scoring import Matrix
from extractors.components.results.learned.tuples import WHOLE_COLUMNS
from extractors.components.results.learned.value_features import value_columns
from extractors.model_files import RESULT_SETTINGS, RESULT_TREES
from extractors.trees import Trees
from kg.errors import ModelInvalid


class ResultModel:
    """Trees that say what a number is, what fills its slots, and how likely a whole result is right.

    Args:
        directory: Where `extractors.training.results` wrote them.

    Attributes:
        stems: The beginnings of words that the features of a number look for.
        thresholds: From which probability on the `first` and each `further` result of a value is given.
        claims: The probability of a claim without a value.

    Raises:
        ModelInvalid: A file is missing or broken, or was made for other features.
    """

    def __init__(self, directory: Path) -> None:
        try:
            settings = json.loads((directory / RESULT_SETTINGS).read_text(encoding="utf-8"))
            self.stems: list[str] = settings["stems"]
            self.thresholds: dict[str, float] = settings["thresholds"]
            self.claims: float = settings["claims"]
            places, rates = settings["calibration"]
            self._said: list[float] = places
            self._right: list[float] = rates
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ModelInvalid(
                f"The settings of the results cannot be read ({type(error).__name__}: {error}).",
                where=str(directory / RESULT_SETTINGS),
                remedy="Install the package again, or name the directory that `sotagraph train` wrote.",
            ) from error
        self._trees = {
            name: Trees(directory / file, columns_of(name, self.stems)) for name, file in RESULT_TREES.items()
        }

    @classmethod
    def load(cls, directory: Path) -> ResultModel:
        """The model of a directory."""
        return cls(directory)

    def __call__(self, tree: str, rows: Matrix) -> Matrix:
        """The probabilities of rows by the tree of this name, `[rows, classes]`."""
        return self._trees[tree](rows)

    def calibrated(self, probability: float) -> float:
        """How often results of this probability were right on papers that no tree had seen."""
        return float(np.interp(probability, self._said, self._right))


def columns_of(tree: str, stems: list[str]) -> list[str]:
    """The features that a tree reads."""
    if tree == "kind":
        return value_columns(stems)
    return list(WHOLE_COLUMNS if tree == "whole" else LINK_COLUMNS)
