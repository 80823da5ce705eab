"""Picks names for values in the order in which both stand in the sentence."""

from __future__ import annotations

from collections.abc import Sequence

_Path = tuple[float, tuple[int | None, ...]]


def assign(costs: Sequence[Sequence[float]], *, none_cost: float, sharing: float) -> list[int | None]:
    """For each row the column that makes the whole cheapest, when columns may repeat but never go back.

    Two lists in one sentence run in parallel (`F1 of 80 and FID of 3`, `80 F1 and 3 FID`), so choosing for
    all values at once settles the direction that a single value leaves open. Dynamic programming over rows
    and columns, in their product.

    Args:
        costs: A row a value, a column a name.
        none_cost: What it costs to leave a value without a name.
        sharing: What it costs to use the column of the row before again.
    """
    columns = len(costs[0]) if costs else 0
    # best[j] is the cheapest way to have placed the rows so far with column j - 1 used last, 0 for none yet.
    best: list[_Path] = [(0.0, ()), *((float("inf"), ()) for _ in range(columns))]
    for row in costs:
        step: list[_Path] = [(total + none_cost, (*path, None)) for total, path in best]
        cheapest = best[0]
        for j, cost in enumerate(row):
            shared = best[j + 1]
            total, path = min(cheapest, (shared[0] + sharing, shared[1]), key=_total)
            step[j + 1] = min(step[j + 1], (total + cost, (*path, j)), key=_total)
            cheapest = min(cheapest, shared, key=_total)
        best = step
    return list(min(best, key=_total)[1])


def _total(path: _Path) -> float:
    return path[0]
