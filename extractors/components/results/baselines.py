"""What a difference is against, where the text names it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from extractors.components.annotations import FoundEntity
from extractors.components.results.coordination import lists
from extractors.components.results.frame import MASKS, QUANTITY_MASK, Frame, Mention, Series
from extractors.components.results.patterns import load_patterns, words
from kg.records import EntityType

_P = MASKS[EntityType.METHOD]


class _Patterns:
    def __init__(self) -> None:
        data = load_patterns("baselines")
        against = words(data["against"]["forms"])
        self.after = re.compile(
            rf"[^;.{QUANTITY_MASK}{_P}]{{0,90}}?\b(?:{against})\s(?:[\w-]+\s){{0,4}}?(?={_P})", re.I
        )
        self.before = re.compile(
            rf"\b(?:{words(data['beaten']['forms'])})\s(?:[\w-]+\s){{0,4}}?(?P<name>{_P}+)[^;.]{{0,120}}$",
            re.I,
        )
        self.leading = re.compile(
            rf"\b(?:{words(data['leading']['forms'])})\s(?:[\w-]+\s){{0,4}}?(?P<name>{_P}+)[^;.]{{0,160}}$",
            re.I,
        )


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    return _Patterns()


def baselines_of(frame: Frame, series: Series, method: FoundEntity | None) -> list[FoundEntity]:
    """The baselines of a series: empty, one for all its values, or as many as values."""
    patterns = _patterns()
    runs = lists(frame, frame.of(EntityType.METHOD))
    after = patterns.after.match(frame.mask, series.end, frame.end)
    start = None
    if after:
        start = after.end()
    else:
        before = frame.mask[frame.start : series.start]
        found = [m for p in (patterns.before, patterns.leading) for m in [_last(p, before)] if m]
        if found:
            start = frame.start + found[0].start("name")
    run = next((r for r in runs if r[0].start <= start <= r[-1].start), None) if start is not None else None
    if run is None:
        return []
    entities = [m.entity for m in run if m.entity is not method]
    return entities if len(entities) == len(series.quantities) else entities[:1]


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    match = None
    for match in pattern.finditer(text):
        pass
    return match
