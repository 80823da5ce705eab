"""Whether a number is an outcome, or a size or a setting."""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.components.results.datasets import DatasetLink
from extractors.components.results.frame import Frame, Series
from extractors.components.results.kinds import Kind
from extractors.components.results.metrics import MetricLink
from extractors.patterns.results import load_patterns, words


class _Patterns:
    """The compiled patterns of `patterns/results/measures.toml`."""

    def __init__(self) -> None:
        data = load_patterns("measures")
        self.setting_before = re.compile(rf"\b(?:{words(data['setting_before']['forms'])})\s?$", re.I)
        self.setting_after = re.compile(rf"\s?(?:{words(data['setting_after']['forms'])})", re.I)
        self.share_after = re.compile(r"\sof\s(?:the\s|all\s|our\s)?(?:[a-z-]+\s){0,2}[a-z-]+s\b(?![’'])")
        self.contrast = re.compile(rf"(?:{words(data['contrast']['forms'])})\s?$", re.I)
        self.size_units = frozenset(data["units"]["size"])
        self.plain_units = frozenset(data["units"]["plain"])


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    return _Patterns()


def is_outcome(
    frame: Frame, series: Series, kind: Kind, metric: MetricLink | None, dataset: DatasetLink | None
) -> bool:
    """Whether a series is reported as a result.

    Args:
        frame: The sentence.
        series: The quantities.
        kind: Their kind and whether a cue said so.
        metric: The metric that is near.
        dataset: The data set of the sentence.
    """
    patterns = _patterns()
    unit = series.quantities[-1].unit
    cost = metric.cost if metric and metric.cost is not None else None
    before, after = frame.mask[frame.start : series.start], frame.mask[series.end : frame.end]
    if unit in patterns.size_units:
        return cost is not None and cost <= 1.5
    setting = patterns.setting_before.search(before) and patterns.setting_after.match(after)
    if setting and (cost is None or cost > 0.5):
        return False
    if (
        unit is None
        and not kind.cued
        and not all("." in frame.text[slice(*q.number)] for q in series.quantities)
    ):
        return (cost is not None and cost <= 2) or bool(patterns.contrast.search(before))
    if metric:
        return True
    if unit in patterns.plain_units:
        return kind.cued or (dataset is not None and not patterns.share_after.match(after))
    return unit is None and (kind.cued or (dataset is not None and dataset.cost <= 3))
