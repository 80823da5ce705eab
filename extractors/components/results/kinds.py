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
    """The compiled patterns of `patterns/results/cues.toml`."""

    def __init__(self) -> None:
        data = load_patterns("cues")
        nouns, comparatives, verbs = data["nouns"], data["comparatives"], data["verbs"]
        rising = [*nouns["increase"], *comparatives["increase"], *verbs["increase"]]
        falling = [*nouns["decrease"], *comparatives["decrease"], *verbs["decrease"]]
        self.rise = re.compile(rf"(?:{words(rising)})", re.I)
        self.fall = re.compile(rf"(?:{words(falling)})", re.I)
        self._after(data)
        self._before(data)
        self._speed(data)
        self.ratio = re.compile(r"\b(?:ratios?|rates?|factors?|compression)\b", re.I)

    def _after(self, data: dict[str, dict[str, list[str]]]) -> None:
        noun = words(form for forms in data["nouns"].values() for form in forms)
        comparatives = [form for forms in data["comparatives"].values() for form in forms]
        filler = data["filler"]["forms"]
        fill = rf"(?:(?:{words(filler)}|{_MENTION}|-)\s?(?:\([^()]{{1,30}}\)\s?)?)"
        self.noun_after = re.compile(
            rf"\s?\)?(?:\s?\([^()]{{1,30}}\)\s)?-?\s?{fill}{{0,6}}(?P<cue>{noun})(?!\w)", re.I
        )
        plain = words(form for form in filler if form not in ("in", "of"))
        self.comparative_after = re.compile(
            rf"\s?(?:(?:{plain})\s)*(?P<cue>{words(comparatives)})(?!\w)", re.I
        )
        worded = words(form for form in comparatives if form not in data["prepositions"]["forms"])
        self.worded_after = re.compile(rf"\s?{_MENTION}\s(?P<cue>{worded})(?!\w)", re.I)

    def _before(self, data: dict[str, dict[str, list[str]]]) -> None:
        noun = words(form for forms in data["nouns"].values() for form in forms)
        verbs = data["verbs"]
        verb = words([*verbs["increase"], *verbs["decrease"]])
        adjective = r"(?:(?:an?|the|average|relative|absolute|around|additional|of|respectively|approximately|mean)\s)*"
        joint = r"(?:of|by|:|is|are|was|with|as\s\w+\sas|can\sbe\sas\s\w+\sas|\(|=|,)"
        measured = rf"(?:in|of|for|on)\s(?:[\w-]+\s){{0,4}}?{_MENTION}(?:\s?\([^()]{{1,20}}\))?(?:\s?(?:scores?|rates?))?"
        self.noun_before = re.compile(
            rf"\b(?P<cue>{noun})(?:\s(?:scores?|rates?|performance|points))?(?:\s{measured})?\s?{joint}?\s?{adjective}\(?$",
            re.I,
        )
        self.noun_far_before = re.compile(
            rf"\b(?P<cue>{noun})\s(?:in|of|for|on|over|to|with|from)\s[^,;\ue004]{{0,70}}?\s?{joint}?\s?{adjective}\(?$",
            re.I,
        )
        self.verb_by = re.compile(
            rf"\b(?P<cue>{verb})\b[^;\ue004]{{0,130}}?\bby\s(?:\w+\s){{0,4}}?\(?$", re.I
        )
        direct = words([*verbs["decrease"], *verbs["direct"]])
        self.verb_direct = re.compile(
            rf"\b(?P<cue>{direct})\s(?:(?:the|an?|only|just|merely|average|additional)\s)*$", re.I
        )
        self.compared = re.compile(
            rf"\b(?P<cue>{words(verbs['compare'])})\b[^;,\ue004]{{0,80}}(?<=[\ue000\ue002])\s\(\s?$", re.I
        )
        self.scored = re.compile(r"[\ue000]\)?\s?(?:scores?\s)?(?:of|=|:)\s?(?:the\s|an?\s)?$")

    def _speed(self, data: dict[str, dict[str, list[str]]]) -> None:
        speed, filler = words(data["speed"]["forms"]), words(data["filler"]["forms"])
        self.speed_after = re.compile(
            rf"\s?\)?-?\s?(?:(?:{filler}|{_MENTION}|average|higher|in|as)\s?){{0,4}}(?P<cue>{speed})(?!\w)",
            re.I,
        )
        self.speed_before = re.compile(
            rf"\b(?P<cue>{speed}|accelerat(?:es?|ed|ing)|speed(?:s|ing)?)\b[^;\ue004]{{0,60}}$", re.I
        )
        self.speed_of = re.compile(r"\s?(?:in|for|on)\s(?:the\s|terms of\s)?(?:\w+\s)?\ue000")


# Possessive, so that a long name is never tried in pieces.
_MENTION = r"[\ue000-\ue003]++"


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
        kind = ResultKind.IMPROVEMENT if cues.speed_of.match(after, speed.end()) else ResultKind.SPEEDUP
        return Kind(kind, Change.INCREASE, series.end + speed.end("cue"), True)
    if factor and cues.speed_before.search(before):
        return Kind(ResultKind.SPEEDUP, Change.INCREASE, series.end, True)
    for pattern in (cues.noun_after, cues.comparative_after, cues.worded_after):
        if cue := pattern.match(after):
            return Kind(ResultKind.IMPROVEMENT, _change(cues, cue["cue"]), series.end + cue.end("cue"), True)
    if "+" in frame.text[series.start : series.quantities[0].number[0]]:
        return Kind(ResultKind.IMPROVEMENT, Change.INCREASE, series.end, True)
    if cue := _cue_before(cues, before, hedged=series.quantities[0].bound is not None):
        return Kind(ResultKind.IMPROVEMENT, _change(cues, cue["cue"]), series.end, True)
    around = (
        frame.text[max(frame.start, series.start - 20) : series.start]
        + " "
        + frame.text[series.end : series.end + 24]
    )
    if factor and not cues.ratio.search(around):
        return Kind(ResultKind.IMPROVEMENT, None, series.end, False)
    return Kind(ResultKind.ABSOLUTE, None, series.end, False)


def _cue_before(cues: _Cues, before: str, *, hedged: bool) -> re.Match[str] | None:
    if before.rstrip().endswith("from"):
        return None
    for pattern in (cues.verb_by, cues.noun_before, cues.verb_direct):
        if cue := pattern.search(before):
            return cue
    if cue := cues.compared.search(before):
        # `outperforms BERT (58.6%)` gives the value of the beaten, `outperforms BERT (up to 7%)` the difference.
        return cue if hedged or before[cue.end("cue") :].rstrip(" (")[-1:] == "\ue000" else None
    return None if cues.scored.search(before) else cues.noun_far_before.search(before)


def _change(cues: _Cues, cue: str) -> Change | None:
    if cues.fall.fullmatch(cue):
        return Change.DECREASE
    if cues.rise.fullmatch(cue):
        return Change.INCREASE
    return None
