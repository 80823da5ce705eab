"""Which method a value belongs to: the subject of its clause, or else the paper's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extractors.components.annotations import FoundEntity
from extractors.components.results.coordination import lists
from extractors.components.results.frame import Frame, Mention, Series
from extractors.components.results.masks import MASKS
from extractors.patterns.results import load_patterns, words
from kg.records import EntityType, ResultKind, Role

_P = MASKS[EntityType.METHOD]


@dataclass(frozen=True, slots=True)
class Subject:
    """Who has a value. `entity` is None when the text says that nobody named has it."""

    entity: FoundEntity | None
    explicit: bool


class _Patterns:
    """The compiled patterns of `patterns/results/subjects.toml`."""

    def __init__(self) -> None:
        data = load_patterns("subjects")
        verb = words(load_patterns("cues")["score"]["verbs"])
        heads = words(data["heads"]["forms"])
        adverbs = rf"(?:\s(?:{words(data['adverbs']['forms'])}))*"
        self.verb_follows = re.compile(
            rf"(?:'s|’s)?(?:\s(?:{heads}))?(?:\s?\([^()]{{1,60}}\))?"
            rf"(?:\s(?:with|using|on|trained on|based on|for|in|under)\s(?!the same)[^,.;()]{{1,50}}?)?"
            rf"(?:\s?,(?!\sand\b|\sor\b)[^,.;()]{{1,80}},|(?P<comma>,))?(?:\s(?:which|that))?{adverbs}\s(?P<verb>{verb})(?!\w)",
            re.I,
        )
        self.own = re.compile(rf"\b(?:{words(data['own']['forms'])})(?!\w)", re.I)
        self.proposing = re.compile(
            rf"\s(?:\w+ly\s|also\s|further\s)?(?:{words(data['proposing']['forms'])})\s[^,;.]{{0,90}}?(?={_P})",
            re.I,
        )
        self.succeeds = re.compile(rf"{adverbs}\s(?:{words(data['succeeds']['forms'])})(?!\w)", re.I)
        self.findings = re.compile(rf"\b(?:{words(data['findings']['forms'])})\sthat\s(?:the\s|an?\s)?", re.I)
        self.other = re.compile(
            rf"\b(?:{words(data['other']['forms'])})(?:\s\([^()]{{1,60}}\))?{adverbs}\s(?:{verb})(?!\w)", re.I
        )
        self.bracket = re.compile(rf"{_P}(?:'s|’s)?(?:\s(?:{heads}))?\s?(?:\(|:|=|@)\s?$")
        self.applied = re.compile(r"\b(?:on|across|for|to)\s(?:[\w.-]+\s){0,3}$", re.I)
        self.contrast = re.compile(
            rf"(?:\b(?:{words(data['contrast']['forms'])}))\s?(?:only\s|the\s)?$", re.I
        )
        self.holder = re.compile(
            rf"\s?(?:\ue000+\s)?(?:{words(data['holder']['forms'])})\s(?:[\w-]+\s){{0,3}}?(?={_P})", re.I
        )
        self.object = re.compile(rf"\b(?:{words(data['object']['forms'])})\s(?:[\w-]+\s){{0,3}}?$", re.I)
        former, leading = (words(data[table]["forms"]) for table in ("former", "leading"))
        self.former = re.compile(rf"\b(?:{former})\b[^,;:()]*?\b(?:{leading})\s$", re.I)
        self.apposition = re.compile(r"\s?,\s(?:an?|the)\s(?:[\w-]+\s){0,5}$")


# How far before a value the words are looked for that say that it was before, in characters.
_NEAR = 80


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    return _Patterns()


def main_method(text: str, entities: Sequence[FoundEntity]) -> FoundEntity | None:
    """The contribution that a paper is about.

    A name in the title before its colon, else a proposed method with a name of its own rather than a phrase,
    else one of the title, else the most named one. Without a proposed method it is the one that the results
    speak for, else one of the title.
    """
    title_end = max(text.find("\n"), 0)
    colon = text.find(":", 0, title_end)

    def rank(entity: FoundEntity) -> tuple[bool, bool, bool, int, int]:
        start = entity.spans[0][0]
        headline = entity.spans[0][1] == colon
        return (not headline, not _is_coined(entity.name), start >= title_end, -len(entity.spans), start)

    found = min((e for e in entities if is_proposed(e) and e.spans), key=rank, default=None)
    if found or any(e.role is Role.INTRODUCED for e in entities):
        return found
    if succeeding := _succeeding(text, entities):
        return succeeding
    titled = (e for e in entities if e.type is EntityType.METHOD and e.spans and e.spans[0][0] < title_end)
    return min(titled, key=rank, default=None)


def _succeeding(text: str, entities: Sequence[FoundEntity]) -> FoundEntity | None:
    """The method that results speak for in a paper that proposes none: `results show that X achieves`."""
    patterns = _patterns()
    methods = {start: (end, e) for e in entities if e.type is EntityType.METHOD for start, end in e.spans}
    for match in patterns.findings.finditer(text):
        end, entity = methods.get(match.end(), (0, None))
        if entity is not None and patterns.succeeds.match(text, end):
            return entity
    return None


def _is_coined(name: str) -> bool:
    """Whether a name is one word with capitals inside or digits (`BatteryBERT`, `T5`), no phrase."""
    return " " not in name and any(c.isupper() or c.isdigit() for c in name[1:])


def is_proposed(entity: FoundEntity) -> bool:
    """Whether a method is the paper's own."""
    return entity.type is EntityType.METHOD and (
        entity.role is Role.PROPOSED or (entity.role is None and entity.proposed)
    )


def subject_of(frame: Frame, place: tuple[int, int], kind: ResultKind, main: FoundEntity | None) -> Subject:
    """The method that has the value at `place`, or the measure there for a claim without one."""
    patterns = _patterns()
    methods = frame.of(EntityType.METHOD)
    before = frame.mask[frame.start : place[0]]
    if kind is ResultKind.ABSOLUTE and patterns.bracket.search(before):
        named = max((m for m in methods if m.end <= place[0]), key=lambda m: m.end)
        if not patterns.applied.search(frame.text, frame.start, named.start):
            return Subject(named.entity, True)
    if kind is ResultKind.ABSOLUTE and patterns.contrast.search(before):
        return Subject(_holder(frame, place[1]), True)
    found = max(subjects(frame, place[0], main, methods), key=lambda s: s[0], default=None)
    if found:
        return found[1]
    own = [m for m in methods if is_proposed(m.entity)]
    earlier = [m.entity for m in own if m.end <= place[0]]
    return Subject(earlier[-1] if earlier else own[0].entity if own else main, False)


def first_of_range(frame: Frame, series: Series) -> Subject | None:
    """Who had the first value of `from A to B`: nobody named, unless the measure is said to be somebody's."""
    if not frame.mask[frame.start : series.start].rstrip().lower().endswith("from") or not series.is_range:
        return None
    for mention in frame.of(EntityType.METHOD):
        if mention.end <= series.start and not is_proposed(mention.entity):
            gap = frame.mask[mention.end : series.start]
            if re.fullmatch(r"(?:'s|’s)?(?:\s[\w-]+){0,2}\s\ue000+\s(?:\w+\s)?from\s?", gap):
                return Subject(mention.entity, True)
    return Subject(_holder(frame, series.end), True)


def was_before(frame: Frame, start: int) -> bool:
    """Whether a value is said to be of what came before: `the previous record of 83.1%`."""
    return bool(_patterns().former.search(frame.mask, max(frame.start, start - _NEAR), start))


def _holder(frame: Frame, start: int) -> FoundEntity | None:
    """The method that the words after a value name: `34.36 using a standard DDIM`."""
    holder = _patterns().holder.match(frame.mask, start, frame.end)
    if not holder:
        return None
    return next(m.entity for m in frame.of(EntityType.METHOD) if m.start >= holder.end())


def subjects(
    frame: Frame, end: int, main: FoundEntity | None, methods: Sequence[Mention]
) -> Iterator[tuple[int, Subject]]:
    """Every named, own and other subject whose verb stands before the value, with its place."""
    patterns = _patterns()
    heads = [run[0] for run in lists(frame, methods) for _ in run]
    for i, mention in enumerate(methods):
        if mention.end > end:
            break
        follows = patterns.verb_follows.match(frame.mask, mention.end, end + 1)
        # A participle behind a comma goes with the subject of the main clause, not with the nearest name.
        if not follows or (follows["comma"] and follows["verb"].endswith("ing")):
            continue
        first = heads[i].start
        opening = frame.text[max(frame.start, first - 40) : first]
        with_participle = follows["verb"].endswith("ing") and opening.endswith(("with ", "With "))
        if patterns.object.search(opening) and not with_participle:
            continue
        yield mention.start, Subject(_in_apposition(frame, methods[:i], mention), True)
    for match in patterns.own.finditer(frame.mask, frame.start, end):
        yield match.start(), Subject(_proposed_here(frame, match, end, methods) or main, True)
    for match in patterns.other.finditer(frame.mask, frame.start, end):
        inside = [m.entity for m in methods if match.start() <= m.start and m.end <= match.end()]
        yield match.start(), Subject(inside[0] if inside else None, True)


def _in_apposition(frame: Frame, earlier: Sequence[Mention], mention: Mention) -> FoundEntity:
    """The own method that a class term explains (`Kimi-Dev, an open-source LLM achieving`)."""
    if earlier and not is_proposed(mention.entity) and is_proposed(earlier[-1].entity):
        gap = frame.mask[earlier[-1].end : mention.start]
        if _patterns().apposition.fullmatch(gap):
            return earlier[-1].entity
    return mention.entity


def _proposed_here(
    frame: Frame, match: re.Match[str], end: int, methods: Sequence[Mention]
) -> FoundEntity | None:
    """The method of `we propose X ..., improving`."""
    proposing = _patterns().proposing.match(frame.mask, match.end(), end)
    if not proposing:
        return None
    found = next((m.entity for m in methods if m.start >= proposing.end()), None)
    return found if found and is_proposed(found) else None
