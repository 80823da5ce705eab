"""Which way a value moved, as far as its sentence says.

`reduces`, `higher` and `drop` say it. `improves`, `better` and `outperforms` only judge: an accuracy that
improves has risen and an error that improves has fallen, so what they say depends on what is measured.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from operator import attrgetter

from extractors.components.results.cues import cues
from extractors.components.results.frame import Frame, Series
from extractors.components.results.masks import MASKS, QUANTITY_MASK
from extractors.patterns.results import load_patterns, words
from kg.records import Change, EntityType

# In characters: how far behind a value the metric may begin that is measured, and before a verb its subject.
_REACH, _SUBJECT = 40, 80
# Among how many metrics before a value the judged one is looked for.
_LAST = 4
_WORD = re.compile(r"[^\W\d_]{2,}")
_OTHER = {Change.INCREASE: Change.DECREASE, Change.DECREASE: Change.INCREASE}


class _Patterns:
    """The compiled patterns of `patterns/results/changes.toml`."""

    def __init__(self) -> None:
        lists = {name: words(entry["forms"]) for name, entry in load_patterns("changes").items()}
        self.judging = re.compile(rf"{lists['better']}|{lists['worse']}", re.I)
        self.contest = re.compile(lists["contest"], re.I)
        tail = r"(?:.*[\s(-])?(?:{})\)?"
        self.lower = re.compile(tail.format(f"{lists['errors']}|{lists['costs']}"), re.I)
        self.costs = re.compile(tail.format(lists["costs"]), re.I)
        self.rising, self.falling = (re.compile(lists[name], re.I) for name in ("rising", "falling"))
        metric = f"{MASKS[EntityType.METRIC]}++"
        named = rf"(?:the\s)?(?:(?!(?:{lists['stops']})\b)[\w-]+\s){{0,2}}?(?P<metric>{metric})"
        more = rf"(?:(?:,|\s?/|,?\sand)\s?(?P<more>{metric}))?"
        self.subject = re.compile(rf"{metric}(?:\s[\w-]+){{0,3}}\s?$", re.I)
        self.at = re.compile(rf"[\s-]?(?:points\s)?{named}{more}", re.I)
        self.of = re.compile(
            rf"[^,;{QUANTITY_MASK}]{{0,40}}?\s?(?:in|of|on|for|in terms of)\s{named}{more}", re.I
        )


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    return _Patterns()


def change_after(frame: Frame, series: Series, cue: tuple[int, int]) -> Change | None:
    """What a cue behind a value says.

    `2.4 FID better`, `a 2.4 improvement in FID`, and, where neither names it, what was named last.
    """
    patterns = _patterns()
    metrics = _matched(frame, patterns.at, series.end, cue[0])
    if not metrics and not patterns.contest.fullmatch(frame.text, *cue):
        metrics = _behind(frame, cue[1])
    return _change(frame, series, cue, metrics or _before(frame, series.start))


def change_before(frame: Frame, series: Series, cue: tuple[int, int]) -> Change | None:
    """What a cue before a value says.

    `outperforms X by 2.4 in FID`, `improves FID by 2.4`, `FID improves by 2.4`.
    """
    patterns = _patterns()
    by = frame.text.find(" by ", cue[1], series.start)
    stop = by if by >= 0 else series.start
    metrics = _behind(frame, series.end) or _between(frame, cue[1], stop)
    if not metrics and patterns.contest.fullmatch(frame.text, *cue):
        metrics = _before(frame, cue[0])
    elif not metrics and not _WORD.search(frame.mask, cue[1], stop):
        subject = patterns.subject.search(frame.mask, max(frame.start, cue[0] - _SUBJECT), cue[0])
        metrics = _between(frame, subject.start(), cue[0]) if subject else []
    return _change(frame, series, cue, metrics)


def change_continued(
    frame: Frame, series: Series, cue: tuple[int, int] | None, change: Change | None
) -> Change | None:
    """What a cue says of the next value of its list, when it has said `change` of the one before."""
    metrics = _behind(frame, series.end)
    return _change(frame, series, cue, metrics) if cue and metrics else change


def change_of_speed(frame: Frame, end: int) -> Change | None:
    """What becoming faster says of what is measured: a rate rises, a time falls."""
    return _judged(Change.INCREASE, _matched(frame, _patterns().of, end, frame.end))


def change_of_phrase(frame: Frame, series: Series) -> Change | None:
    """What a phrase that is a factor by itself says: `doubles`, `halves`."""
    patterns, number = _patterns(), series.quantities[0].number
    if patterns.rising.match(frame.text, *number):
        return Change.INCREASE
    return Change.DECREASE if patterns.falling.match(frame.text, *number) else None


def _change(frame: Frame, series: Series, cue: tuple[int, int], metrics: list[str]) -> Change | None:
    if cues().fall.fullmatch(frame.text, *cue):
        said = Change.DECREASE
    elif cues().rise.fullmatch(frame.text, *cue):
        said = Change.INCREASE
    else:
        return _signed(frame, series)
    return _judged(said, metrics) if _patterns().judging.fullmatch(frame.text, *cue) else said


def _judged(said: Change, metrics: list[str]) -> Change | None:
    """The change of these metrics, said as of a measure of which more is better; None if they disagree."""
    lower = {_patterns().lower.fullmatch(metric) is not None for metric in metrics}
    if len(lower) > 1:
        return None
    return _OTHER[said] if lower == {True} else said


def _signed(frame: Frame, series: Series) -> Change | None:
    """`a change of -2.3%`, `a difference of +5 points`."""
    first = series.quantities[0]
    if first.value < 0:
        return Change.DECREASE
    return Change.INCREASE if "+" in frame.text[first.span[0] : first.number[0]] else None


def _behind(frame: Frame, end: int) -> list[str]:
    """The metrics right behind a place: `FID`, `in terms of FID`."""
    at, of = _patterns().at, _patterns().of
    return _matched(frame, at, end, frame.end) or _matched(frame, of, end, end + _REACH)


def _matched(frame: Frame, pattern: re.Pattern[str], start: int, end: int) -> list[str]:
    """The metrics that a pattern finds from `start` on."""
    found = pattern.match(frame.mask, start, min(end, frame.end))
    places = [found.span(group) for group in ("metric", "more") if found[group]] if found else []
    return [name for place in places for name in _between(frame, *place)[:1]]


def _between(frame: Frame, start: int, end: int) -> list[str]:
    """The metrics that begin in a stretch of a sentence."""
    mentions = frame.of(EntityType.METRIC)
    first, last = (bisect_left(mentions, place, key=attrgetter("start")) for place in (start, end))
    return [mention.entity.name for mention in mentions[first:last]]


def _before(frame: Frame, end: int) -> list[str]:
    """The last metric of the sentence before a place; what something costs is not what it is judged by."""
    mentions = frame.of(EntityType.METRIC)
    last = bisect_left(mentions, end, key=attrgetter("start"))
    names = [mention.entity.name for mention in mentions[max(0, last - _LAST) : last]]
    return [name for name in names if not _patterns().costs.fullmatch(name)][-1:]
