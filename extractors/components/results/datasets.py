"""Links each series of quantities of a sentence to its data set, or to a list of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from extractors.components.annotations import FoundEntity
from extractors.components.results.assignment import assign
from extractors.components.results.coordination import lists
from extractors.components.results.frame import Frame, Mention, Series
from extractors.components.results.masks import MASKS, QUANTITY_MASK
from extractors.patterns.results import load_patterns, words
from kg.records import EntityType, Role

_TRAINING = re.compile(
    r"(?:train|tun|distill|learn)(?:ed|ing)\s(?:\w+\s){0,3}(?:on|with|from)\s(?:the\s)?$", re.I
)
# The end of a data set's name that is the last before a bracket.
_BRACKET = re.compile(
    r"{0}(?=[^{0}{1}{2}(),;\d]{{0,40}}\(\s?$)".format(
        MASKS[EntityType.DATASET], MASKS[EntityType.METHOD], QUANTITY_MASK
    )
)
# How far before a value in brackets its data set is looked for, in characters.
_NEAR = 120


@lru_cache(maxsize=1)
def _in_words() -> re.Pattern[str]:
    data = load_patterns("places")
    few = r"(?:[\w-]+\s)"
    return re.compile(
        rf"\s?{few}{{0,3}}?(?:on|across|in|for)\s{few}{{0,4}}?(?:{words(data['own']['forms'])})\s"
        rf"{few}{{0,3}}?(?:{words(data['tests']['forms'])})\b",
        re.I,
    )


@dataclass(slots=True)
class DatasetLink:
    """The data sets of one series: one for each quantity, or all of them for each."""

    datasets: list[FoundEntity]
    pairwise: bool
    cost: float


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    weights: dict[str, float] = load_patterns("weights")["datasets"]
    return weights


def link_datasets(frame: Frame, serieses: Sequence[Series]) -> list[DatasetLink | None]:
    """For each series its data sets, or None where the sentence names none."""
    runs = [run for run in lists(frame, frame.of(EntityType.DATASET)) if not _trained_on(frame, run)]
    weights = _weights()
    costs = [[_cost(frame, series, run) for run in runs] for series in serieses]
    chosen = assign(costs, none_cost=weights["max_cost"], sharing=weights["sharing"])
    links: list[DatasetLink | None] = []
    for i, (series, j) in enumerate(zip(serieses, chosen, strict=True)):
        if j is None or is_told_in_words(frame, series):
            links.append(None)
            continue
        pairwise = len(runs[j]) == len(series.quantities) and not series.is_range
        links.append(DatasetLink([m.entity for m in runs[j]], pairwise, costs[i][j]))
    return links


def is_told_in_words(frame: Frame, series: Series) -> bool:
    """Whether words behind a value say on what it was measured, and name no data set.

    `87.5% across 8 real-world tasks` is no result on the data set of the value before.
    """
    place = _in_words().match(frame.text, series.end, frame.end)
    if place is None:
        return False
    return MASKS[EntityType.DATASET] not in frame.mask[place.start() : place.end() + 2]


def named_before(frame: Frame, series: Series) -> FoundEntity | None:
    """The data set of a value in brackets right behind its name: `accurate on MNIST digits (99.4%)`."""
    place = _BRACKET.search(frame.mask, max(frame.start, series.start - _NEAR), series.start)
    # Of `A and B (67.6 and 66.6)` each has its own.
    if place is None or len(series.quantities) > 1:
        return None
    return next((m.entity for m in frame.of(EntityType.DATASET) if m.start <= place.start() < m.end), None)


def _trained_on(frame: Frame, run: list[Mention]) -> bool:
    return bool(_TRAINING.search(frame.mask[max(frame.start, run[0].start - 40) : run[0].start])) or all(
        m.entity.role is Role.TRAINED for m in run
    )


def _cost(frame: Frame, series: Series, run: list[Mention]) -> float:
    if run[-1].end <= series.start:
        return frame.gap(run[-1].end, series.start, "datasets")
    if run[0].start >= series.end:
        return frame.gap(series.end, run[0].start, "datasets")
    return 0.0
