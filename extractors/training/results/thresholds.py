"""From which probability on results are given: where F1 is best on held-out papers, or as good as best.

Whole results are counted, but a value with its measure is worth something without its method too. So of
thresholds that are within half a point the lowest is taken, which gives the most results.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_FIRST = np.arange(0.04, 0.4, 0.02)
_GIVEN_UP = 0.005
_FURTHER = np.arange(0.3, 0.8, 0.05)


def choose_thresholds(
    said: NDArray[np.float32], right: NDArray[np.float32], sizes: Sequence[int], annotated: int
) -> dict[str, float]:
    """The thresholds of the `first` result of a value and of each `further` one.

    Args:
        said: The probability of each proposal, value after value.
        right: 1 where a proposal is right.
        sizes: How many proposals each value has.
        annotated: How many results there are to find.
    """
    ends = np.cumsum(sizes)
    best = np.zeros(len(said), bool)
    for start, end in zip(ends - sizes, ends, strict=True):
        best[start + int(said[start:end].argmax())] = True
    leader = np.repeat([said[end - size : end].max() for size, end in zip(sizes, ends, strict=True)], sizes)

    def f1(first: float, further: float) -> float:
        given = (best & (said >= first)) | (~best & (said >= further) & (leader >= first))
        return 2 * float(right[given].sum()) / (int(given.sum()) + annotated)

    tried = {(a, b): f1(a, b) for a in _FIRST for b in _FURTHER}
    best_f1 = max(tried.values())
    lowest = min(a for (a, _), reached in tried.items() if reached >= best_f1 - _GIVEN_UP)
    first, further = max((pair for pair in tried if pair[0] == lowest), key=tried.__getitem__)
    return {"first": round(float(first), 3), "further": round(float(further), 3)}
