"""Whether a value is a score, a difference or a speedup, and which way it moved."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from extractors.components.results.frame import Frame, Series
from extractors.components.results.patterns import load_patterns, words
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


class _Cues:
    def __init__(self) -> None:
        data = load_patterns("cues")
        up, down = data["nouns"]["increase"], data["nouns"]["decrease"]
        noun = words([*up, *down, *data["nouns"]["unstated"]])
        comparative = words([*data["comparatives"]["increase"], *data["comparatives"]["decrease"]])
        verb = words([*data["verbs"]["increase"], *data["verbs"]["decrease"]])
        speed = words(data["speed"]["forms"])
        filler = words(data["filler"]["forms"])
        mention = r"[\ue000-\ue003]+"
        fill = rf"(?:(?:{filler}|{mention}|-)\s?(?:\([^()]{{1,30}}\)\s?)?)"
        rising = [*up, *data["comparatives"]["increase"], *data["verbs"]["increase"]]
        falling = [*down, *data["comparatives"]["decrease"], *data["verbs"]["decrease"]]
        self.rise, self.fall = (
            re.compile(rf"(?:{words(rising)})", re.I),
            re.compile(rf"(?:{words(falling)})", re.I),
        )
        self.noun_after = re.compile(
            rf"\s?\)?(?:\s?\([^()]{{1,30}}\)\s)?-?\s?{fill}{{0,6}}(?P<cue>{noun})(?!\w)", re.I
        )
        self.comparative_after = re.compile(
            rf"\s?(?:{words(f for f in data['filler']['forms'] if f not in ('in', 'of'))}|\s)*(?P<cue>{comparative})(?!\w)",
            re.I,
        )
        self.worded_after = re.compile(
            rf"\s?{mention}\s(?P<cue>{words(c for c in [*data['comparatives']['increase'], *data['comparatives']['decrease']] if c not in data['prepositions']['forms'])})(?!\w)",
            re.I,
        )
        self.noun_before = re.compile(
            rf"\b(?P<cue>{noun})(?:\s(?:scores?|rates?|performance|points))?"
            rf"(?:\s?(?:in|of|for|on|over|to|with|from)\s[^,;.\ue004]{{0,70}}?)?(?:\s?(?:of|by|:|is|are|was|with|as\s\w+\sas|\(|=|,))?"
            rf"\s?(?:(?:an?|the|average|relative|absolute|around|additional|of|respectively)\s)*\(?$",
            re.I,
        )
        self.verb_by = re.compile(
            rf"\b(?P<cue>{verb})\b[^;.\ue004]{{0,130}}?\bby\s(?:\w+\s){{0,4}}?\(?$", re.I
        )
        direct = words([*data["verbs"]["decrease"], *data["verbs"]["direct"]])
        self.verb_direct = re.compile(
            rf"\b(?P<cue>{direct})\s(?:(?:the|an?|only|just|merely|average|additional)\s)*$", re.I
        )
        self.compared = re.compile(
            rf"\b(?P<cue>{words(data['verbs']['compare'])})\b[^;.,\ue004]{{0,80}}\(\s?$", re.I
        )
        self.speed_after = re.compile(
            rf"\s?\)?-?\s?(?:(?:{filler}|{mention}|average|higher|in|as)\s?){{0,4}}(?P<cue>{speed})(?!\w)",
            re.I,
        )
        self.speed_before = re.compile(
            rf"\b(?P<cue>{speed}|accelerat(?:es?|ed|ing)|speed(?:s|ing)?)\b[^;.\ue004]{{0,60}}$", re.I
        )
        self.ratio = re.compile(r"\b(?:ratios?|rates?|factors?|compression)\b", re.I)
        self.scored = re.compile(r"[\ue000]\)?\s?(?:scores?\s)?(?:of|=|:)\s?(?:the\s|an?\s)?$")


@lru_cache(maxsize=1)
def _cues() -> _Cues:
    return _Cues()


def kind_of(frame: Frame, series: Series, previous_end: int) -> Kind:
    """The kind of a series.

    Args:
        frame: The sentence.
        series: The quantities; one kind holds for all of them.
        previous_end: Up to where the text before the series is used up.
    """
    cues = _cues()
    before = frame.mask[max(previous_end, series.start - _WINDOW) : series.start]
    after = frame.mask[series.end : min(frame.end, series.end + _WINDOW)]
    factor = series.quantities[-1].unit == "x"
    if speed := cues.speed_after.match(after):
        return Kind(ResultKind.SPEEDUP, Change.INCREASE, series.end + speed.end("cue"), True)
    if factor and cues.speed_before.search(before):
        return Kind(ResultKind.SPEEDUP, Change.INCREASE, series.end, True)
    for pattern in (cues.noun_after, cues.comparative_after, cues.worded_after):
        if cue := pattern.match(after):
            return Kind(ResultKind.IMPROVEMENT, _change(cues, cue["cue"]), series.end + cue.end("cue"), True)
    if "+" in frame.text[series.start : series.quantities[0].number[0]]:
        return Kind(ResultKind.IMPROVEMENT, Change.INCREASE, series.end, True)
    if not before.rstrip().endswith("from") and not frame.text[series.start : series.end].startswith("from"):
        for pattern in (cues.verb_by, cues.noun_before, cues.verb_direct, cues.compared):
            cue = pattern.search(before)
            if cue and not (pattern is cues.noun_before and cues.scored.search(before)):
                return Kind(ResultKind.IMPROVEMENT, _change(cues, cue["cue"]), series.end, True)
    if factor and not cues.ratio.search(before[-20:] + " " + after[:24]):
        return Kind(ResultKind.IMPROVEMENT, None, series.end, False)
    return Kind(ResultKind.ABSOLUTE, None, series.end, False)


def _change(cues: _Cues, cue: str) -> Change | None:
    if cues.fall.fullmatch(cue):
        return Change.DECREASE
    if cues.rise.fullmatch(cue):
        return Change.INCREASE
    return None
