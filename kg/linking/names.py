"""Names looked up in the vocabularies in every spelling, and keyed where no vocabulary knows them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from kg.linking.linked import LinkedBy
from kg.linking.spelling import is_proper, respell, without_parenthesis, without_tail
from ontology.folding import fold
from ontology.types import EntityType
from ontology.vocabulary import Concept, Vocabulary

Found = tuple[Concept, LinkedBy]


class Names:
    """What names mean by themselves, without the paper that they stand in.

    Args:
        vocabulary: What is known beforehand.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._short = {(c.type, fold(name)): c for c in vocabulary for name in c.short_forms}
        self._spelled: dict[tuple[EntityType, str], Concept | None] = {}
        for concept in vocabulary:
            for name in concept.names:
                place = (concept.type, fold(respell(concept.type, name)))
                # What two concepts would share is no name of either.
                known = self._spelled.setdefault(place, concept)
                if known is not None and known is not concept:
                    self._spelled[place] = None
        self.find = lru_cache(maxsize=100_000)(self._find)
        self.key = lru_cache(maxsize=100_000)(self._key)

    def _find(self, kind: EntityType, name: str) -> Found | None:
        """The concept that the name means, and by what."""
        concept = self._vocabulary.find(kind, name)
        if concept is not None:
            is_label = fold(name) == fold(concept.label)
            return concept, LinkedBy.LABEL if is_label else LinkedBy.ALIAS
        if (kind, fold(name)) in self._short:
            return self._short[kind, fold(name)], LinkedBy.SHORT_FORM
        for spelling in _spellings(kind, name):
            concept = self._spelled.get((kind, fold(spelling))) if fold(spelling) else None
            if concept is not None:
                return concept, LinkedBy.SPELLING
        rest = without_tail(kind, respell(kind, name))
        if rest is None:
            return None
        concept = self._spelled.get((kind, fold(rest))) if fold(rest) else None
        if concept is None or (kind is EntityType.METHOD and concept.label.islower()):
            return None
        return concept, LinkedBy.SPELLING

    def _key(self, kind: EntityType, name: str) -> str:
        """The canonical key of a name that no vocabulary knows: folded, or itself where nothing is left."""
        spelling = respell(kind, name)
        spelling = without_parenthesis(spelling) or spelling
        rest = without_tail(kind, spelling)
        return fold(rest if rest is not None and is_proper(rest) else spelling) or name


def concept_key(concept: Concept) -> str:
    """The canonical key of what a vocabulary knows."""
    return fold(concept.label) or concept.label


def _spellings(kind: EntityType, name: str) -> Iterator[str]:
    spelling = respell(kind, name)
    yield spelling
    alone = without_parenthesis(spelling)
    if alone is not None:
        yield alone


@lru_cache(maxsize=4)
def names_of(vocabulary: Vocabulary) -> Names:
    """The names of a vocabulary, read once."""
    return Names(vocabulary)
