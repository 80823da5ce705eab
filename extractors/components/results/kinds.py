"""Whether a value is a score, a difference or a speedup, and which way it moved."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.components.results.changes import (
    change_after,
    change_before,
    change_of_phrase,
    change_of_speed,
)
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
        cue: Where the word stands that says it is a difference, if one does.
    """

    kind: ResultKind
    change: Change | None
    end: int
    cued: bool
    cue: tuple[int, int] | None = None


def kind_of(frame: Frame, series: Series, previous_end: int) -> Kind:
    """The kind of a series; one holds for all its quantities.

    Args:
        frame: The sentence.
        series: The quantities.
        previous_end: Up to where the text before the series is used up.
    """
    before = frame.mask[max(previous_end, series.start - _WINDOW) : series.start]
    after = frame.mask[series.end : min(frame.end, series.end + _WINDOW)]
    found = _speedup(frame, series, before, after) or _difference(frame, series, before, after)
    return found or _default(frame, series, before)


def _speedup(frame: Frame, series: Series, before: str, after: str) -> Kind | None:
    patterns = cues()
    if speed := patterns.speed_after.match(after):
        end = series.end + speed.end("cue")
        if patterns.speed_of.match(after, speed.end()):
            return Kind(ResultKind.IMPROVEMENT, change_of_speed(frame, end), end, cued=True)
        return Kind(ResultKind.SPEEDUP, Change.INCREASE, end, cued=True)
    if series.quantities[-1].unit == "x" and patterns.speed_before.search(before):
        return Kind(ResultKind.SPEEDUP, Change.INCREASE, series.end, cued=True)
    return None


def _difference(frame: Frame, series: Series, before: str, after: str) -> Kind | None:
    patterns = cues()
    for pattern in (patterns.noun_after, patterns.comparative_after, patterns.worded_after):
        if cue := pattern.match(after):
            place = (series.end + cue.start("cue"), series.end + cue.end("cue"))
            change = change_after(frame, series, place)
            return Kind(ResultKind.IMPROVEMENT, change, place[1], cued=True, cue=place)
    hedge = frame.text[series.start : series.quantities[0].number[0]]
    if patterns.within.match(hedge) and patterns.of.match(after):
        return Kind(ResultKind.IMPROVEMENT, None, series.end, cued=True)
    if "+" in hedge:
        return Kind(ResultKind.IMPROVEMENT, Change.INCREASE, series.end, cued=True)
    if cue := _cue_before(before, hedge):
        since = series.start - len(before)
        place = (since + cue.start("cue"), since + cue.end("cue"))
        change = change_before(frame, series, place)
        return Kind(ResultKind.IMPROVEMENT, change, series.end, cued=True, cue=place)
    return None


def _cue_before(before: str, hedge: str) -> re.Match[str] | None:
    patterns = cues()
    # `falls below 90%` tells where it ended, `falls 3%` by how much.
    if before.rstrip().endswith("from") or (patterns.limit.match(hedge) and patterns.moved.search(before)):
        return None
    if cue := _verb_by(before) or patterns.noun_before.search(before) or patterns.verb_before.search(before):
        return cue
    if cue := patterns.bracket_before.search(before):
        # `outperforms BERT (58.6%)` gives the beaten's value, `outperforms BERT (up to 7%)` the difference.
        return cue if hedge.strip() or before.rstrip(" (").endswith("\ue000") else None
    return None if patterns.scored.search(before) else patterns.noun_far_before.search(before)


def _verb_by(before: str) -> re.Match[str] | None:
    """The verb of `by`: the last that is no attribute, so `improves` in `improves pruned models by 3%`."""
    patterns = cues()
    found = [
        cue
        for verb in patterns.verb.finditer(before)
        if (cue := patterns.verb_by.match(before, verb.start()))
    ]
    verbs = [cue for cue in found if not patterns.attribute.match(before, cue.start())]
    return verbs[-1] if verbs else next(iter(found), None)


def _default(frame: Frame, series: Series, before: str) -> Kind:
    """Without a cue a factor or points are a difference, unless the text gives them as a score."""
    patterns, unit = cues(), series.quantities[-1].unit
    left, right = max(frame.start, series.start - 20), min(frame.end, series.end + 24)
    around = f"{frame.text[left : series.start]} {frame.text[series.end : right]}"
    if unit == "x" and not patterns.ratio.search(around):
        return Kind(ResultKind.IMPROVEMENT, change_of_phrase(frame, series), series.end, cued=False)
    if unit == "points" and not patterns.scored.search(before):
        return Kind(ResultKind.IMPROVEMENT, None, series.end, cued=False)
    return Kind(ResultKind.ABSOLUTE, None, series.end, cued=False)
