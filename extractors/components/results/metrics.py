"""Links each series of quantities of a sentence to the metric, or the list of metrics, that it measures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from extractors.components.annotations import FoundEntity
from extractors.components.results.assignment import assign
from extractors.components.results.coordination import lists
from extractors.components.results.frame import Frame, Mention, Series
from extractors.components.results.masks import QUANTITY_MASK
from extractors.components.results.units import clashes
from extractors.patterns.results import load_patterns
from kg.records import EntityType

_OWN_VALUE_AFTER = re.compile(rf"\s?(?:scores?\s)?(?:of|:|=|is|by|at|\()?\s?{QUANTITY_MASK}")
_OWN_VALUE_BEFORE = re.compile(rf"{QUANTITY_MASK}\s?$")
_MEASURED_BY = re.compile(
    r"(?:in terms of|measured by|measured in|with respect to|w\.r\.t\.?)\s(?:[\w-]+\s){0,3}?$", re.I
)

_OWN_SCORE = re.compile(r"\ue001\sscores?\s(?:of|:|=|at)\s$", re.I)
# The value that follows these completes what stands before it.
_BOUND_BEFORE = re.compile(r"\b(?:to|by)\s$|[:=]\s?$")


@dataclass(slots=True)
class MetricLink:
    """The metrics of one series: one for each quantity, or all of them for each."""

    metrics: list[FoundEntity]
    pairwise: bool
    cost: float | None


@lru_cache(maxsize=1)
def weights() -> dict[str, float]:
    """The hand-set costs of `patterns/results/weights.toml`."""
    found: dict[str, float] = load_patterns("weights")["metrics"]
    return found


def link_metrics(frame: Frame, serieses: Sequence[Series]) -> list[MetricLink | None]:
    """For each series its metric link, or None where no metric is near."""
    runs = lists(frame, frame.of(EntityType.METRIC))
    costs = [[_cost(frame, series, run) for run in runs] for series in serieses]
    chosen = assign(costs, none_cost=weights()["max_cost"], sharing=weights()["sharing"])
    return [
        None if j is None else _link(frame, series, runs[j], costs[i][j])
        for i, (series, j) in enumerate(zip(serieses, chosen, strict=True))
    ]


def _cost(frame: Frame, series: Series, run: list[Mention]) -> float:
    if _is_own_score(frame, series) or all(clashes(series.quantities[-1].unit, m.entity) for m in run):
        return float("inf")
    if run[-1].end <= series.start:
        return frame.gap(run[-1].end, series.start, "metrics")
    if run[0].start >= series.end:
        gap = frame.mask[series.end : run[0].start]
        cost = frame.gap(series.end, run[0].start, "metrics")
        if _BOUND_BEFORE.search(frame.mask, frame.start, series.start):
            cost += weights()["bound_before"]
        return cost * weights()["measured_by"] if _MEASURED_BY.search(gap) else cost
    return weights()["unit"]


def _is_own_score(frame: Frame, series: Series) -> bool:
    """Whether a data set is its own measure (`an MT-Bench score of 6.59`)."""
    return bool(_OWN_SCORE.search(frame.mask, max(frame.start, series.start - 20), series.start))


def _link(frame: Frame, series: Series, run: list[Mention], cost: float) -> MetricLink:
    count = len(series.quantities)
    inside = [m for m in run if m.start < series.end and series.start < m.end]
    if inside:
        run = inside[:1]
    elif len(run) not in (1, count) or series.is_range:
        run = _shared(frame, run, after=run[0].start >= series.end)
    return MetricLink([m.entity for m in run], pairwise=len(run) == count and not series.is_range, cost=cost)


def _shared(frame: Frame, run: list[Mention], *, after: bool) -> list[Mention]:
    """The members of a list that the series measures; a member with a value of its own is another's."""
    if after and _OWN_VALUE_AFTER.match(frame.mask, run[-1].end):
        return run[:1]
    if not after and _OWN_VALUE_BEFORE.search(frame.mask, frame.start, run[0].start):
        return run[-1:]
    return run
