"""The unit of a value in the light of what it measures."""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.components.annotations import FoundEntity
from extractors.components.results.draft import Draft
from extractors.patterns.results import load_patterns, words

_POINTS_AFTER = re.compile(r"\s?\ue000++\s(?:score\s)?points?\b", re.I)


@lru_cache(maxsize=2)
def _ends_in(table: str) -> re.Pattern[str]:
    """Last words of measures, of a table of `measures.toml`."""
    return re.compile(rf"(?:^|[\s-])(?:{words(load_patterns('measures')[table]['forms'])})$", re.I)


def unit_of(draft: Draft, metric: FoundEntity | None) -> str | None:
    """The unit that a record gives: points of a percentage are `%`, and `1.9 BLEU points` are points."""
    unit = draft.quantity.unit
    if unit is None and _POINTS_AFTER.match(draft.frame.mask, draft.series.end, draft.frame.end):
        unit = "points"
    if unit == "points" and metric is not None and is_percentage(metric.name):
        return "%"
    return unit


def is_percentage(name: str) -> bool:
    """Whether a metric of this name is a percentage."""
    return bool(_ends_in("percentages").search(name))


def clashes(unit: str | None, metric: FoundEntity | None) -> bool:
    """Whether a value in this unit cannot be one of the metric: no accuracy is in frames per second."""
    if metric is None or unit is None:
        return False
    units = load_patterns("measures")["units"]
    if unit in units["time"]:
        return is_percentage(metric.name) or _ends_in("timeless").search(metric.name) is not None
    return unit in units["other"] and is_percentage(metric.name)
