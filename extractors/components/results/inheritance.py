"""What a value takes over from the values beside it in the sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.components.results.frame import Frame, Series
from extractors.components.results.gaps import gap_cost
from extractors.components.results.kinds import Kind
from extractors.components.results.metrics import MetricLink, weights
from kg.records import ResultKind

# Between two values these start a new statement, so that the second has a kind of its own.
_NEW_STATEMENT = re.compile(
    r"\b(?:achiev|reach|attain|obtain|yield|maintain|retain|preserv|scor)\w*|\b(?:(?<!terms )of|from|while|with|at)\b|;"
)


def continued_kinds(frame: Frame, serieses: Sequence[Series], kinds: Sequence[Kind]) -> list[Kind]:
    """A value that only continues the list before it has the kind of the one before."""
    result: list[Kind] = []
    for i, kind in enumerate(kinds):
        if i and not kind.cued and result[-1].kind is not ResultKind.ABSOLUTE:
            gap = frame.mask[serieses[i - 1].end : serieses[i].start]
            if not _NEW_STATEMENT.search(gap) and not gap.rstrip().endswith("("):
                result.append(replace(result[-1], end=kind.end))
                continue
        result.append(kind)
    return result


def continued_metrics(
    frame: Frame, serieses: Sequence[Series], kinds: Sequence[Kind], links: Sequence[MetricLink | None]
) -> list[MetricLink | None]:
    """A value without a metric near it shares the one of the value before, or of the one that follows its list."""
    result = list(links)
    for i, (kind, link) in enumerate(zip(kinds, links, strict=True)):
        if kind.kind is ResultKind.SPEEDUP and link and (link.cost is None or link.cost > 0.5):
            result[i] = None
    for i in range(1, len(result)):
        if result[i] is None and (before := result[i - 1]) and _alike(serieses, kinds, i - 1, i):
            result[i] = MetricLink(
                before.metrics,
                pairwise=before.pairwise and len(serieses[i].quantities) == len(before.metrics),
                cost=None,
            )
    for i in range(len(result) - 2, -1, -1):
        gap = frame.mask[serieses[i].end : serieses[i + 1].start]
        if (
            result[i] is None
            and (after := result[i + 1])
            and _alike(serieses, kinds, i, i + 1)
            and gap_cost(gap) <= weights()["list_gap"]
        ):
            result[i] = MetricLink(after.metrics, pairwise=False, cost=None)
    return result


def _alike(serieses: Sequence[Series], kinds: Sequence[Kind], i: int, j: int) -> bool:
    """Whether two series can be values of one measure."""
    units = [serieses[k].quantities[-1].unit for k in (i, j)]
    if ResultKind.SPEEDUP in (kinds[i].kind, kinds[j].kind):
        return False
    return units[0] == units[1] != "x"
