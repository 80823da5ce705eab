"""Names looked up in the vocabularies in every spelling, and keyed where no vocabulary knows them."""

from __future__ import annotations

from functools import lru_cache

from kg.linking.linked import LinkedBy
from kg.linking.spelling import is_proper, respell, without_parenthesis, without_tail
from ontology.folding import fold
from ontology.types import EntityType
from ontology.vocabulary import Concept, Vocabulary

Found = tuple[Concept, LinkedBy]

# The same names come again and again; so many are remembered.
_KEPT = 100_000


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
        self.find = lru_cache(maxsize=_KEPT)(self._find)

    def _find(self, kind: EntityType, name: str) -> Found | None:
        """The concept that the name means, and by what."""
        concept = self._vocabulary.find(kind, name)
        if concept is not None:
            is_label = fold(name) == fold(concept.label)
            return concept, LinkedBy.LABEL if is_label else LinkedBy.ALIAS
        if (kind, fold(name)) in self._short:
            return self._short[kind, fold(name)], LinkedBy.SHORT_FORM
        spelling = respell(kind, name)
        concept = self._spelling(kind, spelling) or self._spelling(kind, without_parenthesis(spelling))
        if concept is None:
            concept = self._spelling(kind, without_tail(kind, spelling))
            if concept is not None and kind is EntityType.METHOD and concept.label.islower():
                return None
        return None if concept is None else (concept, LinkedBy.SPELLING)

    def _spelling(self, kind: EntityType, spelling: str | None) -> Concept | None:
        """The concept that has this spelling of a name; None for no spelling."""
        key = fold(spelling) if spelling else ""
        return self._spelled.get((kind, key)) if key else None


@lru_cache(maxsize=_KEPT)
def canonical_key(kind: EntityType, name: str) -> str:
    """The canonical key of a name that no vocabulary knows: folded, or itself where nothing is left."""
    spelling = respell(kind, name)
    spelling = without_parenthesis(spelling) or spelling
    rest = without_tail(kind, spelling)
    return fold(rest if rest is not None and is_proper(rest) else spelling) or name


def concept_key(concept: Concept) -> str:
    """The canonical key of what a vocabulary knows."""
    return fold(concept.label) or concept.label


@lru_cache(maxsize=4)
def names_of(vocabulary: Vocabulary) -> Names:
    """The names of a vocabulary, read once."""
    return Names(vocabulary)
