"""Links each series of quantities of a sentence to the metric, or the list of metrics, that it measures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from extractors.components.annotations import FoundEntity
from extractors.components.results.coordination import lists
from extractors.components.results.frame import QUANTITY_MASK, Frame, Mention, Series
from extractors.components.results.gaps import gap_cost
from extractors.components.results.patterns import load_patterns
from kg.records import EntityType

_OWN_VALUE_AFTER = re.compile(rf"\s?(?:scores?\s)?(?:of|:|=|is|by|at|\()?\s?{QUANTITY_MASK}")


@dataclass(slots=True)
class MetricLink:
    """The metrics of one series: one for each quantity, or all of them for each."""

    metrics: list[FoundEntity]
    pairwise: bool
    cost: float


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    weights: dict[str, float] = load_patterns("weights")["metrics"]
    return weights


def link_metrics(frame: Frame) -> list[MetricLink | None]:
    """For each series of the sentence its metric link, or None where no metric is near."""
    runs = lists(frame, frame.of(EntityType.METRIC))
    return [_nearest(frame, series, runs) for series in frame.series]


def _nearest(frame: Frame, series: Series, runs: list[list[Mention]]) -> MetricLink | None:
    weights = _weights()
    best: tuple[float, list[Mention], bool] | None = None
    for run in runs:
        for mention in run:
            if mention.start < series.end and series.start < mention.end:
                return MetricLink([mention.entity], pairwise=False, cost=0.0)
        if run[-1].end <= series.start:
            cost = gap_cost(frame.mask[run[-1].end : series.start]) + weights["before_bias"]
            after = False
        elif run[0].start >= series.end:
            cost = gap_cost(frame.mask[series.end : run[0].start]) + weights["after_bias"]
            after = True
        else:
            continue
        if best is None or cost < best[0]:
            best = (cost, run, after)
    if best is None or best[0] > weights["max_cost"]:
        return None
    cost, run, after = best
    run = _shared(frame, run, after=after, count=len(series.quantities))
    return MetricLink([m.entity for m in run], pairwise=len(run) == len(series.quantities), cost=cost)


def _shared(frame: Frame, run: list[Mention], *, after: bool, count: int) -> list[Mention]:
    """The members of a list that the series measures; a member with a value of its own is another's."""
    if len(run) == 1 or len(run) == count:
        return run
    if after and _OWN_VALUE_AFTER.match(frame.mask, run[-1].end):
        return run[:1]
    if not after and re.search(rf"{QUANTITY_MASK}\s?$", frame.mask[frame.start : run[0].start]):
        return run[-1:]
    return run
