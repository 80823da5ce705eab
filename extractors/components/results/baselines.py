"""What a difference is against, where the text names it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from extractors.components.annotations import FoundEntity
from extractors.components.results.coordination import lists
from extractors.components.results.draft import Draft
from extractors.components.results.frame import Frame, Series
from extractors.components.results.masks import MASKS, QUANTITY_MASK
from extractors.patterns.results import load_patterns, words
from kg.records import EntityType, ResultKind

_P = MASKS[EntityType.METHOD]


class _Patterns:
    """The compiled patterns of `patterns/results/baselines.toml`."""

    def __init__(self) -> None:
        data = load_patterns("baselines")
        against, beaten, leading = (words(data[part]["forms"]) for part in ("against", "beaten", "leading"))
        between = r"(?:[\w.-]+,?\s){0,7}?"
        self.after = re.compile(rf"[^;.{QUANTITY_MASK}{_P}]{{0,90}}?\b(?:{against})\s{between}(?={_P})", re.I)
        self.before = re.compile(rf"\b(?:{beaten})\s{between}(?P<name>{_P}+)[^;.]{{0,130}}$", re.I)
        self.leading = re.compile(rf"\b(?:{leading})\s{between}(?P<name>{_P}+)[^;.]{{0,300}}$", re.I)
        self.new_rival = re.compile(rf"\b(?:{beaten})\b", re.I)


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    return _Patterns()


def name_baselines(frame: Frame, rows: Sequence[Sequence[Draft]]) -> None:
    """Fill the baselines of the differences and speedups of a sentence.

    Args:
        frame: The sentence.
        rows: The drafts of each series in order, their methods known.
    """
    following: tuple[int, FoundEntity] | None = None
    for row in reversed(rows):
        if row[0].kind.kind is ResultKind.ABSOLUTE:
            following = None
            continue
        series, method = row[0].series, row[0].method
        named, after = _baselines(frame, series, method)
        if not named and following and not _patterns().new_rival.search(frame.mask, series.end, following[0]):
            named, after = [following[1]], True
        for i, draft in enumerate(row):
            if named:
                draft.baseline = named[i] if len(named) == len(row) else named[0]
        # A list of differences names what it is against once, behind its last member.
        following = (series.start, named[0]) if named and after else None


def _baselines(frame: Frame, series: Series, method: FoundEntity | None) -> tuple[list[FoundEntity], bool]:
    """The baselines of a series, one for all values or one for each, and whether they stand behind it."""
    patterns = _patterns()
    after = patterns.after.match(frame.mask, series.end, frame.end)
    if after:
        start = after.end()
    else:
        before = frame.mask[frame.start : series.start]
        starts = [m.start("name") for p in (patterns.before, patterns.leading) for m in p.finditer(before)]
        if not starts:
            return [], False
        start = frame.start + max(starts)
    run = next(
        (r for r in lists(frame, frame.of(EntityType.METHOD)) if r[0].start <= start <= r[-1].start), []
    )
    named = [m.entity for m in run if m.start >= start or not after]
    named = [entity for entity in named if entity is not method]
    return (named if len(named) == len(series.quantities) else named[:1]), after is not None
