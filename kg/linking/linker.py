"""Names of one paper to entities of the graph, by the vocabularies and by the paper itself.

What a name means by itself is the resolver's to say. The paper decides where it says more: an expansion
tells when the vocabulary means something else by a short form, a long name beside a short one tells what
the short one stands for, and a method that the paper calls its own by a common short name is nobody else's.
Other surface forms never decide: a paper on `latent diffusion models` may call them `diffusion models` for
short, and still means the narrower thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.linking.expansions import Abbreviations, contradicts
from kg.linking.lexicon import is_short_form, spells
from kg.linking.linked import LinkedBy, LinkedEntity
from kg.linking.resolver import Meaning, Resolver, resolver
from kg.records import Entity, Extraction, Role
from ontology.spelling import canonical_key, plain
from ontology.vocabulary import Vocabulary

# A name of at most so many letters and nothing else may be anybody's.
_COMMON = re.compile(r"[^\W\d_]{1,5}")


def link(extraction: Extraction, vocabulary: Vocabulary, paper: str) -> tuple[LinkedEntity, ...]:
    """What each entity of the paper is, in the order of `extraction.entities`.

    `paper` is its IRI, of which only the last part counts. Depends on nothing but its arguments, so that it
    can be redone for all papers without a model, in any order.
    """
    linker = _Linker(extraction, resolver(vocabulary), paper)
    return tuple(linker.link(entity) for entity in extraction.entities)


def common(name: str, names: Resolver) -> bool:
    """Whether a name says so little that several things may bear it: `SAGE`, `Atlas`.

    Told by the name alone, never by how many papers use it, so that papers that come later change nothing.
    """
    text = plain(name)
    return _COMMON.fullmatch(text) is not None or (text.isalpha() and names.lexicon.ordinary(text.casefold()))


# A digit that stands for no word: the 2 of `T2I` is `to`, the 4 of `R4R` is `for`.
_COUNT = re.compile(r"[0135-9]")


class _Linker:
    """Links the entities of one paper."""

    def __init__(self, extraction: Extraction, names: Resolver, paper: str) -> None:
        self._abbreviations = Abbreviations(extraction.abbreviations)
        self._entities = extraction.entities
        self._names = names
        self._paper = paper.rpartition("/")[2].rpartition("-")[2]

    def link(self, entity: Entity) -> LinkedEntity:
        meaning = self._meaning(entity)
        local = None if meaning.concept is None else meaning.concept.local
        variant_of = None if meaning.variant_of is None else canonical_key(meaning.variant_of.label)
        return LinkedEntity(
            entity.type, entity.name, meaning.key, meaning.label, meaning.linked_by, local, variant_of
        )

    def _meaning(self, entity: Entity) -> Meaning:
        plainly = self._names.resolve(entity.type, entity.name)
        expansions = self._abbreviations.expansions(entity.name)
        foreign = [x for x in expansions if plainly.concept is not None and contradicts(x, plainly.concept)]
        if plainly.concept is not None and not foreign:
            return self._in_context(entity) or self._proposed(entity, plainly, bool(expansions)) or plainly
        for expansion in expansions:
            found = self._names.resolve(entity.type, expansion)
            if found.concept is not None:
                return _known(found, LinkedBy.ABBREVIATION)
        for short in self._abbreviations.shorts(entity.name):
            found = self._names.resolve(entity.type, short)
            if found.concept is not None and not contradicts(entity.name, found.concept):
                return _known(found, LinkedBy.ABBREVIATION)
        if foreign or (expansions and common(entity.name, self._names)):
            # One of the things of that short form: it goes by its expansion, as in papers that spell it out.
            return self._own(entity, (foreign or expansions)[0], LinkedBy.EXPANSION)
        return self._in_context(entity) or self._unknown(entity, plainly, bool(expansions))

    def _proposed(self, entity: Entity, plainly: Meaning, spelled_out: bool) -> Meaning | None:
        """What a paper proposes by a short form is not what others usually mean by it, unless it says so."""
        if entity.role is not Role.PROPOSED or plainly.linked_by is not LinkedBy.USUAL or spelled_out:
            return None
        if any(meaning.concept is plainly.concept for meaning in self._spelled_out(entity)):
            return None
        return self._private(entity, canonical_key(entity.name))

    def _private(self, entity: Entity, key: str) -> Meaning:
        return Meaning(f"{key}/{self._paper}", entity.name, LinkedBy.PAPER)

    def _in_context(self, entity: Entity) -> Meaning | None:
        """A short form without an expansion, by the one long name in the paper that it can stand for."""
        if self._abbreviations.expansions(entity.name) or not is_short_form(entity.name):
            return None
        found = {meaning.key: meaning for meaning in self._spelled_out(entity)}
        if len(found) != 1:
            return None
        (meaning,) = found.values()
        known = self._names.resolve(entity.type, entity.name).concept
        if known is not None and (meaning.concept is known or not contradicts(meaning.label, known)):
            return None
        reason = LinkedBy.EXPANSION if meaning.concept is None else LinkedBy.CONTEXT
        return Meaning(meaning.key, meaning.label, reason, meaning.concept, meaning.variant_of)

    def _spelled_out(self, entity: Entity) -> Iterator[Meaning]:
        """What the paper's long names of the same type mean whose initials the short form is."""
        for other in self._entities:
            if _COUNT.search(entity.name) and not _COUNT.search(other.name):
                # `C3L` is some contrastive learning, but not contrastive learning.
                continue
            if other.type is entity.type and " " in other.name and spells(entity.name, other.name):
                yield self._names.resolve(other.type, other.name)

    def _unknown(self, entity: Entity, plainly: Meaning, spelled_out: bool) -> Meaning:
        """What no vocabulary has, and the paper does not spell out to tell it from others."""
        for short in self._abbreviations.shorts(entity.name):
            # The long form of a name that can only be its own goes by that name.
            if plainly.linked_by is LinkedBy.NAME and not common(short, self._names):
                return self._own(entity, short, LinkedBy.ABBREVIATED)
        private = entity.role is Role.PROPOSED and plainly.linked_by is LinkedBy.NAME
        if private and not spelled_out and common(entity.name, self._names):
            return self._private(entity, plainly.key)
        return plainly

    def _own(self, entity: Entity, name: str, reason: LinkedBy) -> Meaning:
        found = self._names.resolve(entity.type, name)
        return Meaning(found.key, entity.name, reason, found.concept, found.variant_of)


def _known(meaning: Meaning, reason: LinkedBy) -> Meaning:
    return Meaning(meaning.key, meaning.label, reason, meaning.concept)
