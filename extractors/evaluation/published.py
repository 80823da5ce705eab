"""The scores that a trained model carries: those of the folds that it was chosen by."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files

from pydantic import TypeAdapter

from extractors.evaluation.calibration import Reliability
from extractors.evaluation.card import Measure, ScoreCard


@dataclass(frozen=True, slots=True)
class PublishedScores:
    """Scores by cross-validation: each paper is read by a model that has not seen it.

    Args:
        papers: How many there are.
        folds: The measures, over the predictions of all folds together.
        by_type: Mentions and entities, by the name of the measure and the entity type.
        calibration: By the kind of fact that carries a confidence.
        learning_curve: The measures by how many papers the models were trained on.
    """

    papers: int
    folds: dict[str, Measure]
    by_type: dict[str, dict[str, Measure]]
    calibration: dict[str, Reliability]
    learning_curve: dict[int, dict[str, Measure]]

    @classmethod
    def of(cls, card: ScoreCard, curve: dict[int, ScoreCard]) -> PublishedScores:
        """The scores of the folds, and those of models that were trained on fewer papers."""
        smaller = {papers: each.measures for papers, each in sorted(curve.items())}
        return cls(card.papers, card.measures, card.by_type, card.calibration, smaller)

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
    path = files("extractors") / "models" / "scores.json"
    return PublishedScores.from_json(path.read_bytes()) if path.is_file() else None
