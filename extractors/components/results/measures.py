"""Whether a number is an outcome, or a size, a setting or a count."""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.components.results.frame import Frame, Series
from extractors.components.results.kinds import Kind
from extractors.components.results.patterns import load_patterns, words


class _Patterns:
    def __init__(self) -> None:
        data = load_patterns("measures")
        self.counted = re.compile(
            rf"\s(?!(?:{words(data['connectors']['forms'])})(?!\w))(?:[a-z][\w-]*|[\ue001-\ue003])", re.I
        )
        self.setting_before = re.compile(rf"\b(?:{words(data['setting_before']['forms'])})\s?$", re.I)
        self.setting_after = re.compile(rf"\s?(?:{words(data['setting_after']['forms'])})", re.I)
        self.size_units = frozenset(data["units"]["size"])
        self.plain_units = frozenset(data["units"]["plain"])


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    return _Patterns()


def is_outcome(
    frame: Frame, series: Series, kind: Kind, metric_cost: float | None, dataset_cost: float | None
) -> bool:
    """Whether a series is reported as a result.

    Args:
        frame: The sentence.
        series: The quantities.
        kind: Their kind and whether a cue said so.
        metric_cost: How far the metric is, None without one.
        dataset_cost: The same of the data set.
    """
    patterns = _patterns()
    unit = series.quantities[-1].unit
    after = frame.mask[series.end : frame.end]
    near = metric_cost is not None and metric_cost <= 0.5
    if unit in patterns.size_units:
        return near
    if unit is None and not near and not kind.cued:
        bare = all(
            q.value == q.value.to_integral_value() and "." not in frame.text[slice(*q.number)]
            for q in series.quantities
        )
        if bare and (patterns.counted.match(after) or metric_cost is None or metric_cost > 2):
            return False
    if (
        not near
        and patterns.setting_before.search(frame.mask[frame.start : series.start])
        and patterns.setting_after.match(after)
    ):
        return False
    if metric_cost is not None:
        return True
    if unit in patterns.plain_units:
        return kind.cued or (dataset_cost is not None)
    return unit is None and (kind.cued or (dataset_cost is not None and dataset_cost <= 3))
