"""The noun phrase that stands before or behind a place, cut down to what can be a metric's name."""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.components.results.frame import Frame
from extractors.components.results.masks import MASKS
from extractors.patterns.results import load_patterns
from kg.records import EntityType

Span = tuple[int, int]

_WORD = re.compile(r"[\ue000-\ue004]+|[^\W_][\w'’@/+-]*|[^\w\s]")
_MAX_WORDS = 4
_REACH = 70
_METRIC = MASKS[EntityType.METRIC]
_NAMES = "".join(mask for kind, mask in MASKS.items() if kind is not EntityType.METRIC)
_ANY = _METRIC + _NAMES + "\ue004"
_NUMBER_OF = re.compile(
    r"(?:the\s|an?\s|average\s|total\s)*(?P<phrase>(?:number|length|amount)\sof\s[a-z][\w-]+"
    r"(?:\s(?!in|of|on|for|by|from|to|with|and|over|than|per|across|required|needed|\()[a-z][\w-]+)?)",
    re.I,
)


class _Words:
    """The word lists of `patterns/results/phrases.toml`."""

    def __init__(self) -> None:
        data = load_patterns("phrases")
        self.heads = frozenset(data["heads"]["forms"])
        self.empty = frozenset(data["empty"]["forms"])
        self.modifiers = frozenset(data["modifiers"]["forms"])
        self.stops = frozenset(data["stops"]["forms"])


@lru_cache(maxsize=1)
def _words() -> _Words:
    return _Words()


def phrase_from(frame: Frame, start: int, end: int | None = None) -> Span | None:
    """The noun phrase that begins at `start`, and ends before `end`."""
    stops, modifiers = _words().stops, _words().modifiers
    last = None
    for match in _WORD.finditer(frame.mask, start, frame.end if end is None else end):
        word = match.group().lower()
        stop = word in stops and (last is not None or word not in modifiers)
        if stop or not (word[0].isalnum() or word[0] in _NAMES):
            break
        last = match.end()
    if last is None:
        return None
    counted = _NUMBER_OF.match(frame.text, start, frame.end)
    if counted and counted.end() > last and (end is None or counted.end() <= end):
        return counted.span("phrase")
    return cut_down(frame, (start, last))


def phrase_until(frame: Frame, end: int) -> Span | None:
    """The noun phrase that ends at `end`."""
    first = None
    for match in reversed(list(_WORD.finditer(frame.mask, max(frame.start, end - _REACH), end))):
        word = match.group().lower()
        if word in _words().stops or not (word[0].isalnum() or word[0] == _METRIC):
            break
        first = match.start()
    return None if first is None else cut_down(frame, (first, end))


def cut_down(frame: Frame, span: Span) -> Span | None:
    """The phrase without owners, numbers and plain adjectives; None when nothing measures or it is known."""
    found = list(_WORD.finditer(frame.mask, *span))
    for i in range(len(found) - 1, -1, -1):
        word = found[i].group()
        if word[0] == _METRIC:
            return None
        if word[0] in _ANY or (word.endswith(("'s", "’s")) and i < len(found) - 1):
            found = found[i + 1 :]
            break
    found = found[-_MAX_WORDS:]
    while found and _is_modifier(found[0].group().lower()):
        found = found[1:]
    if not found or found[-1].group().lower() in _words().empty or found[-1].group().isdigit():
        return None
    return found[0].start(), found[-1].end()


def is_measure(frame: Frame, span: Span) -> bool:
    """Whether the last word of a phrase measures (`rate`, `time`)."""
    return frame.text[slice(*span)].lower().split()[-1] in _words().heads


def _is_modifier(word: str) -> bool:
    return word in _words().modifiers or word.endswith("ly") or word[0].isdigit()
