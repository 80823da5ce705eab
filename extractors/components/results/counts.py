"""Numbers that count things (`12 datasets`, `64 LVLMs`, `a 7B model`) and so measure nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby

from extractors.components.annotations import Quantity
from extractors.patterns.results import load_patterns, words


class _Patterns:
    """The compiled patterns of `patterns/results/measures.toml` that concern counts."""

    def __init__(self) -> None:
        data = load_patterns("measures")
        connectors = words(data["connectors"]["forms"])
        self.counted = re.compile(rf"\s(?!(?:{connectors})(?!\w))(?:[a-z][\w-]*|[\ue001-\ue003])", re.I)
        self.metric_before = re.compile(
            r"\ue000\)?\s?(?:scores?\s)?(?:of|=|:|is|to|by|at|\()?\s?(?:an?\s|the\s)?$"
        )
        self.count_units = frozenset(data["units"]["count"])


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    return _Patterns()


def without_counts(text: str, mask: str, quantities: Sequence[Quantity]) -> list[Quantity]:
    """The quantities that do not count things; a list counts as a whole.

    Args:
        text: Normalised text.
        mask: The same with mentions and quantities masked.
        quantities: Those of the text, in order.
    """
    kept: list[Quantity] = []
    for _, members in groupby(
        enumerate(quantities), lambda pair: (pair[1].group, pair[0] if pair[1].group is None else None)
    ):
        series = [quantity for _, quantity in members]
        if not _counts(text, mask, series):
            kept.extend(series)
    return kept


def _counts(text: str, mask: str, series: Sequence[Quantity]) -> bool:
    patterns = _patterns()
    counted = patterns.counted.match(mask, series[-1].span[1])
    if series[-1].unit in patterns.count_units:
        return counted is not None
    if any(q.unit is not None or "." in text[slice(*q.number)] for q in series):
        return False
    start = series[0].span[0]
    return counted is not None and not patterns.metric_before.search(mask, max(0, start - 40), start)
