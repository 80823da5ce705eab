"""Whether confidences mean what they say: of the facts that are 80% sure, 80% should be right.

The bins have equal mass, that is about equally many facts each, and not equal width: extractors are mostly
sure, so bins of equal width would leave some empty and put most facts into one, which would hide whether its
surest facts are better than its least sure ones (Nixon et al. 2019, Measuring Calibration in Deep Learning).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractors.evaluation.judgements import Judgement

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Facts of about one confidence.

    Args:
        low, high: The least and the greatest confidence.
        count: How many facts.
        confidence: Their mean confidence.
        right: The share of them that is right.
    """

    low: float
    high: float
    count: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """How well the confidences of one kind of fact are calibrated.

    Args:
        count: How many facts there are.
        ece: The expected calibration error: the gap between mean confidence and share of right facts,
            averaged over the bins by how many facts they hold (Guo et al. 2017, On Calibration of Modern
            Neural Networks). Chance alone leaves a gap, so it means little for a few dozen facts.
        bins: From the least sure to the surest.
    """

    count: int
    ece: float
    bins: tuple[Bin, ...]


def reliability(judgements: Sequence[Judgement]) -> Reliability:
    """The calibration of some facts; equal confidences are never parted, so there may be fewer than ten bins.

    Raises:
        ValueError: There are no facts.
    """
    if not judgements:
        raise ValueError("there is no calibration of nothing")
    table = np.array(judgements, dtype=np.float64)
    table = table[np.argsort(table[:, 0], kind="stable")]
    bins = tuple(_bin(part) for part in np.split(table, _borders(table[:, 0])) if len(part))
    gap = sum(b.count * abs(b.confidence - b.right) for b in bins) / len(table)
    return Reliability(len(table), round(gap, 4), bins)


def _borders(confidences: NDArray[np.float64]) -> list[int]:
    """Where each bin but the first begins: at the tenths, moved back to the first of equal confidences."""
    tenths = (len(confidences) * i // BINS for i in range(1, BINS))
    return sorted({int(np.searchsorted(confidences, confidences[i], side="left")) for i in tenths})


def _bin(part: NDArray[np.float64]) -> Bin:
    confidence, right = (round(float(mean), 4) for mean in part.mean(axis=0))
    return Bin(float(part[0, 0]), float(part[-1, 0]), len(part), confidence, right)
