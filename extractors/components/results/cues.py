"""The compiled cue words around a number: what makes it a difference, a speedup or a score."""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.patterns.results import load_patterns, words

# Any mention; possessive, so that a long name is never tried in pieces.
_MENTION = r"[\ue000-\ue003]++"


class Cues:
    """The patterns of `patterns/results/cues.toml`, over masked text.

    Those that end in `after` match from the end of a number on, those in `before` up to its start. Where a
    pattern has a group `cue`, it is the word that tells the direction.
    """

    def __init__(self) -> None:
        data = load_patterns("cues")
        nouns, comparatives, verbs = data["nouns"], data["comparatives"], data["verbs"]
        self.rise = _any([*nouns["increase"], *comparatives["increase"], *verbs["increase"]])
        self.fall = _any([*nouns["decrease"], *comparatives["decrease"], *verbs["decrease"]])
        self.within, self.of = re.compile(r"within\b", re.I), re.compile(r"\s?(?:\ue000+\s)?of\s")
        self.limit = re.compile(r"(?:just\s)?(?:below|under|above)\b", re.I)
        self.ratio = re.compile(rf"\b(?:{words(data['ratios']['forms'])})\b", re.I)
        self.scored = re.compile(r"\ue000\)?\s?(?:scores?\s)?(?:of|=|:)\s?(?:the\s|an?\s)?$")
        self._nouns(words(form for forms in nouns.values() for form in forms), data)
        self._comparatives([form for forms in comparatives.values() for form in forms], data)
        self._verbs(verbs, data)
        self._speed(data)

    def _nouns(self, noun: str, data: dict[str, dict[str, list[str]]]) -> None:
        """`a 30% reduction`, `an improvement in FID of 2.4`."""
        bracket = r"\([^()]{1,30}\)"
        filler = rf"(?:(?:{words(data['filler']['forms'])}|{_MENTION}|-)\s?(?:{bracket}\s?)?)"
        self.noun_after = re.compile(
            rf"\s?\)?(?:\s?{bracket}\s)?-?\s?{filler}{{0,6}}(?P<cue>{noun})(?!\w)", re.I
        )
        adjectives = rf"(?:(?:{words(data['adjectives']['forms'])})\s)*"
        joint = rf"\s?(?:{words(data['joints']['forms'])})?\s?{adjectives}\(?$"
        measured = (
            rf"(?:in|of|for|on)\s(?:[\w-]+\s){{0,4}}?{_MENTION}(?:\s?{bracket})?(?:\s?(?:scores?|rates?))?"
        )
        self.noun_before = re.compile(
            rf"\b(?P<cue>{noun})(?:\s(?:scores?|rates?|performance|points))?(?:\s{measured})?{joint}", re.I
        )
        self.noun_far_before = re.compile(
            rf"\b(?P<cue>{noun})\s(?:in|of|for|on|over|to|with|from)\s[^,;\ue004]{{0,70}}?{joint}", re.I
        )

    def _comparatives(self, forms: list[str], data: dict[str, dict[str, list[str]]]) -> None:
        """`2.1 points higher`, `1.5% mAP better`."""
        plain = words(form for form in data["filler"]["forms"] if form not in ("in", "of"))
        self.comparative_after = re.compile(rf"\s?(?:(?:{plain})\s)*(?P<cue>{words(forms)})(?!\w)", re.I)
        # After a metric a preposition says against what: `80% win rate over the baseline` is a score.
        worded = words(form for form in forms if form not in data["prepositions"]["forms"])
        self.worded_after = re.compile(rf"\s?{_MENTION}\s(?P<cue>{worded})(?!\w)", re.I)

    def _verbs(self, verbs: dict[str, list[str]], data: dict[str, dict[str, list[str]]]) -> None:
        """`improves accuracy by 2.1`, `saves 30%`, `enhances accuracy (37%)`."""
        verb = words([*verbs["increase"], *verbs["decrease"], *verbs["unstated"]])
        self.verb = re.compile(rf"\b(?:{verb})\b", re.I)
        self.verb_by = re.compile(rf"(?P<cue>{verb})\b[^;\ue004]{{0,130}}?\bby\s(?:\w+\s){{0,4}}?\(?$", re.I)
        # A participle that a noun follows: `pruned models`, not `reduced the error`.
        no_noun = words(data["no_noun"]["forms"])
        self.attribute = re.compile(rf"\w+(?:ed|ing)\s(?!(?:{no_noun})\b)[a-z\ue001\ue002]", re.I)
        self.moved = re.compile(rf"\b(?:{words(data['moves']['verbs'])})\s?$", re.I)
        direct = words([*verbs["decrease"], *verbs["direct"]])
        self.verb_before = re.compile(
            rf"\b(?P<cue>{direct})\s(?:(?:the|an?|only|just|merely|average|additional)\s)*$", re.I
        )
        self.bracket_before = re.compile(
            rf"\b(?P<cue>{words(verbs['compare'])})\b[^;,\ue004]{{0,80}}(?<=[\ue000\ue002])\s\(\s?$", re.I
        )

    def _speed(self, data: dict[str, dict[str, list[str]]]) -> None:
        """`17.5 times faster`, `a speedup of 2.4x`; `faster in inference time` measures that time."""
        speed, filler = words(data["speed"]["forms"]), words(data["filler"]["forms"])
        self.speed_after = re.compile(
            rf"\s?\)?-?\s?(?:(?:{filler}|{_MENTION}|average|higher|in|as)\s?){{0,4}}(?P<cue>{speed})(?!\w)",
            re.I,
        )
        self.speed_before = re.compile(
            rf"\b(?:{speed}|accelerat(?:es?|ed|ing)|speed(?:s|ing)?)\b[^;\ue004]{{0,60}}$", re.I
        )
        self.speed_of = re.compile(r"\s?(?:in|for|on)\s(?:the\s|terms of\s)?(?:\w+\s)?\ue000")


def _any(forms: list[str]) -> re.Pattern[str]:
    return re.compile(words(forms), re.I)


@lru_cache(maxsize=1)
def cues() -> Cues:
    """The cues, compiled once when they are first asked for."""
    return Cues()
