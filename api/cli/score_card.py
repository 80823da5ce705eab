"""The score card on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import TYPE_CHECKING

from api.cli.output import print_table

if TYPE_CHECKING:
    from extractors.evaluation.calibration import Bin, Reliability
    from extractors.evaluation.card import Measure, ScoreCard

_CALIBRATION = "Calibration. How sure: how often right (of how many)"


def show_card(card: ScoreCard) -> None:
    """The measures, and the calibration where there is one."""
    print_table(
        ("measure", "precision", "recall", "F1", "95% of F1", "gold", "found"),
        (_row(name, measure) for name, measure in _measures(card)),
        title=f"{card.papers:,} papers",
    )
    if card.calibration:
        print_table(tuple(card.calibration), _tenths(card.calibration), title=_CALIBRATION)


def _measures(card: ScoreCard) -> Iterator[tuple[str, Measure]]:
    for name, measure in card.measures.items():
        yield name, measure
        for kind, typed in card.by_type.get(name, {}).items():
            yield f"{name}.{kind}", typed


def _row(name: str, measure: Measure) -> tuple[object, ...]:
    figures = (f"{share:.3f}" for share in (measure.precision, measure.recall, measure.f1))
    return name, *figures, f"{measure.low:.3f}-{measure.high:.3f}", measure.gold, measure.predicted


def _tenths(calibration: Mapping[str, Reliability]) -> Iterator[tuple[str, ...]]:
    for bins in zip_longest(*(kind.bins for kind in calibration.values())):
        yield tuple(map(_bin, bins))
    yield tuple(f"error {kind.ece:.3f} ({kind.count:,})" for kind in calibration.values())


def _bin(bin_: Bin | None) -> str:
    return f"{bin_.confidence:.2f}: {bin_.right:.2f} ({bin_.count:,})" if bin_ else ""
