"""Probabilities that hold: isotonic regression over held-out papers (Zadrozny and Elkan 2002)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_BINS = 24
_LEAST = 0.02


def calibrate(
    said: NDArray[np.float32], right: NDArray[np.float32], bins: int = _BINS
) -> tuple[list[float], list[float]]:
    """Where what was said lies, and how often it was right there, never falling; to be interpolated.

    Args:
        said: Probabilities.
        right: 1 where what they are of was right, else 0.
        bins: How many steps, of equally many cases each, at most. What is all but impossible is left out.
    """
    kept = said >= _LEAST
    order = np.argsort(said[kept], kind="stable")
    blocks: list[list[float]] = []
    for part in np.array_split(order, max(1, min(bins, len(order) // 20))):
        if not len(part):
            continue
        blocks.append([float(said[kept][part].sum()), float(right[kept][part].sum()), float(len(part))])
        while len(blocks) > 1 and _rate(blocks[-2]) > _rate(blocks[-1]):
            last = blocks.pop()
            blocks[-1] = [a + b for a, b in zip(blocks[-1], last, strict=True)]
    places = [0.0, *(round(block[0] / block[2], 4) for block in blocks)]
    rates = [0.0, *(round(_rate(block), 4) for block in blocks)]
    return places, rates


def _rate(block: list[float]) -> float:
    return block[1] / block[2]
