"""The scores that a trained model carries: those of the folds that it was chosen by."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import TypeAdapter

from extractors.evaluation.calibration import Reliability
from extractors.evaluation.card import Measure, ScoreCard
from extractors.model import packaged_model
from extractors.model_files import SCORES
from kg.errors import RecordInvalid


@dataclass(frozen=True, slots=True)
class PublishedScores:
    """Scores by cross-validation: each paper is read by a model that has not seen it.

    Args:
        papers: How many were measured.
        taught: From how many of them the models learned, those of the other folds.
        folds: The measures, over the predictions of all folds together.
        by_type: Mentions and entities, by the name of the measure and the entity type.
        calibration: By the kind of fact that carries a confidence.
        learning_curve: The measures of models that learned from fewer papers, by how many.
    """

    papers: int
    taught: int
    folds: dict[str, Measure]
    by_type: dict[str, dict[str, Measure]]
    calibration: dict[str, Reliability]
    learning_curve: dict[int, dict[str, Measure]]

    @classmethod
    def of(cls, card: ScoreCard, taught: int) -> PublishedScores:
        """The scores of the folds of a recipe that learned from so many papers."""
        return cls(card.papers, taught, card.measures, card.by_type, card.calibration, {})

    def with_curve(self, smaller: Iterable[PublishedScores]) -> PublishedScores:
        """The same beside the scores of recipes that learned from fewer papers.

        Raises:
            RecordInvalid: One of them measured other papers, or did not learn from fewer.
        """
        curve = {}
        for scores in sorted(smaller, key=lambda scores: scores.taught):
            if scores.papers != self.papers or scores.taught >= self.taught:
                raise RecordInvalid(
                    f"These scores are of {scores.papers} papers by models that learned from "
                    f"{scores.taught}; those of the model are of {self.papers} and {self.taught}.",
                    remedy="Train with the same papers, and with a lower setting `papers`.",
                )
            curve[scores.taught] = scores.folds
        return replace(self, learning_curve=curve)

    def to_json(self) -> str:
        """As a JSON file; equal scores give equal text."""
        return json.dumps(_SCORES.dump_python(self, mode="json"), indent=1) + "\n"

    @staticmethod
    def from_json(text: str | bytes) -> PublishedScores:
        """The inverse of `to_json`. Raises pydantic.ValidationError."""
        return _SCORES.validate_json(text)


_SCORES = TypeAdapter(PublishedScores)


def published_scores() -> PublishedScores | None:
    """The scores of the model that the package brings, or None if it brings no model."""
    path = packaged_scores()
    return PublishedScores.from_json(path.read_bytes()) if path.is_file() else None


def packaged_scores() -> Path:
    """Where the scores of the package's model are, if it brings one."""
    return packaged_model() / SCORES
