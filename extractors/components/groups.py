"""Candidates that are one entity: one folded name, one concept, a short form and what it stands for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from extractors.components.annotations import Candidate
from kg.records import EntityType
from ontology.folding import fold

# A single candidate whose only evidence is how it is written has this weight, several of them little more.
_FORM_ALONE = 9
_PRIORITY_WEIGHT = 10
_SHORTEST_ACRONYM = 3
# More votes than this need no more weight.
_DECIDED = 1_000_000


@dataclass(slots=True, eq=False)
class Group:
    """Spellings that are one entity.

    Args:
        keys: The folded names.
        votes: How much speaks for each type.
        short: The short form, where the text introduces one.
        given: What it is called where its mentions do not say so.
        places: The mentions that do not.
        elsewhere: The votes among them that come from the vocabularies.
        proposed: Whether the paper announces it as its own.
        confidence: How much speaks for it at all.
    """

    keys: set[str]
    votes: Counter[EntityType] = field(default_factory=Counter)
    elsewhere: Counter[EntityType] = field(default_factory=Counter)
    short: str | None = None
    given: str | None = None
    places: set[tuple[int, int]] = field(default_factory=set)
    proposed: bool = False
    confidence: float = 0.0

    @property
    def type(self) -> EntityType:
        """The type that most speaks for."""
        return max(self.votes, key=lambda type_: self.votes[type_])

    def add(self, candidate: Candidate) -> None:
        """Count a candidate of this name."""
        weight = 1 + _PRIORITY_WEIGHT * candidate.priority
        self.votes[candidate.type] += weight
        if candidate.concept is not None:
            self.elsewhere[candidate.type] += weight
        self.proposed |= candidate.proposed
        self.confidence += candidate.confidence


class Groups:
    """The groups of one text, to which candidates, abbreviations and acronyms are added in turn."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._by_key: dict[str, Group] = {}
        self._concepts: dict[tuple[EntityType, str], str] = {}
        self._surfaces: dict[str, str] = {}
        self._ending_at: dict[int, list[Candidate]] = {}

    def __iter__(self) -> Iterator[Group]:
        """Each group once, in the order of its first candidate."""
        return iter(dict.fromkeys(self._by_key.values()))

    def add(self, candidate: Candidate, surface: str, key: str) -> None:
        """Add a candidate that stands in the text as `surface`, under its folded name."""
        group = self._by_key.setdefault(key, Group({key}))
        group.add(candidate)
        self._surfaces.setdefault(surface, key)
        self._ending_at.setdefault(candidate.span[1], []).append(candidate)
        if candidate.name is not None:
            group.given = candidate.name
            group.places.add(candidate.span)
        if candidate.concept is not None:
            self._join(self._concepts.setdefault((candidate.type, candidate.concept), key), key)

    def abbreviate(self, short: str, long: str, span: tuple[int, int]) -> None:
        """Join a short form with its expansion, which stands at `span`, when one of them is a candidate."""
        short_key, long_key = fold(short), fold(long)
        if long_key not in self._by_key:
            self._cut(long_key, span)
        known = self._by_key.get(short_key)
        if long_key not in self._by_key:
            if known is None:
                return
            if long == long.lower() and known.votes.total() <= _FORM_ALONE:
                # Only its capitals speak for the short form, and they stand for words that are no term.
                del self._by_key[short_key]
                return
        expansion = self._by_key.setdefault(long_key, Group({long_key}))
        if known is not None and known is not expansion and expansion.votes:
            # What the paper says that a short form stands for says more of its type than how it looks, and
            # than what the vocabularies know by it.
            known.votes -= known.elsewhere
            if expansion.votes.total() < _DECIDED:
                expansion.votes.update(expansion.votes)
        self._by_key.setdefault(short_key, Group({short_key}))
        self._join(long_key, short_key)
        self._by_key[long_key].short = short

    def join_acronyms(self) -> None:
        """Join `EDGC` with `Entropy-driven Dynamic Gradient Compression`, said elsewhere in capitals."""
        shorts: dict[str, str] = {}
        for surface in self._surfaces:
            # `PFGM++` does not stand for Poisson flow generative models: a sign or a digit says more.
            capitals = surface.replace("-", "").removesuffix("s")
            if capitals.isalpha() and capitals.isupper():
                shorts.setdefault(capitals, surface)
        for surface, key in list(self._surfaces.items()):
            initials = _initials(surface)
            short = shorts.get(initials)
            if short is None or len(initials) < _SHORTEST_ACRONYM or " " not in surface:
                continue
            short_key = self._surfaces[short]
            named = self._by_key.get(short_key)
            if named is not None and key in self._by_key and named.type is EntityType.METHOD:
                self._join(key, short_key)
                self._by_key[key].short = short

    def _cut(self, long_key: str, span: tuple[int, int]) -> None:
        """Give the expansion a group of its own where a candidate took in too much before it."""
        wider = [c for c in self._ending_at.get(span[1], ()) if c.span[0] <= span[0]]
        if wider:
            best = max(wider, key=lambda candidate: candidate.priority)
            votes = Counter({best.type: 1 + _PRIORITY_WEIGHT * best.priority})
            self._by_key[long_key] = Group({long_key}, votes, confidence=best.confidence)

    def _join(self, one: str, other: str) -> None:
        """Make the groups of two keys one; what both say differently is as the first says it."""
        first, second = self._by_key[one], self._by_key[other]
        if first is second:
            return
        # The smaller goes into the larger, so that many joins do not move the same keys again and again.
        kept, gone = (first, second) if len(first.keys) >= len(second.keys) else (second, first)
        kept.votes = first.votes + second.votes
        kept.elsewhere = first.elsewhere + second.elsewhere
        kept.short = first.short or second.short
        kept.given = first.given or second.given
        kept.proposed |= gone.proposed
        kept.confidence += gone.confidence
        kept.places |= gone.places
        kept.keys |= gone.keys
        for key in gone.keys:
            if self._by_key.get(key) is gone:
                self._by_key[key] = kept


def _initials(surface: str) -> str:
    """The first letters of the words with a capital."""
    return "".join(part[0] for part in re.split(r"[\s-]+", surface) if part[:1].isupper())
