"""Metrics that no list knows: the noun phrase that a number in the text measures.

`42.3% lower inference time`, `success rate of 80%`, `reduces harmful outputs by 65%`. The phrase is read off
the grammar around the number; it needs a head that measures (`rate`, `time`) unless the grammar alone says
so, as after `reduces ... by` or `fewer`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from extractors.components.annotations import FoundEntity
from extractors.components.results.frame import Frame, Series
from extractors.components.results.noun_phrases import Span, cut_down, is_measure, phrase_from, phrase_until
from extractors.patterns.results import load_patterns, words
from kg.records import EntityType
from ontology.folding import fold

_CONFIDENCE = 0.5
_MAX_NAMES = 50
_IN = re.compile(r"\s?(?:in|in\sterms\sof)\s(?:the\s)?", re.I)
_PART = re.compile(r"(?:(?!\sand\s|,\s).)+")
_MASKED = re.compile(r"[\ue000-\ue004]+")


class _Patterns:
    """Where the phrase stands: the cue words of `patterns/results/cues.toml` around a number."""

    def __init__(self) -> None:
        data, cues = load_patterns("phrases"), load_patterns("cues")
        noun = words(form for forms in cues["nouns"].values() for form in forms)
        verb = words([*data["verbs"]["forms"], *cues["verbs"]["decrease"]])
        adjectives = rf"(?:(?:{words(data['adjectives']['forms'])})\s)*"
        comparatives = (form for forms in cues["comparatives"].values() for form in forms)
        worded = words(form for form in comparatives if form not in cues["prepositions"]["forms"])
        self.noun_in = re.compile(rf"\s?-?{adjectives}(?:{noun})\s(?:in|of)\s(?:terms\sof\s|the\s)?", re.I)
        self.comparative = re.compile(rf"\s?{adjectives}(?:{worded})\s", re.I)
        self.noun = re.compile(rf"\s(?:{noun})(?!\w)", re.I)
        self.verb_by = re.compile(
            rf"\b(?:{verb})\s(?P<object>[^;:.()\ue004]{{3,90}}?)\s?\b(?:by|from)\s(?:[\w-]+\s){{0,4}}?$", re.I
        )
        self.noun_of = re.compile(
            rf"\b(?:{noun})\s(?:in|of)\s(?P<object>[^;:.,()\ue004]{{3,60}}?)"
            r"\s?(?:of|by|:|\(|is)\s?(?:[\w-]+\s){0,2}?$",
            re.I,
        )
        self.joint = re.compile(
            r"\s?(?:\(|:|=|of|is|was|at|to|reaches|from|by)\s?"
            r"(?:(?:an?|the|average|merely|only|just|around|about|up|to|as|high)\s)*$",
            re.I,
        )


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    return _Patterns()


def measure_entities(
    text: str, frames: Sequence[Frame], entities: Sequence[FoundEntity]
) -> list[FoundEntity]:
    """New metrics, each with all its places in the text that no other mention holds; the longest name first.

    Args:
        text: Normalised text.
        frames: Its sentences.
        entities: What is known already.
    """
    known = {fold(entity.name) for entity in entities if entity.type is EntityType.METRIC}
    names: dict[str, str] = {}
    for frame in frames:
        for span in _measures(frame):
            name = text[slice(*span)]
            if (key := fold(name)) and key not in known:
                names.setdefault(key, name)
    if not names:
        return []
    taken = bytearray(len(text))
    for masked in _MASKED.finditer(frames[0].mask):
        taken[slice(*masked.span())] = b"\1" * len(masked.group())
    longest_first = sorted(list(names.values())[:_MAX_NAMES], key=len, reverse=True)
    found = (_entity(text, name, taken) for name in longest_first)
    return [entity for entity in found if entity.spans]


def _entity(text: str, name: str, taken: bytearray) -> FoundEntity:
    spans = []
    for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.I):
        if not any(taken[slice(*match.span())]):
            taken[slice(*match.span())] = b"\1" * len(match.group())
            spans.append(match.span())
    return FoundEntity(EntityType.METRIC, name, spans, confidence=_CONFIDENCE)


def _measures(frame: Frame) -> Iterator[Span]:
    """Spans of noun phrases of a sentence that its numbers measure and that no mention holds."""
    for series in frame.series:
        yield from _behind(frame, series)
        yield from _before(frame, series)


def _behind(frame: Frame, series: Series) -> Iterator[Span]:
    """`a 30% reduction in latency`, `30% lower latency`, `30% latency reduction`, `30% latency`."""
    patterns = _patterns()
    for pattern in (patterns.noun_in, patterns.comparative, _IN):
        if opening := pattern.match(frame.mask, series.end, frame.end):
            span = phrase_from(frame, opening.end())
            if span and (pattern is not _IN or is_measure(frame, span)):
                yield span
            return
    span = phrase_from(frame, series.end)
    closing = patterns.noun.search(frame.mask, *span) if span else None
    if span and closing:
        span = cut_down(frame, (span[0], closing.start()))
    if span and (closing or is_measure(frame, span)):
        yield span


def _before(frame: Frame, series: Series) -> Iterator[Span]:
    """`reduces latency and memory by 30%`, `a reduction in latency of 30%`, `a latency of 30`."""
    patterns = _patterns()
    before = frame.mask[frame.start : series.start]
    for pattern in (patterns.verb_by, patterns.noun_of):
        places = list(pattern.finditer(before))
        if places:
            start, end = (frame.start + offset for offset in places[-1].span("object"))
            for part in _PART.finditer(frame.mask, start, end):
                if span := phrase_from(frame, *part.span()):
                    yield span
            return
    if joint := patterns.joint.search(before):
        span = phrase_until(frame, frame.start + joint.start())
        if span and is_measure(frame, span):
            yield span
