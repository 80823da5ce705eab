"""The score card: every measure with its interval, by entity type, and the calibration of confidences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter

from extractors.evaluation.bootstrap import f1_intervals
from extractors.evaluation.calibration import Reliability, reliability
from extractors.evaluation.comparison import compare
from extractors.evaluation.judgements import judge
from extractors.evaluation.measures import Counts, count
from extractors.evaluation.pairing import TYPES
from extractors.guidelines import Annotation
from kg.records import Paper

#: In the order in which people ask for them.
MEASURES = (
    "mentions",
    "entities",
    "proposed",
    "roles",
    "results",
    "scores",
    "values",
    "reports",
    "complete",
    "conditions",
    "links",
)
#: Those that are counted by entity type as well.
TYPED = ("mentions", "entities")


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure over all papers.

    Args:
        precision, recall, f1: Between 0 and 1, with four decimals.
        low, high: The 95% interval of F1, by a bootstrap over papers.
        hit, gold, predicted: How much is right and found, how much is right, and how much was found.
    """

    precision: float
    recall: float
    f1: float
    low: float
    high: float
    hit: int
    gold: int
    predicted: int


@dataclass(frozen=True, slots=True)
class ScoreCard:
    """How good extraction is on some papers.

    Args:
        papers: How many.
        measures: By name.
        by_type: Mentions and entities, by the name of the measure and the entity type.
        calibration: By the kind of fact that carries a confidence; nothing where none was given.
    """

    papers: int
    measures: dict[str, Measure]
    by_type: dict[str, dict[str, Measure]]
    calibration: dict[str, Reliability]

    def to_json(self) -> dict[str, Any]:
        """As what `json.dumps` takes."""
        card: dict[str, Any] = _CARD.dump_python(self, mode="json")
        return card

    @staticmethod
    def from_json(data: object) -> ScoreCard:
        """The inverse of `to_json`. Raises pydantic.ValidationError."""
        return _CARD.validate_python(data)


_CARD = TypeAdapter(ScoreCard)


def score_card(
    papers: Mapping[str, Paper], gold: Mapping[str, Annotation], predictions: Mapping[str, Annotation]
) -> ScoreCard:
    """The score card of the predictions, as the annotation format writes them.

    Args:
        papers: What was annotated, by id; those without gold are not looked at.
        gold: The annotations that are right.
        predictions: The annotations to measure; a paper that is missing counts as one with nothing found.
    """
    comparisons = list(compare(papers, gold, predictions))
    measures = dict(_measures([count(comparison) for comparison in comparisons]))
    return ScoreCard(
        papers=len(comparisons),
        measures={name: measures[name] for name in MEASURES if name in measures},
        by_type={
            name: {kind: measures[f"{name}.{kind}"] for kind in TYPES if f"{name}.{kind}" in measures}
            for name in TYPED
        },
        calibration={name: reliability(judged) for name, judged in judge(comparisons).items()},
    )


def _measures(papers: Sequence[Mapping[str, Counts]]) -> Iterator[tuple[str, Measure]]:
    intervals = f1_intervals(papers)
    for name, (low, high) in intervals.items():
        total = Counts(*map(sum, zip(*(counts.get(name, Counts()) for counts in papers), strict=True)))
        yield (
            name,
            Measure(
                precision=round(total.precision, 4),
                recall=round(total.recall, 4),
                f1=round(total.f1, 4),
                low=round(low, 4),
                high=round(high, 4),
                **total._asdict(),
            ),
        )
