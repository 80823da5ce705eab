"""How far a figure would move had other papers been annotated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from extractors.evaluation.measures import Counts

RESAMPLES = 1_000
#: The bounds of 95% of the resamples.
PERCENTILES = (2.5, 97.5)
_SEED = 0


def f1_intervals(papers: Sequence[Mapping[str, Counts]]) -> dict[str, tuple[float, float]]:
    """The 95% interval of the F1 of each measure, by the percentile bootstrap over papers (Efron 1979).

    Whole papers are drawn, not single facts, since what one abstract gets wrong hangs together. The draws are
    the same every time.

    Args:
        papers: The counts of each paper by measure; a measure that a paper lacks counts nothing there.
    """
    names = list(dict.fromkeys(name for counts in papers for name in counts))
    if not names:
        return {}
    nothing = Counts()
    table = np.array([[counts.get(name, nothing) for name in names] for counts in papers], dtype=np.float64)
    draws = np.random.default_rng(_SEED)
    sums = np.empty((RESAMPLES, len(names), len(nothing)))
    for i in range(RESAMPLES):
        weights = np.bincount(draws.integers(len(papers), size=len(papers)), minlength=len(papers))
        sums[i] = np.tensordot(weights, table, axes=1)
    hit, gold, predicted = np.moveaxis(sums, 2, 0)
    # Twice the hits by all that is right or was found is F1 written without precision and recall.
    facts = gold + predicted
    f1 = 2 * hit / np.maximum(1, facts)
    return {name: _middle(f1[facts[:, i] > 0, i]) for i, name in enumerate(names)}


def _middle(f1: NDArray[np.float64]) -> tuple[float, float]:
    """Between which figures 95% lie; draws in which there is nothing to find and nothing found have none."""
    if not len(f1):
        return 0.0, 0.0
    low, high = np.percentile(f1, PERCENTILES)
    return float(low), float(high)
