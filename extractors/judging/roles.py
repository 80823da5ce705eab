"""What speaks for the role of a method or a data set, as numbers."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from extractors.components.annotations import FoundEntity
from extractors.patterns import read_table
from extractors.tagger.features import ROLES
from extractors.tagger.tagging import Tagging
from kg.records import EntityType, Role

METHOD_ROLES = (Role.PROPOSED, Role.USED, Role.COMPARED, Role.MENTIONED)
DATASET_ROLES = (Role.INTRODUCED, Role.EVALUATED, Role.TRAINED, Role.MENTIONED)
ROLES_OF = {EntityType.METHOD: METHOD_ROLES, EntityType.DATASET: DATASET_ROLES}

_FAR = 400


@lru_cache(maxsize=1)
def _cues() -> dict[str, re.Pattern[str]]:
    table = read_table("role_cues")["before"]
    return {name: re.compile(rf"\b(?:{words})", re.IGNORECASE) for name, words in table.items()}


def role_names() -> list[str]:
    """The columns of `role_features`."""
    return [
        *(f"{how}_{role.value}" for how in ("mean", "most", "first", "rules") for role in ROLES),
        *("proposed", "confidence", "places", "in_title", "first_place", "last_place", "sentences"),
        *("abbreviated", "capital", "words", "number_of_methods", "rank_proposed", "rival_proposed"),
        *("after_turn", "before_turn"),
        *(f"{how}_{cue}" for how in ("near", "ever") for cue in _cues()),
    ]


def role_features(
    doc: Doc, tagging: Tagging, entities: Sequence[FoundEntity], type_: EntityType
) -> NDArray[np.float32]:
    """What speaks for the roles of the entities of one type, `[entities of the type, len(role_names())]`.

    Args:
        doc: What the rules found.
        tagging: What the tagger says.
        entities: All entities of the text, with the roles that the rules give.
        type_: Method or Dataset.
    """
    reading = _Reading(doc, tagging, [entity for entity in entities if entity.type is type_])
    rows = [list(reading.features(entity)) for entity in reading.entities]
    return np.asarray(rows, np.float32).reshape(len(rows), len(role_names()))


class _Reading:
    def __init__(self, doc: Doc, tagging: Tagging, entities: Sequence[FoundEntity]) -> None:
        self.text: str = doc._.text
        self.title_end = self.text.find("\n")
        self.starts = [sentence.start_char for sentence in doc.sents] or [0]
        self.entities = entities
        self.chances = {
            id(entity): np.asarray([tagging.role_probabilities(span) for span in entity.spans])
            for entity in entities
        }
        self.proposed = {key: float(chances[:, 0].max()) for key, chances in self.chances.items()}
        self.ranked = sorted(self.proposed.values())
        self.shorts = {self.text[slice(*found.short)] for found in doc._.abbreviations}
        turn = re.search(_turn(), self.text[self.title_end + 1 :])
        self.turn = turn.start() + self.title_end + 1 if turn else self.title_end

    def features(self, entity: FoundEntity) -> Iterator[float]:
        chances = self.chances[id(entity)]
        yield from chances.mean(axis=0)
        yield from chances.max(axis=0)
        yield from chances[0]
        yield from (entity.role is role for role in ROLES)
        length = max(1, len(self.text))
        first, last = entity.spans[0][0], entity.spans[-1][0]
        body = [start for start, _ in entity.spans if start > self.title_end]
        yield entity.proposed
        yield entity.confidence
        yield len(entity.spans)
        yield first < self.title_end
        yield body[0] / length if body else -1
        yield last / length
        yield len({self._sentence(start) for start, _ in entity.spans})
        surfaces = {self.text[slice(*span)] for span in entity.spans}
        yield bool(surfaces & self.shorts)
        yield any(c.isupper() for c in entity.name)
        yield len(entity.name.split())
        own = self.proposed[id(entity)]
        yield len(self.entities)
        yield len(self.ranked) - bisect_right(self.ranked, own)
        yield self.ranked[-1] if own < self.ranked[-1] else self.ranked[-2] if len(self.ranked) > 1 else 0.0
        yield any(start > self.turn for start in body)
        yield any(start < self.turn for start in body)
        yield from self._cues(body or [first])

    def _cues(self, places: Sequence[int]) -> Iterator[float]:
        """Characters back to the nearest cue in the sentence, at the first and at the best place."""
        distances = [[self._distance(cue, place) for cue in _cues().values()] for place in places]
        yield from distances[0]
        yield from (min(column) for column in zip(*distances, strict=True))

    def _distance(self, cue: re.Pattern[str], place: int) -> float:
        start = max(self.starts[self._sentence(place)], place - _FAR)
        ends = [match.end() for match in cue.finditer(self.text, start, place)]
        return place - ends[-1] if ends else _FAR

    def _sentence(self, place: int) -> int:
        return max(0, bisect_right(self.starts, place) - 1)


@lru_cache(maxsize=1)
def _turn() -> re.Pattern[str]:
    return re.compile(str(read_table("role_cues")["turn"]), re.IGNORECASE)


def decide_roles(entities: Sequence[FoundEntity], chances: NDArray[np.float32], proposed: float) -> None:
    """Give each entity its most probable role and how sure that is: that it is an entity, and has the role.

    Args:
        entities: Methods, or data sets.
        chances: Probability of each of ROLES_OF, `[entities, roles]`.
        proposed: Least probability to be an entity and the paper's own.
    """
    for entity, row in zip(entities, chances, strict=True):
        roles = ROLES_OF[entity.type]
        best = 0 if row[0] * entity.confidence >= proposed else 1 + int(row[1:].argmax())
        entity.role = roles[best]
        entity.role_confidence = round(float(row[best]) * entity.confidence, 4)
        entity.proposed = best == 0
