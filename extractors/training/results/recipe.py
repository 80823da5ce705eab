"""From annotated examples to the files of a model, with scores that were taken on held-out papers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from extractors.components.results.learned.model import columns_of
from extractors.components.results.learned.scoring import score
from extractors.model_files import RESULT_SETTINGS, RESULT_TREES
from extractors.training.results.calibration import calibrate
from extractors.training.results.examples import Example
from extractors.training.results.fitting import (
    Boosters,
    Labelled,
    ResultSettings,
    Tables,
    Wholes,
    asking,
    choose_stems,
    fit_first,
    grow,
    wholes_of,
)
from extractors.training.results.thresholds import choose_thresholds
from extractors.training.trees import export_trees


@dataclass(slots=True)
class Fitted:
    """A model that is not written yet.

    Args:
        boosters: The trees by name.
        stems: The beginnings of words that the features of a number look for.
        thresholds: From which probability on a result is given.
        calibration: Probabilities of the trees, and what they stand for.
        claims: The share of the rules' claims without a value that were right.
    """

    boosters: Boosters
    stems: list[str]
    thresholds: dict[str, float]
    calibration: tuple[list[float], list[float]]
    claims: float

    def write(self, directory: Path) -> None:
        """Write what `ResultModel` reads."""
        for name, file in RESULT_TREES.items():
            export_trees(self.boosters[name], columns_of(name, self.stems), directory / file)
        settings = {
            "stems": self.stems,
            "thresholds": self.thresholds,
            "calibration": self.calibration,
            "claims": self.claims,
        }
        text = json.dumps(settings, ensure_ascii=False, indent=1)
        (directory / RESULT_SETTINGS).write_text(text + "\n", encoding="utf-8")


def fit_results(examples: Sequence[Example], settings: ResultSettings | None = None) -> Fitted:
    """Fit all trees.

    The trees of whole results learn from what the first trees say of papers that those have not seen, and
    thresholds and calibration are taken from whole results that no tree has seen.

    Args:
        examples: Texts with their annotations, in at least two folds.
        settings: How the trees are grown.
    """
    settings = settings or ResultSettings()
    stems = choose_stems(examples, settings.stems)
    tables = Tables(examples, stems)
    valued = [i for i, example in enumerate(examples) if example.reading.values]
    wholes = _unseen_wholes(tables, valued, settings)
    said = _unseen_chances(examples, wholes, settings)
    boosters = fit_first(tables, valued, settings)
    rows, right = _stacked(wholes, valued)
    boosters["whole"] = grow("whole", rows, right, settings)
    found = [i for i in valued if examples[i].found]
    chances, truths = (
        np.concatenate([said[i] for i in found]),
        np.concatenate([wholes[i].right for i in found]),
    )
    sizes = [size for i in found for size in wholes[i].sizes]
    annotated = sum(example.annotated for example in examples if example.found)
    thresholds = choose_thresholds(chances, truths, sizes, annotated)
    return Fitted(boosters, stems, thresholds, calibrate(chances, truths), _right_claims(examples))


def _unseen_wholes(tables: Tables, valued: Sequence[int], settings: ResultSettings) -> dict[int, Wholes]:
    """The proposals of each example by first trees that have not seen its fold."""
    wholes: dict[int, Wholes] = {}
    for fold in sorted({tables.examples[i].fold for i in valued}):
        seen = [i for i in valued if tables.examples[i].fold != fold]
        predict = asking(fit_first(tables, seen, settings))
        for i in valued:
            if tables.examples[i].fold == fold:
                wholes[i] = wholes_of(tables.examples[i], score(tables.rows[i], predict))
    return wholes


def _unseen_chances(
    examples: Sequence[Example], wholes: dict[int, Wholes], settings: ResultSettings
) -> dict[int, Labelled]:
    """What trees of whole results say of the proposals of each example, without having seen its fold."""
    said: dict[int, Labelled] = {}
    for fold in sorted({examples[i].fold for i in wholes}):
        rows, right = _stacked(wholes, [i for i in wholes if examples[i].fold != fold])
        booster = grow("whole", rows, right, settings)
        for i, whole in wholes.items():
            if examples[i].fold == fold:
                said[i] = np.asarray(booster.predict(whole.rows, num_threads=1), np.float32)
    return said


def _stacked(wholes: dict[int, Wholes], chosen: Sequence[int]) -> tuple[Labelled, Labelled]:
    return (
        np.concatenate([wholes[i].rows for i in chosen]),
        np.concatenate([wholes[i].right for i in chosen]),
    )


def _right_claims(examples: Sequence[Example]) -> float:
    """How many of the rules' claims without a value were annotated."""
    right = total = 0
    for example in examples:
        if example.found:
            for claim in example.reading.claims:
                slots = {"metric": claim.metric, "dataset": claim.dataset, "method": claim.method}
                right += any(
                    all(example.labels.fills(entity, slot, result) for slot, entity in slots.items())
                    for result in example.labels.claims
                )
                total += 1
    return round(right / max(1, total), 3)
