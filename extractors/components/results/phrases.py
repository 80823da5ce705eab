"""Metrics that no list knows: the noun phrase that a number in the text measures.

`42.3% lower inference time`, `success rate of 80%`, `reduces harmful outputs by 65%`. The phrase is read off the
grammar around the number; it needs a head that measures (`rate`, `time`) unless the grammar alone says so, as after
`reduces ... by` or `fewer`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from extractors.components.annotations import FoundEntity
from extractors.components.results.frame import Frame, Series
from extractors.components.results.patterns import load_patterns, words
from kg.records import EntityType
from ontology.folding import fold

Span = tuple[int, int]

_WORD = re.compile(r"[\ue000-\ue004]+|[^\W_][\w'’@/+-]*|[^\w\s]")
_MAX_WORDS = 4


class _Patterns:
    """The compiled patterns of `patterns/results/phrases.toml` and the cue words around numbers."""

    def __init__(self) -> None:
        data, cues = load_patterns("phrases"), load_patterns("cues")
        self.heads = frozenset(data["heads"]["forms"])
        self.empty = frozenset(data["empty"]["forms"])
        self.modifiers = frozenset(data["modifiers"]["forms"])
        self.stops = frozenset(data["stops"]["forms"])
        noun = words(form for forms in cues["nouns"].values() for form in forms)
        verb = words([*data["verbs"]["forms"], *cues["verbs"]["decrease"]])
        adjective = words(
            [
                "absolute",
                "relative",
                "average",
                "additional",
                "overall",
                "performance",
                "points?",
                "further",
                "percentage points?",
                "significant",
                "theoretical",
            ]
        )
        worded = words(
            f
            for forms in cues["comparatives"].values()
            for f in forms
            if f not in cues["prepositions"]["forms"]
        )
        self.noun_in = re.compile(
            rf"\s?-?(?:(?:{adjective})\s)*(?:{noun})\s(?:in|of)\s(?:terms\sof\s|the\s)?", re.I
        )
        self.points_in = re.compile(r"\s?(?:in|in\sterms\sof)\s(?:the\s)?", re.I)
        self.comparative = re.compile(rf"\s?(?:(?:{adjective})\s)*(?:{worded})\s", re.I)
        self.noun = re.compile(rf"\s(?:{noun})(?!\w)", re.I)
        self.verb_by = re.compile(
            rf"\b(?:{verb})\s(?P<object>[^;:.()\ue004]{{3,90}}?)\s?(?:\b(?:by|from)\s(?:[\w-]+\s){{0,4}}?)$",
            re.I,
        )
        self.noun_of = re.compile(
            rf"\b(?:{noun})\s(?:in|of)\s(?P<object>[^;:.,()\ue004]{{3,60}}?)\s?(?:of|by|:|\(|is)\s?(?:[\w-]+\s){{0,2}}?$",
            re.I,
        )
        self.counted = re.compile(
            r"(?:the\s|an?\s|average\s|total\s)*(?P<measure>(?:number|length|amount)\sof\s[a-z][\w-]+(?:\s(?!in|of|on|for|by|from|to|with|and|over|than|per|across|required|needed|\()[a-z][\w-]+)?)",
            re.I,
        )
        self.joint = re.compile(
            r"\s?(?:\(|:|=|of|is|was|at|to|reaches|from|by)\s?(?:(?:an?|the|average|merely|only|just|around|about|up|to|as|high|as)\s)*$",
            re.I,
        )


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    return _Patterns()


def find_measures(frame: Frame) -> Iterator[Span]:
    """Spans of noun phrases of a sentence that its numbers measure and that are no mention of anything yet."""
    for series in frame.series:
        yield from _after(frame, series)
        yield from _before(frame, series)


def _after(frame: Frame, series: Series) -> Iterator[Span]:
    patterns = _patterns()
    for pattern in (patterns.noun_in, patterns.comparative, patterns.points_in):
        opening = pattern.match(frame.mask, series.end, frame.end)
        if opening:
            span = _forward(frame, opening.end())
            if span and (pattern is not patterns.points_in or _is_measure(frame, span)):
                yield span
            return
    span = _forward(frame, series.end)
    if span is None:
        return
    closing = patterns.noun.search(frame.mask, span[0], span[1])
    if closing:
        span = _trimmed(frame, (span[0], closing.start()))
        if span:
            yield span
    elif _is_measure(frame, span):
        yield span


def _before(frame: Frame, series: Series) -> Iterator[Span]:
    patterns = _patterns()
    before = frame.mask[frame.start : series.start]
    for pattern in (patterns.verb_by, patterns.noun_of):
        last = None
        for last in pattern.finditer(before):
            pass
        if last:
            start, end = frame.start + last.start("object"), frame.start + last.end("object")
            for part in re.finditer(r"(?:(?!\sand\s|,\s).)+", frame.mask[start:end]):
                span = _forward(frame, start + part.start(), start + part.end())
                if span:
                    yield span
            return
    joint = patterns.joint.search(before)
    if joint:
        span = _backward(frame, frame.start + joint.start())
        if span and _is_measure(frame, span):
            yield span


def _forward(frame: Frame, start: int, end: int | None = None) -> Span | None:
    """The noun phrase that begins at `start`."""
    patterns = _patterns()
    last = None
    for match in _WORD.finditer(frame.mask, start, frame.end if end is None else end):
        word = match.group().lower()
        if not (word[0].isalnum() or word[0] in "\ue001\ue002\ue003") or (
            word in patterns.stops and last is not None
        ):
            break
        if word in patterns.stops and word not in patterns.modifiers:
            break
        last = match.end()
    if last is None:
        return None
    counted = patterns.counted.match(frame.text, start, frame.end)
    if counted and counted.end() > last and (end is None or counted.end() <= end):
        return counted.span("measure")
    return _trimmed(frame, (start, last))


def _backward(frame: Frame, end: int) -> Span | None:
    """The noun phrase that ends at `end`."""
    patterns = _patterns()
    first = None
    for match in reversed(list(_WORD.finditer(frame.mask, max(frame.start, end - 70), end))):
        word = match.group().lower()
        if not (word[0].isalnum() or word[0] == "\ue000") or word in patterns.stops:
            break
        first = match.start()
    return None if first is None else _trimmed(frame, (first, end))


def _trimmed(frame: Frame, span: Span) -> Span | None:
    """The phrase without words that are no part of a name; None when nothing is left that names a measure."""
    patterns = _patterns()
    found = list(_WORD.finditer(frame.mask, *span))
    for i in range(len(found) - 1, -1, -1):
        if found[i].group()[0] in "\ue000\ue001\ue002\ue003\ue004":
            if found[i].group()[0] == "\ue000":
                return None
            found = found[i + 1 :]
            break
    for i, match in enumerate(found[:-1]):
        if match.group().endswith(("'s", "’s")):
            found = found[i + 1 :]
            break
    found = found[-_MAX_WORDS:]
    while found and _is_modifier(found[0].group().lower()):
        found = found[1:]
    if not found or found[-1].group().lower() in patterns.empty or found[-1].group().isdigit():
        return None
    return found[0].start(), found[-1].end()


def _is_modifier(word: str) -> bool:
    return word in _patterns().modifiers or word.endswith("ly") or word[0].isdigit()


def _is_measure(frame: Frame, span: Span) -> bool:
    return re.split(r"[\s]", frame.text[slice(*span)].lower())[-1] in _patterns().heads


def measure_entities(
    text: str, frames: Sequence[Frame], entities: Sequence[FoundEntity]
) -> list[FoundEntity]:
    """New metrics, each with all its places in the text that no other mention holds."""
    known = {fold(e.name) for e in entities if e.type is EntityType.METRIC}
    mask = frames[0].mask if frames else ""
    found: dict[str, FoundEntity] = {}
    for frame in frames:
        for span in find_measures(frame) if frame.series else ():
            name = text[slice(*span)]
            key = fold(name)
            if key and key not in known and key not in found:
                spans = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.I)]
                free = [s for s in spans if not re.search(r"[\ue000-\ue004]", mask[slice(*s)])]
                if span in free:
                    found[key] = FoundEntity(EntityType.METRIC, name, free, confidence=0.5)
    return list(found.values())
