"""Names of one paper to entities of the graph, by the vocabularies and by the name itself.

A name is looked up as it is. Where the paper introduces it as a short form, its expansion is looked up
too, and the other way round; an expansion also tells when the vocabulary means something else by the
short form. Other surface forms never decide: a paper on `latent diffusion models` may call them
`diffusion models` for short, and still means the narrower thing.
"""

from __future__ import annotations

from kg.linking.expansions import Abbreviations, contradicts
from kg.linking.linked import LinkedBy, LinkedEntity
from kg.records import Entity, Extraction
from ontology.folding import fold
from ontology.vocabulary import Concept, Vocabulary


def link(extraction: Extraction, vocabulary: Vocabulary) -> tuple[LinkedEntity, ...]:
    """What each entity of the paper is, in the order of `extraction.entities`.

    Depends on nothing but its arguments, so that it can be redone for all papers without a model.
    """
    abbreviations = Abbreviations(extraction.abbreviations)
    return tuple(_link(entity, abbreviations, vocabulary) for entity in extraction.entities)


def canonical_key(name: str) -> str:
    """The folded name; the name itself where folding leaves nothing of it."""
    return fold(name) or name


def _link(entity: Entity, abbreviations: Abbreviations, vocabulary: Vocabulary) -> LinkedEntity:
    expansions = abbreviations.expansions(entity.name)
    concept = vocabulary.find(entity.type, entity.name)
    foreign = [x for x in expansions if concept is not None and contradicts(x, concept)]
    if concept is not None and not foreign:
        is_label = fold(entity.name) == fold(concept.label)
        return _linked(entity, concept, LinkedBy.LABEL if is_label else LinkedBy.ALIAS)
    for expansion in expansions:
        concept = vocabulary.find(entity.type, expansion)
        if concept is not None:
            return _linked(entity, concept, LinkedBy.ABBREVIATION)
    for short in abbreviations.shorts(entity.name):
        concept = vocabulary.find(entity.type, short)
        if concept is not None and not contradicts(entity.name, concept):
            return _linked(entity, concept, LinkedBy.ABBREVIATION)
    if foreign:
        # Another thing of the same short form: it goes by its expansion, as in papers that spell it out.
        key, reason = canonical_key(foreign[0]), LinkedBy.EXPANSION
    else:
        key, reason = canonical_key(entity.name), LinkedBy.NAME
    return LinkedEntity(entity.type, entity.name, key, entity.name, reason)


def _linked(entity: Entity, concept: Concept, reason: LinkedBy) -> LinkedEntity:
    key = canonical_key(concept.label)
    return LinkedEntity(entity.type, entity.name, key, concept.label, reason, concept.local)
