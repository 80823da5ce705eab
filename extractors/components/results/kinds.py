"""Whether a value is a score, a difference or a speedup, and which way it moved."""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.components.results.frame import Frame, Series
from extractors.components.results.patterns import load_patterns, words
from kg.records import Change, ResultKind

_MENTION = r"[\ue000-\ue003]+"
_WINDOW = 110


class _Cues:
    def __init__(self) -> None:
        data = load_patterns("cues")
        up, down = data["nouns"]["increase"], data["nouns"]["decrease"]
        noun = words([*up, *down, *data["nouns"]["unstated"]])
        comparative = words([*data["comparatives"]["increase"], *data["comparatives"]["decrease"]])
        verb = words([*data["verbs"]["increase"], *data["verbs"]["decrease"]])
        falling = words(data["verbs"]["decrease"])
        speed = words(data["speed"]["forms"])
        filler = words(data["filler"]["forms"])
        fill = rf"(?:(?:{filler}|{_MENTION}|-)\s?(?:\([^()]{{1,30}}\)\s?)?)"
        self.rise = re.compile(
            rf"\b(?:{words([*up, *data['comparatives']['increase'], *data['verbs']['increase']])})\b", re.I
        )
        self.fall = re.compile(
            rf"\b(?:{words([*down, *data['comparatives']['decrease'], *data['verbs']['decrease']])})\b", re.I
        )
        self.noun_after = re.compile(rf"\s?\)?-?\s?{fill}{{0,5}}(?P<cue>{noun})(?!\w)", re.I)
        self.comparative_after = re.compile(rf"\s?{fill}{{0,3}}(?P<cue>{comparative})(?!\w)", re.I)
        self.noun_before = re.compile(
            rf"\b(?P<cue>{noun})(?:\s(?:scores?|rates?|performance))?(?:\s?(?:in|of|for|on|over|to|with|from)\s(?:[^,;.\ue004]{{0,60}}?))?(?:\s?(?:of|by|:|is|are|was|with|as\s\w+\sas|\())?\s?(?:an?\s|the\s|average\s|relative\s|absolute\s|around\s|additional\s|of\s)*$",
            re.I,
        )
        self.verb_by = re.compile(
            rf"\b(?P<cue>{verb})\b[^;.\ue004]{{0,110}}?\bby\s(?:\w+\s){{0,4}}?\(?$", re.I
        )
        self.verb_direct = re.compile(
            rf"\b(?P<cue>{falling}|improv(?:es?|ed|ing)|gain(?:s|ed|ing)?|rise|rises|rose)\s(?:(?:the|an?|only|just|merely|average|additional)\s)*$",
            re.I,
        )
        self.speed_after = re.compile(
            rf"\s?\)?-?\s?(?:(?:{filler}|{_MENTION}|average|higher|in)\s?){{0,4}}(?P<cue>{speed})(?!\w)", re.I
        )
        self.speed_before = re.compile(
            rf"\b(?P<cue>{speed}|accelerat(?:es?|ed|ing)|speed(?:s|ing)?)\b[^;.\ue004]{{0,60}}$", re.I
        )
        self.ratio = re.compile(r"(?:ratio|rate|factor|compression)s?\b", re.I)


@lru_cache(maxsize=1)
def _cues() -> _Cues:
    return _Cues()


def kind_of(frame: Frame, series: Series, previous_end: int) -> tuple[ResultKind, Change | None] | None:
    """The kind of a series and the change that its quote states; None when nothing around it says so.

    Args:
        frame: The sentence.
        series: The quantities; one kind holds for all of them.
        previous_end: Where the quantity before this series ends, or the start of the sentence.
    """
    cues = _cues()
    before = frame.mask[max(previous_end, series.start - _WINDOW) : series.start]
    after = frame.mask[series.end : min(frame.end, series.end + _WINDOW)]
    factor = series.quantities[-1].unit == "x"
    speed = cues.speed_after.match(after) or cues.speed_before.search(before)
    if speed and (factor or speed.re is cues.speed_after):
        return ResultKind.SPEEDUP, Change.INCREASE
    cue = (
        cues.noun_after.match(after)
        or cues.comparative_after.match(after)
        or cues.verb_by.search(before)
        or cues.noun_before.search(before)
        or cues.verb_direct.search(before)
    )
    if cue:
        return ResultKind.IMPROVEMENT, _change(cues, cue["cue"])
    if "+" in frame.text[series.start : series.quantities[0].number[0]]:
        return ResultKind.IMPROVEMENT, Change.INCREASE
    if factor and not cues.ratio.search(before[-20:] + " " + after[:24]):
        return ResultKind.IMPROVEMENT, None
    return None


def _change(cues: _Cues, cue: str) -> Change | None:
    if cues.fall.fullmatch(cue):
        return Change.DECREASE
    if cues.rise.fullmatch(cue):
        return Change.INCREASE
    return None
