"""Which names of a text are two names of one thing: `RetroAttention` and `Retrospective Sparse Attention`.

A short form that stands in brackets behind its expansion needs none of this; a title that describes what the
abstract names, or a name that is put together of the beginnings of words, does.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, product

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from extractors.components.abbreviations import expansion, is_short_form
from extractors.components.annotations import FoundEntity
from extractors.components.orthography import named_part
from extractors.tagger.tagging import Tagging
from kg.records import EntityType
from ontology.folding import fold, singular

Floats = NDArray[np.float32]

#: Things of these types have names of their own beside what they are called at length.
JOINED = (EntityType.METHOD, EntityType.DATASET)

# Two names are compared where the paper may call both its own, or where they are alike in some way.
_OWN = 0.15
# So many names of one type are compared with one another, the first ones; a real abstract has fewer.
_MOST = 50
# Further apart than so many characters two places say nothing of each other.
_NEAR = 60
_PIECE = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_WORD = re.compile(r"[^\W_]+")
_SAYS_SO = re.compile(r"\b(?:call|name|term|dub|namely|i\.e|refer|denot|abbreviat)", re.IGNORECASE)
_AND = re.compile(r"\b(?:and|or|with|versus|vs)\b|[/&]", re.IGNORECASE)
_ALSO = re.compile(r"\s*[,:–—-]+\s*(?:an?|the|our|which is|i\.e\.,?)?\s*$", re.IGNORECASE)

NAMES = (
    *("type", "names", "own_names", "own_low", "own_high", "rank_low", "rank_high", "rules_proposed"),
    *("confidence_low", "confidence_high"),
    *(f"{name}_{which}" for name in ("words", "characters", "capitals", "named") for which in ("s", "l")),
    *(
        f"{name}_{which}"
        for name in ("places", "first", "in_title", "title_only", "known")
        for which in ("s", "l")
    ),
    *("initials", "pieces", "letters", "head_pieces", "abbreviation", "abbreviation_somewhere", "plural"),
    *(
        "shared",
        "shared_s",
        "shared_l",
        "same_first",
        "same_last",
        "contained",
        "contained_start",
        "contained_end",
    ),
    *("gap", "gap_says_so", "gap_and", "gap_bracket", "gap_also", "gap_words", "short_first", "together"),
    *("both_in_title", "before_colon"),
)


def join_features(
    doc: Doc, tagging: Tagging, entities: Sequence[FoundEntity]
) -> tuple[list[tuple[int, int]], Floats]:
    """Pairs of entities that may be one, as places in `entities`, and what speaks for each.

    Returns:
        The pairs; and their features, `[pairs, len(NAMES)]`.
    """
    reading = _Reading(doc, tagging)
    pairs, rows = [], []
    for type_ in JOINED:
        places = [i for i, entity in enumerate(entities) if entity.type is type_][:_MOST]
        names = {i: reading.name(entities[i]) for i in places}
        owns = sorted(name.own for name in names.values())
        for one, other in combinations(places, 2):
            pair = _Pair.of(names[one], names[other])
            if pair.comparable:
                pairs.append((one, other))
                rows.append([float(type_ is EntityType.METHOD), *reading.features(pair, owns)])
    return pairs, np.asarray(rows, np.float32).reshape(len(rows), len(NAMES))


def join(
    entities: Sequence[FoundEntity], pairs: Sequence[tuple[int, int]], chances: Floats, limit: float
) -> list[FoundEntity]:
    """The entities, those joined that are one, the surest first; what is joined counts as one from then on.

    Args:
        entities: In the order of their first mentions.
        pairs: Places in `entities`.
        chances: Probability that a pair is two, and that it is one, `[pairs, 2]`.
        limit: Least probability to be one.
    """
    if not pairs:
        return list(entities)
    owner = list(range(len(entities)))
    for row in np.argsort(-chances[:, 1], kind="stable"):
        if chances[row, 1] < limit:
            break
        kept, gone = (owner[i] for i in pairs[row])
        owner = [kept if held == gone else held for held in owner]
    groups: dict[int, list[FoundEntity]] = {}
    for entity, held in zip(entities, owner, strict=True):
        groups.setdefault(held, []).append(entity)
    joined = [_joined(group) for group in groups.values()]
    return sorted(joined, key=lambda entity: entity.spans[0])


def _joined(group: Sequence[FoundEntity]) -> FoundEntity:
    """Called by the word that is written like a name, else as it is called more often, else first."""
    if len(group) == 1:
        return group[0]
    shown = min(
        group,
        key=lambda entity: (not _named(entity.name), -len(entity.spans)),
    )
    return FoundEntity(
        type=shown.type,
        name=shown.name,
        spans=sorted(span for entity in group for span in entity.spans),
        confidence=max(entity.confidence for entity in group),
        proposed=any(entity.proposed for entity in group),
    )


@dataclass(frozen=True, slots=True)
class _Name:
    """An entity as it is compared."""

    entity: FoundEntity
    words: list[str]
    stems: list[str]
    key: str
    own: float
    known: bool
    body: list[tuple[int, int]]
    in_title: bool

    @property
    def order(self) -> tuple[int, int, str]:
        """The short name of two comes first."""
        return len(self.words), len(self.entity.name), self.entity.name


@dataclass(frozen=True)
class _Pair:
    """Two names, the shorter first."""

    short: _Name
    long: _Name

    @classmethod
    def of(cls, one: _Name, other: _Name) -> _Pair:
        return cls(*sorted((one, other), key=lambda name: name.order))

    @property
    def comparable(self) -> bool:
        if self.short.known and self.long.known:
            return False
        likely = self.short.own >= _OWN and self.long.own >= _OWN
        return likely or bool(self.shared) or self.letters[0] >= 1 or self.letters[1] >= 1

    @cached_property
    def shared(self) -> int:
        return len(set(self.short.stems) & set(self.long.stems))

    @property
    def plural(self) -> bool:
        """Whether one is the other with an s, which in a short form need not be that of a plural."""
        one, other = sorted((self.short.key, self.long.key), key=len)
        return other in (one, f"{one}s")

    @cached_property
    def letters(self) -> tuple[float, float, float, float]:
        """How far the short name is put together of the long one.

        Shares of its capitals that are initials of the other in their order, of its pieces (`Retro` and
        `Attention`) that words of the other begin with, and of its letters that follow one another in the
        other; and whether its first piece begins the other's first word.
        """
        words = [word.casefold() for word in self.long.words]
        pieces = [piece.casefold() for piece in _PIECE.findall(self.short.entity.name)]
        capitals = [c.casefold() for c in self.short.entity.name if c.isupper() or c.isdigit()]
        initials = _in_order(capitals, [word[0] for word in words]) / max(1, len(capitals))
        begun = sum(any(word.startswith(piece) for word in words) for piece in pieces if len(piece) > 1)
        long_pieces = sum(len(piece) > 1 for piece in pieces)
        key = self.short.key
        letters = _in_order(list(key), list(self.long.key)) / max(1, len(key))
        head = bool(pieces and words and len(pieces[0]) > 1 and words[0].startswith(pieces[0]))
        return initials if len(capitals) > 1 else 0.0, begun / max(1, long_pieces), letters, float(head)


class _Reading:
    """One text."""

    def __init__(self, doc: Doc, tagging: Tagging) -> None:
        self.text: str = doc._.text
        self.tagging = tagging
        self.title_end = max(0, self.text.find("\n"))
        self.colon = self.text.find(":", 0, self.title_end)
        self.starts = [sentence.start_char for sentence in doc.sents] or [0]
        self.known = {candidate.span for candidate in doc._.candidates if candidate.concept is not None}

    def name(self, entity: FoundEntity) -> _Name:
        words = _WORD.findall(entity.name) or [entity.name]
        return _Name(
            entity=entity,
            words=words,
            stems=[singular(word.casefold()) for word in words],
            key=fold(entity.name),
            own=max(self.tagging.role_probabilities(span)[0] for span in entity.spans),
            known=any(span in self.known for span in entity.spans),
            body=[span for span in entity.spans if span[0] > self.title_end],
            in_title=entity.spans[0][0] < self.title_end,
        )

    def features(self, pair: _Pair, owns: Sequence[float]) -> Iterator[float]:
        both = (pair.short, pair.long)
        own = sorted(name.own for name in both)
        yield len(owns)
        yield len(owns) - bisect_right(owns, 0.5)
        yield from own
        yield from (len(owns) - bisect_right(owns, chance) for chance in own)
        yield sum(name.entity.proposed for name in both)
        yield from sorted(name.entity.confidence for name in both)
        yield from (len(name.words) for name in both)
        yield from (len(name.entity.name) for name in both)
        yield from (sum(map(str.isupper, name.entity.name)) for name in both)
        yield from (_named(name.entity.name) for name in both)
        length = max(1, len(self.text))
        yield from (len(name.entity.spans) for name in both)
        yield from (name.body[0][0] / length if name.body else -1.0 for name in both)
        yield from (name.in_title for name in both)
        yield from (not name.body for name in both)
        yield from (name.known for name in both)
        yield from pair.letters
        yield _abbreviate((pair.short.entity.name,), (pair.long.entity.name,))
        yield _abbreviate(*(self._surfaces(name) for name in both))
        yield pair.plural
        yield from self._alike(pair)
        yield from self._between(pair)
        yield all(name.in_title for name in both)
        yield any(name.entity.spans[0][1] == self.colon for name in both)

    def _alike(self, pair: _Pair) -> Iterator[float]:
        short, long = pair.short, pair.long
        yield pair.shared
        yield pair.shared / len(short.stems)
        yield pair.shared / len(long.stems)
        yield short.stems[0] == long.stems[0]
        yield short.stems[-1] == long.stems[-1]
        yield bool(short.key) and short.key in long.key
        yield bool(short.key) and long.key.startswith(short.key)
        yield bool(short.key) and long.key.endswith(short.key)

    def _between(self, pair: _Pair) -> Iterator[float]:
        """The closest places of the two in one sentence, and how many sentences have both."""
        sentences = [
            {self._sentence(start) for start, _ in name.entity.spans} for name in (pair.short, pair.long)
        ]
        together = sentences[0] & sentences[1]
        best: tuple[int, int, bool] | None = None
        for one in pair.short.entity.spans:
            for other in pair.long.entity.spans:
                if self._sentence(one[0]) != self._sentence(other[0]):
                    continue
                start, end = min(one[1], other[1]), max(one[0], other[0])
                if best is None or end - start < best[1] - best[0]:
                    best = (start, end, one < other)
        if best is None or best[1] - best[0] > _NEAR:
            yield from (_NEAR if best else 2 * _NEAR, 0, 0, 0, 0, -1, best[2] if best else -1)
        else:
            gap = self.text[best[0] : best[1]]
            yield len(gap)
            yield _SAYS_SO.search(gap) is not None
            yield _AND.search(gap) is not None
            yield "(" in gap
            yield _ALSO.fullmatch(gap) is not None
            yield len(gap.split())
            yield best[2]
        yield len(together)

    def _surfaces(self, name: _Name) -> set[str]:
        return {name.entity.name, *(self.text[slice(*span)] for span in name.entity.spans)}

    def _sentence(self, place: int) -> int:
        return bisect_right(self.starts, place)


def _abbreviate(ones: Iterable[str], others: Iterable[str]) -> bool:
    """Whether a form of either is short for a whole form of the other."""
    return any(
        is_short_form(short) and " " in long and expansion(short, long) == 0
        for one, other in product(ones, others)
        for short, long in ((one, other), (other, one))
    )


def _named(name: str) -> bool:
    return " " not in name and named_part(name) == name


def _in_order(wanted: Sequence[str], given: Sequence[str]) -> int:
    """How many of the wanted are found, each behind the one before it; greedily."""
    found, place = 0, 0
    for each in wanted:
        for at in range(place, len(given)):
            if given[at] == each:
                found, place = found + 1, at + 1
                break
    return found
