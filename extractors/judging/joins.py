"""Which names of a text are two names of one thing: `RetroAttention` and `Retrospective Sparse Attention`.

A short form that stands in brackets behind its expansion needs none of this; a title that describes what the
abstract names, or a name that is put together of the beginnings of words, does.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise, product

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from extractors.components.annotations import FoundEntity
from extractors.judging.forms import Span
from extractors.judging.likeness import Name, Pair, abbreviate, is_named
from extractors.tagger.tagging import Tagging
from kg.records import EntityType

Floats = NDArray[np.float32]

#: Things of these types have names of their own beside what they are called at length.
JOINED = (EntityType.METHOD, EntityType.DATASET)

# So many names of one type are compared with one another, the first ones; a real abstract has fewer.
_MOST = 50
# Further apart than so many characters two places say nothing of each other.
_NEAR = 60
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
        chosen = [i for i, entity in enumerate(entities) if entity.type is type_][:_MOST]
        placed = {i: reading.place(entities[i]) for i in chosen}
        owns = sorted(place.name.own for place in placed.values())
        for one, other in combinations(chosen, 2):
            pair = Pair.of(placed[one].name, placed[other].name)
            if pair.comparable:
                both = [placed[one], placed[other]]
                if both[0].name is not pair.short:
                    both.reverse()
                pairs.append((one, other))
                rows.append([float(type_ is EntityType.METHOD), *reading.features(pair, both, owns)])
    return pairs, np.asarray(rows, np.float32).reshape(len(rows), len(NAMES))


def limits_of(rows: Floats, plain: float, known: float) -> Floats:
    """The least probability of each pair to be one, `[pairs]`: `known` where a vocabulary has one of them."""
    columns = [NAMES.index("known_s"), NAMES.index("known_l")]
    return np.where(rows[:, columns].any(axis=1), known, plain).astype(np.float32)


def join(
    entities: Sequence[FoundEntity], pairs: Sequence[tuple[int, int]], chances: Floats, limits: Floats
) -> list[FoundEntity]:
    """The entities, those joined that are one, the surest first.

    All names of one entity must be alike (complete linkage): two that by themselves are less than half as
    probable to be one as they need be are not joined by way of a third.

    Args:
        entities: In the order of their first mentions.
        pairs: Places in `entities`, the first one first.
        chances: Probability that a pair is two, and that it is one, `[pairs, 2]`.
        limits: Least probability to be one, `[pairs]`.
    """
    if not pairs:
        return list(entities)
    opposed = {pair for pair, sure in zip(pairs, chances[:, 1] < limits / 2, strict=True) if sure}
    groups = {i: [i] for i in range(len(entities))}
    for row in np.argsort(-chances[:, 1], kind="stable"):
        kept, gone = (groups[i] for i in pairs[row])
        if chances[row, 1] < limits[row] or kept is gone:
            continue
        if not any((min(one, other), max(one, other)) in opposed for one, other in product(kept, gone)):
            kept += gone
            groups |= dict.fromkeys(gone, kept)
    distinct = {id(group): group for group in groups.values()}.values()
    joined = [_joined([entities[i] for i in sorted(group)]) for group in distinct]
    return sorted(joined, key=lambda entity: entity.spans[0])


def _joined(group: Sequence[FoundEntity]) -> FoundEntity:
    """Called by the word that is written like a name, else as it is called more often, else first."""
    if len(group) == 1:
        return group[0]
    shown = min(
        group,
        key=lambda entity: (not is_named(entity.name), -len(entity.spans)),
    )
    return FoundEntity(
        type=shown.type,
        name=shown.name,
        spans=sorted(span for entity in group for span in entity.spans),
        confidence=max(entity.confidence for entity in group),
        proposed=any(entity.proposed for entity in group),
    )


@dataclass(frozen=True, slots=True)
class _Placed:
    """A name with where it stands.

    Args:
        name: The name.
        first: Where it stands first below the title, as a share of the text; -1 for nowhere.
        in_title: Whether the title has it.
        sentences: In which it stands.
    """

    name: Name
    first: float
    in_title: bool
    sentences: frozenset[int]


class _Reading:
    """One text."""

    def __init__(self, doc: Doc, tagging: Tagging) -> None:
        self.text: str = doc._.text
        self.tagging = tagging
        self.title_end = max(0, self.text.find("\n"))
        self.colon = self.text.find(":", 0, self.title_end)
        self.starts = [sentence.start_char for sentence in doc.sents] or [0]
        self.known = {candidate.span for candidate in doc._.candidates if candidate.concept is not None}

    def place(self, entity: FoundEntity) -> _Placed:
        """An entity with where it stands."""
        name = Name.of(
            entity,
            self.text,
            max(self.tagging.role_probabilities(span)[0] for span in entity.spans),
            known=any(span in self.known for span in entity.spans),
        )
        body = next((start for start, _ in entity.spans if start > self.title_end), None)
        return _Placed(
            name,
            first=-1.0 if body is None else body / max(1, len(self.text)),
            in_title=entity.spans[0][0] < self.title_end,
            sentences=frozenset(self._sentence(start) for start, _ in entity.spans),
        )

    def features(self, pair: Pair, placed: Sequence[_Placed], owns: Sequence[float]) -> Iterator[float]:
        both, own = (pair.short, pair.long), sorted((pair.short.own, pair.long.own))
        yield len(owns)
        yield len(owns) - bisect_right(owns, 0.5)
        yield from own
        yield from (len(owns) - bisect_right(owns, chance) for chance in own)
        yield sum(name.entity.proposed for name in both)
        yield from sorted(name.entity.confidence for name in both)
        yield from (len(name.words) for name in both)
        yield from (len(name.entity.name) for name in both)
        yield from (sum(map(str.isupper, name.entity.name)) for name in both)
        yield from (name.is_named for name in both)
        yield from (len(name.entity.spans) for name in both)
        yield from (place.first for place in placed)
        yield from (place.in_title for place in placed)
        yield from (place.first < 0 for place in placed)
        yield from (name.known for name in both)
        yield from (pair.initials, pair.pieces, pair.letters, pair.head)
        yield abbreviate((pair.short.entity.name,), (pair.long.entity.name,))
        yield abbreviate(pair.short.surfaces, pair.long.surfaces)
        yield pair.plural
        yield from _words_alike(pair)
        yield from self._between(pair)
        yield len(placed[0].sentences & placed[1].sentences)
        yield all(place.in_title for place in placed)
        yield any(name.entity.spans[0][1] == self.colon for name in both)

    def _between(self, pair: Pair) -> Iterator[float]:
        """What stands between the closest places of the two in one sentence."""
        closest = self._closest(pair.short.entity.spans, pair.long.entity.spans)
        if closest is None:
            yield from (2 * _NEAR, 0, 0, 0, 0, -1, -1)
            return
        start, end, short_first = closest
        if end - start > _NEAR:
            yield from (_NEAR, 0, 0, 0, 0, -1, short_first)
            return
        gap = self.text[start:end]
        yield len(gap)
        yield _SAYS_SO.search(gap) is not None
        yield _AND.search(gap) is not None
        yield "(" in gap
        yield _ALSO.fullmatch(gap) is not None
        yield len(gap.split())
        yield short_first

    def _closest(self, short: Sequence[Span], long: Sequence[Span]) -> tuple[int, int, bool] | None:
        """Where the gap begins and ends, and whether the short name stands first; the first of equal gaps."""
        places = sorted([*((*span, True) for span in short), *((*span, False) for span in long)])
        gaps = [
            (max(0, later[0] - earlier[1]), earlier[1], max(earlier[1], later[0]), earlier[2])
            for earlier, later in pairwise(places)
            if earlier[2] is not later[2] and self._sentence(earlier[0]) == self._sentence(later[0])
        ]
        return min(gaps)[1:] if gaps else None

    def _sentence(self, place: int) -> int:
        return bisect_right(self.starts, place)


def _words_alike(pair: Pair) -> Iterator[float]:
    short, long = pair.short, pair.long
    yield pair.shared
    yield pair.shared / len(short.stems)
    yield pair.shared / len(long.stems)
    yield short.stems[0] == long.stems[0]
    yield short.stems[-1] == long.stems[-1]
    yield bool(short.key) and short.key in long.key
    yield bool(short.key) and long.key.startswith(short.key)
    yield bool(short.key) and long.key.endswith(short.key)
