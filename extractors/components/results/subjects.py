"""Which method a value belongs to: the subject of its clause, or else the paper's own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from extractors.components.annotations import FoundEntity
from extractors.components.results.frame import MASKS, Frame, Mention, Series
from extractors.components.results.patterns import load_patterns, words
from kg.records import EntityType, Role

_P = MASKS[EntityType.METHOD]


@dataclass(frozen=True, slots=True)
class Subject:
    """Who has a value. `entity` is None when the text says that nobody named has it."""

    entity: FoundEntity | None
    explicit: bool


class _Patterns:
    def __init__(self) -> None:
        data = load_patterns("subjects")
        verb = words(load_patterns("cues")["score"]["verbs"])
        self.verb_follows = re.compile(
            rf"(?:'s|’s)?(?:\s(?:{words(data['heads']['forms'])}))?(?:\s?\([^()]{{1,60}}\))?(?:\s?,[^,.;]{{1,80}},)?"
            rf"(?:\s(?:\w+ly|also|further|only|even|still|then|thus|itself|alone|can|could|is|are|able|to|not|may))*\s(?:{verb})(?!\w)",
            re.I,
        )
        self.own = re.compile(rf"\b(?:{words(data['own']['forms'])})(?!\w)", re.I)
        self.other = re.compile(
            rf"\b(?:{words(data['other']['forms'])})(?:\s\([^()]{{1,60}}\))?(?:\s(?:\w+ly|also|only|even|still|can))*\s(?:{verb})(?!\w)",
            re.I,
        )
        self.bracket = re.compile(
            rf"{_P}(?:'s|’s)?(?:\s(?:{words(data['heads']['forms'])}))?\s?(?:\(|:|=|@)\s?$"
        )
        self.contrast = re.compile(
            rf"(?:\b(?:{words(data['contrast']['forms'])}))\s?(?:only\s|the\s)?$", re.I
        )
        self.holder = re.compile(
            rf"\s?(?:[\ue000]+\s)?(?:for|by|from|with|using|of|in|achieved by|obtained by)\s(?:the\s|a\s|standard\s|baseline\s|vanilla\s|original\s)*(?={_P})",
            re.I,
        )
        self.object = re.compile(rf"\b(?:{words(data['object']['forms'])})\s(?:[\w-]+\s){{0,3}}?$", re.I)


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    return _Patterns()


def main_method(text: str, entities: Sequence[FoundEntity]) -> FoundEntity | None:
    """The contribution that a paper is about: a proposed method of the title, else the most named one."""
    title_end = max(text.find("\n"), 0)

    def rank(entity: FoundEntity) -> tuple[bool, int, int]:
        return (entity.spans[0][0] >= title_end, -len(entity.spans), entity.spans[0][0])

    return min((e for e in entities if is_proposed(e) and e.spans), key=rank, default=None)


def is_proposed(entity: FoundEntity) -> bool:
    """Whether a method is the paper's own."""
    return entity.type is EntityType.METHOD and (
        entity.role is Role.PROPOSED or (entity.role is None and entity.proposed)
    )


def subject_of(frame: Frame, series: Series, main: FoundEntity | None) -> Subject:
    """The method that has the values of a series."""
    patterns = _patterns()
    methods = frame.of(EntityType.METHOD)
    before = frame.mask[frame.start : series.start]
    if patterns.bracket.search(before):
        return Subject(max((m for m in methods if m.end <= series.start), key=lambda m: m.end).entity, True)
    if patterns.contrast.search(before):
        holder = patterns.holder.match(frame.mask, series.end)
        if holder:
            return Subject(next(m for m in methods if m.start >= holder.end()).entity, True)
        return Subject(None, True)
    return _clause_subject(frame, series, main, methods)


def _clause_subject(
    frame: Frame, series: Series, main: FoundEntity | None, methods: Sequence[Mention]
) -> Subject:
    """The last of the named, own and other subjects whose verb stands before the value."""
    patterns = _patterns()
    best: tuple[int, Subject] | None = None
    for mention in methods:
        if mention.end > series.start:
            break
        opening = frame.mask[max(frame.start, mention.start - 40) : mention.start]
        if patterns.object.search(opening):
            continue
        if patterns.verb_follows.match(frame.mask, mention.end, series.start + 1):
            best = (mention.start, Subject(mention.entity, True))
    for pattern, entity in ((patterns.own, main), (patterns.other, None)):
        for match in pattern.finditer(frame.mask, frame.start, series.start):
            if best is None or match.start() > best[0]:
                best = (match.start(), Subject(entity, True))
    if best:
        return best[1]
    own = [m.entity for m in methods if is_proposed(m.entity)]
    earlier = [m.entity for m in methods if is_proposed(m.entity) and m.end <= series.start]
    if earlier:
        return Subject(earlier[-1], False)
    return Subject(own[0] if own else main, False)
