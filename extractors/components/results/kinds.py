"""Whether a value is a score, a difference or a speedup, and which way it moved."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.components.results.cues import cues
from extractors.components.results.frame import Frame, Series
from kg.records import Change, ResultKind

_WINDOW = 120


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind, and whether a cue said so.

    Args:
        kind: What the value is.
        change: Which way it moved, where the cue tells.
        end: Up to where the text is used up by this series, so that its cue is not read for the next one.
        cued: False when it is only the default.
    """

    kind: ResultKind
    change: Change | None
    end: int
    cued: bool


def kind_of(frame: Frame, series: Series, previous_end: int) -> Kind:
    """The kind of a series; one holds for all its quantities.

    Args:
        frame: The sentence.
        series: The quantities.
        previous_end: Up to where the text before the series is used up.
    """
    before = frame.mask[max(previous_end, series.start - _WINDOW) : series.start]
    after = frame.mask[series.end : min(frame.end, series.end + _WINDOW)]
    found = _speedup(series, before, after) or _difference(frame, series, before, after)
    return found or _default(frame, series, before)


def _speedup(series: Series, before: str, after: str) -> Kind | None:
    patterns = cues()
    if speed := patterns.speed_after.match(after):
        measured = patterns.speed_of.match(after, speed.end())
        kind = ResultKind.IMPROVEMENT if measured else ResultKind.SPEEDUP
        return Kind(kind, Change.INCREASE, series.end + speed.end("cue"), cued=True)
    if series.quantities[-1].unit == "x" and patterns.speed_before.search(before):
        return Kind(ResultKind.SPEEDUP, Change.INCREASE, series.end, cued=True)
    return None


def _difference(frame: Frame, series: Series, before: str, after: str) -> Kind | None:
    patterns = cues()
    for pattern in (patterns.noun_after, patterns.comparative_after, patterns.worded_after):
        if cue := pattern.match(after):
            change = _change(cue["cue"])
            return Kind(ResultKind.IMPROVEMENT, change, series.end + cue.end("cue"), cued=True)
    if "+" in frame.text[series.start : series.quantities[0].number[0]]:
        return Kind(ResultKind.IMPROVEMENT, Change.INCREASE, series.end, cued=True)
    if cue := _cue_before(before, hedged=series.quantities[0].bound is not None):
        return Kind(ResultKind.IMPROVEMENT, _change(cue["cue"]), series.end, cued=True)
    return None


def _cue_before(before: str, *, hedged: bool) -> re.Match[str] | None:
    patterns = cues()
    if before.rstrip().endswith("from"):
        return None
    for pattern in (patterns.verb_by, patterns.noun_before, patterns.verb_before):
        if cue := pattern.search(before):
            return cue
    if cue := patterns.bracket_before.search(before):
        # `outperforms BERT (58.6%)` gives the beaten's value, `outperforms BERT (up to 7%)` the difference.
        return cue if hedged or before.rstrip(" (").endswith("\ue000") else None
    return None if patterns.scored.search(before) else patterns.noun_far_before.search(before)


def _default(frame: Frame, series: Series, before: str) -> Kind:
    """Without a cue a factor or points are a difference, unless the text gives them as a score."""
    patterns, unit = cues(), series.quantities[-1].unit
    left, right = max(frame.start, series.start - 20), min(frame.end, series.end + 24)
    around = f"{frame.text[left : series.start]} {frame.text[series.end : right]}"
    if unit == "x" and not patterns.ratio.search(around):
        return Kind(ResultKind.IMPROVEMENT, None, series.end, cued=False)
    if unit == "points" and not patterns.scored.search(before):
        return Kind(ResultKind.IMPROVEMENT, None, series.end, cued=False)
    return Kind(ResultKind.ABSOLUTE, None, series.end, cued=False)


def _change(cue: str) -> Change | None:
    patterns = cues()
    if patterns.fall.fullmatch(cue):
        return Change.DECREASE
    return Change.INCREASE if patterns.rise.fullmatch(cue) else None
