"""What a value takes over from the values beside it in the sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.components.results.changes import change_continued
from extractors.components.results.frame import Frame, Series
from extractors.components.results.kinds import Kind
from extractors.components.results.metrics import MetricLink, weights
from kg.records import ResultKind

# Between two values these start a new statement, so that the second has a kind of its own.
_NEW_STATEMENT = re.compile(
    r"\b(?:achiev|reach|attain|obtain|yield|maintain|retain|preserv|scor)\w*"
    r"|\b(?:(?<!terms )of|from|while|with|at)\b|;|\(\s*$"
)


def continued_kinds(frame: Frame, serieses: Sequence[Series], kinds: Sequence[Kind]) -> list[Kind]:
    """A value that only continues the list before it has the kind of the one before."""
    result: list[Kind] = []
    for i, kind in enumerate(kinds):
        goes_on = i > 0 and not kind.cued and result[-1].kind is not ResultKind.ABSOLUTE
        factors = all(series.quantities[-1].unit == "x" for series in serieses[max(0, i - 1) : i + 1])
        new = _NEW_STATEMENT.search(frame.mask, serieses[i - 1].end, serieses[i].start) if goes_on else None
        if goes_on and (not new or (factors and new.group().startswith("("))):
            before = result[-1]
            change = change_continued(frame, serieses[i], before.cue, before.change)
            result.append(replace(before, change=change, end=kind.end))
        else:
            result.append(kind)
    return result


def continued_metrics(
    frame: Frame, serieses: Sequence[Series], kinds: Sequence[Kind], links: Sequence[MetricLink | None]
) -> list[MetricLink | None]:
    """A value without a metric shares that of the value before it, or else of the one behind it in its list.

    A speedup measures what stands at the number or nothing.
    """
    result = [
        None
        if link and kind.kind is ResultKind.SPEEDUP and (link.cost or 0.0) > weights()["speedup"]
        else link
        for kind, link in zip(kinds, links, strict=True)
    ]
    for i in range(1, len(result)):
        before = result[i - 1]
        if result[i] is None and before and _alike(serieses, kinds, i):
            pairwise = before.pairwise and len(serieses[i].quantities) == len(before.metrics)
            result[i] = MetricLink(before.metrics, pairwise, cost=None)
    for i in range(len(result) - 1, 0, -1):
        behind = result[i]
        gap = frame.gap(serieses[i - 1].end, serieses[i].start, "metrics")
        takes = result[i - 1] is None and _alike(serieses, kinds, i)
        if behind and takes and gap <= weights()["list_gap"]:
            result[i - 1] = MetricLink(behind.metrics, pairwise=False, cost=None)
    return result


def _alike(serieses: Sequence[Series], kinds: Sequence[Kind], i: int) -> bool:
    """Whether a series can measure the same as the one before it."""
    units = [series.quantities[-1].unit for series in serieses[i - 1 : i + 1]]
    return units[0] == units[1] != "x" and ResultKind.SPEEDUP not in (kinds[i - 1].kind, kinds[i].kind)
