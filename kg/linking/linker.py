"""Names of one paper to entities of the graph, by the vocabularies and by the name itself.

A name is looked up as it is, then in its other spellings. Where the paper introduces it as a short form,
its expansion is looked up too, and the other way round; an expansion also tells when the vocabulary means
something else by the short form. Other surface forms never decide: a paper on `latent diffusion models` may
call them `diffusion models` for short, and still means the narrower thing.
"""

from __future__ import annotations

from kg.linking.expansions import Abbreviations, contradicts
from kg.linking.linked import LinkedBy, LinkedEntity
from kg.linking.names import Names, canonical_key, concept_key, names_of
from kg.records import Entity, EntityType, Extraction
from ontology.vocabulary import Concept, Vocabulary


def link(extraction: Extraction, vocabulary: Vocabulary) -> tuple[LinkedEntity, ...]:
    """What each entity of the paper is, in the order of `extraction.entities`.

    Depends on nothing but its arguments, so that it can be redone for all papers without a model.
    """
    abbreviations, names = Abbreviations(extraction.abbreviations), names_of(vocabulary)
    return tuple(_link(entity, abbreviations, names) for entity in extraction.entities)


def link_name(kind: EntityType, name: str, vocabulary: Vocabulary) -> LinkedEntity:
    """What a name is by itself, without a paper."""
    return _link(Entity(kind, name, ()), Abbreviations(()), names_of(vocabulary))


def _link(entity: Entity, abbreviations: Abbreviations, names: Names) -> LinkedEntity:
    expansions = abbreviations.expansions(entity.name)
    found = names.find(entity.type, entity.name)
    foreign = [x for x in expansions if found is not None and _is_foreign(x, *found)]
    if found is not None and not foreign:
        return _linked(entity, *found)
    for expansion in expansions:
        found = names.find(entity.type, expansion)
        if found is not None:
            return _linked(entity, found[0], LinkedBy.ABBREVIATION)
    for short in abbreviations.shorts(entity.name):
        found = names.find(entity.type, short)
        if found is not None and not contradicts(entity.name, found[0]):
            return _linked(entity, found[0], LinkedBy.ABBREVIATION)
    if foreign:
        # Another thing of the same short form: it goes by its expansion, as in papers that spell it out.
        key, reason = canonical_key(entity.type, foreign[0]), LinkedBy.EXPANSION
    else:
        key, reason = canonical_key(entity.type, entity.name), LinkedBy.NAME
    return LinkedEntity(entity.type, entity.name, key, entity.name, reason)


def _is_foreign(expansion: str, concept: Concept, reason: LinkedBy) -> bool:
    """Whether the paper's expansion of a name says that it means something else than the concept."""
    return reason is LinkedBy.SHORT_FORM or contradicts(expansion, concept)


def _linked(entity: Entity, concept: Concept, reason: LinkedBy) -> LinkedEntity:
    return LinkedEntity(entity.type, entity.name, concept_key(concept), concept.label, reason, concept.local)
