"""Candidates resolved to the entities of a paper, each with all its mentions."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from spacy.language import Language
from spacy.tokens import Doc

from extractors.components.annotations import Candidate, FoundEntity, register_extensions
from extractors.components.folded import FoldedIndex, split_pieces
from extractors.components.numbers import number_near
from extractors.components.phrases import singular
from extractors.patterns import read_lines, read_words
from kg.records import EntityType
from ontology.folding import fold

NAME = "sotagraph_entities"
UNCUED_LIMIT = 9
_ENOUGH = 0.4
_SHORTEST_ACRONYM = 3


@Language.factory(NAME)
def create_entities(nlp: Language, name: str) -> EntityResolver:  # noqa: ARG001 - spaCy asks for it
    """Make the resolver."""
    return EntityResolver(name)


@dataclass(slots=True)
class _Group:
    """Spellings that are one entity."""

    keys: set[str]
    votes: Counter[EntityType] = field(default_factory=Counter)
    short: str | None = None
    given: str | None = None
    proposed: bool = False
    confidence: float = 0.0


class EntityResolver:
    """Turn candidates into entities.

    What:
        Candidates with one folded name are one entity, and so are a short form and its expansion, and names
        of one vocabulary concept. The type is the one with most votes, weighted by priority. A name found
        once is a mention wherever it stands; where mentions overlap the longest stands.

    Examples:
        `large language models (LLMs) ... an LLM` is one method, `LLMs`, with three mentions.

    Sets:
        `doc._.entities`.

    Parameters:
        name: Name of the component.
    """

    def __init__(self, name: str) -> None:
        register_extensions()
        self.name = name
        self._generic = {fold(phrase) for phrase in (*read_words("generic"), *read_lines("phrases"))}
        self._counted = read_words("counted")
        self._unnamed = read_words("unnamed")

    def __call__(self, doc: Doc) -> Doc:
        """Set the entities."""
        text = doc.text
        groups = self._groups(doc)
        places = _occurrences(text, groups)
        entities = []
        for group, spans in places:
            type_ = group.votes.most_common(1)[0][0]
            if type_ is EntityType.METRIC and not self._measured(text, spans):
                continue
            entities.append(
                FoundEntity(
                    type=type_,
                    name=_name(text, group, spans),
                    spans=spans,
                    confidence=min(1.0, group.confidence),
                    proposed=group.proposed,
                )
            )
        doc._.entities = sorted(entities, key=lambda e: e.spans[0])
        return doc

    def _measured(self, text: str, spans: list[tuple[int, int]]) -> bool:
        """Whether the metric is a named measure, or else the text gives a number for it."""
        lasts = {singular(re.split(r"[\s-]", text[slice(*span)].lower())[-1]) for span in spans}
        return not lasts <= self._counted or any(number_near(text, *span) for span in spans)

    def _groups(self, doc: Doc) -> list[_Group]:
        text = doc.text
        by_key: dict[str, _Group] = {}
        concepts: dict[tuple[EntityType, str], str] = {}
        for candidate in doc._.candidates:
            surface = text[slice(*candidate.span)]
            key = fold(candidate.name or surface)
            if not key or key in self._generic or surface in self._unnamed:
                continue
            group = by_key.setdefault(key, _Group({key}))
            group.votes[candidate.type] += 1 + 10 * candidate.priority
            group.proposed |= candidate.proposed
            group.confidence += candidate.confidence
            if candidate.name is not None:
                group.given = candidate.name
                group.keys.add(fold(surface))
            if candidate.concept is not None:
                other = concepts.setdefault((candidate.type, candidate.concept), key)
                _join(by_key, other, key)
        for abbreviation in doc._.abbreviations:
            short, long = text[slice(*abbreviation.short)], text[slice(*abbreviation.long)]
            self._abbreviate(by_key, doc._.candidates, abbreviation.long, short, long)
        _join_acronyms(text, doc._.candidates, by_key)
        groups = {id(group): group for group in by_key.values()}.values()
        return [group for group in groups if group.proposed or group.confidence >= _ENOUGH]

    def _abbreviate(
        self,
        by_key: dict[str, _Group],
        candidates: list[Candidate],
        span: tuple[int, int],
        short: str,
        long: str,
    ) -> None:
        """Join a short form with its expansion when one of them is a candidate."""
        if short in self._unnamed:
            return
        short_key, long_key = fold(short), fold(long)
        ends = [c for c in candidates if c.span[1] == span[1] and c.span[0] <= span[0]]
        if long_key not in by_key and ends:
            # The candidate took in too much: `recent large language models (LLMs)`.
            best = max(ends, key=lambda c: c.priority)
            by_key[long_key] = _Group(
                {long_key}, Counter({best.type: 1 + 10 * best.priority}), confidence=best.confidence
            )
        if short_key not in by_key and long_key not in by_key:
            return
        if (
            long_key not in by_key
            and long == long.lower()
            and by_key[short_key].votes.total() <= UNCUED_LIMIT
        ):
            # Only its capitals speak for the short form, and they stand for words that are no term.
            del by_key[short_key]
            return
        for key in (short_key, long_key):
            if key not in by_key:
                by_key[key] = _Group({key})
        if by_key[long_key].votes and by_key[short_key].votes:
            # What the expansion says weighs more than how the short form looks.
            by_key[long_key].votes.update(by_key[long_key].votes)
        _join(by_key, long_key, short_key)
        by_key[short_key].short = short


def _join_acronyms(text: str, candidates: list[Candidate], by_key: dict[str, _Group]) -> None:
    """Join `EDGC` with `Entropy-driven Dynamic Gradient Compression`, said elsewhere in capitals."""
    shorts: dict[str, str] = {}
    longs: list[tuple[str, str]] = []
    for candidate in candidates:
        surface = text[slice(*candidate.span)]
        key = fold(candidate.name or surface)
        if key not in by_key:
            continue
        if " " in surface:
            initials = "".join(part[0] for part in re.split(r"[\s-]+", surface) if part[:1].isupper())
            if len(initials) >= _SHORTEST_ACRONYM:
                longs.append((initials, key))
        elif surface.isupper() or "-" in surface:
            capitals = "".join(c for c in surface if c.isupper())
            if capitals == "".join(c for c in surface if c.isalpha()).rstrip("s"):
                shorts.setdefault(capitals, surface)
    for initials, key in longs:
        short = shorts.get(initials)
        if short is not None and by_key[fold(short)].votes.most_common(1)[0][0] is EntityType.METHOD:
            _join(by_key, key, fold(short))
            by_key[fold(short)].short = short


def _join(by_key: dict[str, _Group], one: str, other: str) -> None:
    """Make the groups of two keys one."""
    kept, gone = by_key[one], by_key[other]
    if kept is gone:
        return
    kept.keys |= gone.keys
    kept.votes += gone.votes
    kept.proposed |= gone.proposed
    kept.short = kept.short or gone.short
    kept.given = kept.given or gone.given
    kept.confidence += gone.confidence
    for key in list(by_key):
        if by_key[key] is gone:
            by_key[key] = kept


def _occurrences(text: str, groups: list[_Group]) -> list[tuple[_Group, list[tuple[int, int]]]]:
    """All places of each group's names; where two overlap the longer one stands."""
    index = FoldedIndex((key, group) for group in groups for key in group.keys)
    found: list[tuple[int, int, _Group]] = []
    for start, end, owners in index.matches(text, split_pieces(text), lambda *_: True):
        found.extend((start, end, group) for group in owners)
    found.sort(key=lambda place: (place[0] - place[1], place[0]))
    taken: list[_Group | None] = [None] * len(text)
    spans: dict[int, list[tuple[int, int]]] = {}
    inner: dict[int, list[tuple[int, int]]] = {}
    for start, end, group in found:
        if not any(taken[start:end]):
            taken[start:end] = [group] * (end - start)
            spans.setdefault(id(group), []).append((start, end))
        elif (owner := taken[start]) is taken[end - 1] and owner is not None and owner.given is not None:
            inner.setdefault(id(group), []).append((start, end))
    # The other term of a coordination may stand nowhere else.
    spans = inner | spans
    return [(group, sorted(spans[id(group)])) for group in groups if id(group) in spans]


def _name(text: str, group: _Group, spans: list[tuple[int, int]]) -> str:
    """The short form, else the name as the running text first has it, else as the title has it."""
    if group.given is not None:
        return group.given
    surfaces = [text[start:end] for start, end in spans]
    if group.short is not None and group.short in surfaces:
        return group.short
    title_end = text.find("\n")
    body = [surface for surface, (start, _) in zip(surfaces, spans, strict=True) if start > title_end]
    lower = [surface for surface in body if surface == surface.lower()]
    return next(iter(lower or body or surfaces))
