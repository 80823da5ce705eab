"""Links each series of quantities of a sentence to its data set, or the list of data sets it was measured on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.components.annotations import FoundEntity
from extractors.components.results.coordination import lists
from extractors.components.results.frame import Frame, Mention, Series
from extractors.components.results.gaps import gap_cost
from kg.records import EntityType, Role

_TRAINING = re.compile(
    r"(?:train|tun|distill|learn)(?:ed|ing)\s(?:\w+\s){0,3}(?:on|with|from)\s(?:the\s)?$", re.I
)


@dataclass(slots=True)
class DatasetLink:
    """The data sets of one series: one for each quantity, or all of them for each."""

    datasets: list[FoundEntity]
    pairwise: bool
    cost: float


def link_datasets(frame: Frame) -> list[DatasetLink | None]:
    """For each series of the sentence its data sets, or None where the sentence names none."""
    runs = [run for run in lists(frame, frame.of(EntityType.DATASET)) if not _trained_on(frame, run)]
    if not runs:
        return [None] * len(frame.series)
    return [_nearest(frame, series, runs) for series in frame.series]


def _trained_on(frame: Frame, run: list[Mention]) -> bool:
    return bool(_TRAINING.search(frame.mask[max(frame.start, run[0].start - 40) : run[0].start])) or all(
        m.entity.role is Role.TRAINED for m in run
    )


def _nearest(frame: Frame, series: Series, runs: list[list[Mention]]) -> DatasetLink | None:
    best: tuple[float, list[Mention]] | None = None
    for run in runs:
        if run[-1].end <= series.start:
            cost = gap_cost(frame.mask[run[-1].end : series.start])
        elif run[0].start >= series.end:
            cost = gap_cost(frame.mask[series.end : run[0].start])
        else:
            cost = 0.0
        if best is None or cost < best[0]:
            best = (cost, run)
    assert best is not None
    cost, run = best
    return DatasetLink([m.entity for m in run], pairwise=len(run) == len(series.quantities), cost=cost)
