"""Names of one paper to entities of the graph, by the vocabularies and by the name itself.

A name is looked up as it is. Where the paper introduces it as a short form, its expansion is looked up
too, and the other way round. Other surface forms never decide: a paper on `latent diffusion models` may
call them `diffusion models` for short, and still means the narrower thing.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.linking.linked import LinkedBy, LinkedEntity
from kg.records import Abbreviation, Entity, Extraction
from ontology.folding import fold
from ontology.vocabulary import Concept, Vocabulary


def link(extraction: Extraction, vocabulary: Vocabulary) -> tuple[LinkedEntity, ...]:
    """What each entity of the paper is, in the order of `extraction.entities`.

    Depends on nothing but its arguments, so that it can be redone for all papers without a model.
    """
    pairs = _Pairs(extraction.abbreviations)
    return tuple(_link(entity, pairs, vocabulary) for entity in extraction.entities)


def canonical_key(name: str) -> str:
    """The folded name; the name itself where folding leaves nothing of it."""
    return fold(name) or name


class _Pairs:
    """A paper's own abbreviations, to ask in both directions."""

    def __init__(self, abbreviations: Iterable[Abbreviation]) -> None:
        self._expansions: dict[str, list[str]] = {}
        self._shorts: dict[str, list[str]] = {}
        for pair in abbreviations:
            self._expansions.setdefault(fold(pair.short), []).append(pair.long)
            self._shorts.setdefault(fold(pair.long), []).append(pair.short)

    def expansions(self, name: str) -> list[str]:
        """What the paper says that the name stands for, sorted."""
        return sorted(self._expansions.get(fold(name), ()))

    def others(self, name: str) -> list[str]:
        """The expansions and the short forms of the name, sorted."""
        return self.expansions(name) + sorted(self._shorts.get(fold(name), ()))


def _link(entity: Entity, pairs: _Pairs, vocabulary: Vocabulary) -> LinkedEntity:
    concept = vocabulary.find(entity.type, entity.name)
    if concept is not None:
        is_label = fold(entity.name) == fold(concept.label)
        return _linked(entity, concept, LinkedBy.LABEL if is_label else LinkedBy.ALIAS)
    for other in pairs.others(entity.name):
        concept = vocabulary.find(entity.type, other)
        if concept is not None:
            return _linked(entity, concept, LinkedBy.ABBREVIATION)
    key = canonical_key(entity.name)
    return LinkedEntity(entity.type, entity.name, key, entity.name, LinkedBy.NAME)


def _linked(entity: Entity, concept: Concept, reason: LinkedBy) -> LinkedEntity:
    key = canonical_key(concept.label)
    return LinkedEntity(entity.type, entity.name, key, concept.label, reason, concept.local)
