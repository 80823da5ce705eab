"""What a name means by itself, without the paper that it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg.linking.lexicon import Lexicon, abbreviates
from kg.linking.linked import LinkedBy
from kg.linking.normal import Normal, Rule, distinct, normal
from kg.linking.tasks import is_automatic, other_orders
from kg.linking.variants import has_year, is_variant, respelled
from ontology.name_rules import word_list
from ontology.spelling import canonical_key, join, plain, tokens
from ontology.types import EntityType
from ontology.vocabulary import Concept, Vocabulary

_BRACKETED = re.compile(r"(?P<outer>.*\S)\s*[(\[](?P<inner>[^()\[\]]{2,80})[)\]]")
_REASONS = {
    Rule.SPELLING: LinkedBy.SPELLING,
    Rule.VARIANT: LinkedBy.VARIANT,
    Rule.GENERIC: LinkedBy.GENERIC,
    Rule.SHORT_FORM: LinkedBy.SHORT_FORM,
    Rule.HEAD_WORD: LinkedBy.HEAD_WORD,
}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name means.

    Args:
        key: The canonical key; with the type it makes the IRI.
        label: How the vocabulary spells it, else the name.
        linked_by: Why.
        concept: The concept of the vocabulary, or None for an entity of its own.
        variant_of: For a data set that no vocabulary has, the known one that it is a variant of.
    """

    key: str
    label: str
    linked_by: LinkedBy
    concept: Concept | None = None
    variant_of: Concept | None = None


class Resolver:
    """Looks names up in one vocabulary; the answer depends on type, name and vocabulary alone.

    Args:
        vocabulary: What is known.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.lexicon = Lexicon(vocabulary)
        self._strict: dict[tuple[EntityType, str], Concept] = {}
        for concept in vocabulary:
            self._strict.setdefault((concept.type, canonical_key(concept.label)), concept)
        for concept in vocabulary:
            for alias in (*concept.aliases, *concept.hidden):
                self._strict.setdefault((concept.type, canonical_key(alias)), concept)
        for concept in vocabulary:
            for name in concept.names:
                # As it is written, so that another case or a missing space finds it too.
                self._strict.setdefault((concept.type, _letters(name)), concept)
        self._normal = self._by_normal_form(vocabulary)
        self._yearly = frozenset(
            concept.variant_of
            for concept in vocabulary.of(EntityType.DATASET)
            if concept.variant_of and has_year(tokens(plain(concept.label)))
        )
        self.resolve = lru_cache(maxsize=200_000)(self._resolve)

    def _by_normal_form(self, vocabulary: Vocabulary) -> dict[tuple[EntityType, str], Concept]:
        """Concepts by the normal forms of their names; a form that two concepts share means neither."""
        found: dict[tuple[EntityType, str], Concept | None] = {}
        for concept in vocabulary:
            for name in concept.names:
                if concept.type is EntityType.TASK and is_automatic(tokens(plain(name))):
                    # `automated machine learning` is a task, but it is not machine learning.
                    continue
                place = (concept.type, normal(concept.type, name, self.lexicon).key)
                known = found.setdefault(place, concept)
                if known is not concept:
                    found[place] = None
        return {place: concept for place, concept in found.items() if concept is not None}

    def _resolve(self, kind: EntityType, name: str) -> Meaning:
        exact = self._exact(kind, name)
        if exact is not None:
            return exact
        for short, long in _in_brackets(name):
            if abbreviates(short, long):
                return self._abbreviated(kind, long, short)
        form = normal(kind, name, self.lexicon)
        concept = self._normal.get((kind, form.key))
        if concept is not None:
            return _known(concept, _REASONS[form.rule])
        if "@" in form.key and (concept := self._strict.get((kind, form.key.replace("@", "")))):
            return _known(concept, LinkedBy.SPELLING)
        return (
            self._shorter(kind, form)
            or self._reordered(kind, form)
            or self._of_short_year(kind, form)
            or self._variant(kind, name, form)
            or self._own(kind, name, form)
        )

    def _exact(self, kind: EntityType, name: str) -> Meaning | None:
        """By the key of a label, an alias or a hidden label."""
        key = canonical_key(name)
        for other in _spellings(name, key):
            concept = self._strict.get((kind, other))
            if concept is not None:
                written = LinkedBy.LABEL if other == canonical_key(concept.label) else LinkedBy.ALIAS
                return _reached(concept, other, written)
        return None

    def _abbreviated(self, kind: EntityType, long: str, short: str) -> Meaning:
        """By the long form, or by the short one, of which one stands in brackets behind the other."""
        found = self.resolve(kind, long)
        if found.concept is None:
            other = self.resolve(kind, short)
            found = other if other.concept is not None else found
        reason = LinkedBy.ABBREVIATION if found.concept is not None else found.linked_by
        return Meaning(found.key, found.label, reason, found.concept, found.variant_of)

    def _shorter(self, kind: EntityType, form: Normal) -> Meaning | None:
        """By what is left without last words that are generic, where that is known."""
        generic, words = word_list("generic", kind.value), form.words
        while len(words) > 1 and words[-1] in generic and not distinct(words[-2], words[-1]):
            words = words[:-1]
            if concept := self._find(kind, words):
                return _reached(concept, join(words), LinkedBy.GENERIC)
        return None

    def _reordered(self, kind: EntityType, form: Normal) -> Meaning | None:
        """A task by its words in another order, or by the head that it lacks: `text-to-image`."""
        if kind is not EntityType.TASK or len(form.words) < 2:
            return None
        headless = [[*form.words, "generation"]] if form.words[-2] == "to" else []
        for words in (*other_orders(form.words), *headless):
            if words and (concept := self._find(kind, words)):
                return _known(concept, LinkedBy.HEAD_WORD)
        return None

    def _of_short_year(self, kind: EntityType, form: Normal) -> Meaning | None:
        """A data set by its year in short, right behind its name: `KiTS 2019` is KiTS19."""
        if kind is not EntityType.DATASET or len(form.words) < 2 or not has_year(form.words[-1:]):
            return None
        *before, last, year = form.words
        concept = self._find(kind, [*before, last + year[2:]])
        return _known(concept, LinkedBy.VARIANT) if concept else None

    def _variant(self, kind: EntityType, name: str, form: Normal) -> Meaning | None:
        """By the known thing that the name begins with, where the rest makes a variant of it."""
        if kind not in (EntityType.DATASET, EntityType.METHOD):
            return None
        for end in range(len(form.words) - 1, 0, -1):
            tail = form.words[end:]
            if not is_variant(kind, tail):
                return None
            base = self._find(kind, form.words[:end])
            if base is None:
                continue
            stem = normal(kind, base.label, self.lexicon).words
            for marks in (tail, *(respelled(tail) if kind is EntityType.DATASET else ())):
                if concept := self._find(kind, [*stem, *marks]):
                    return _known(concept, LinkedBy.VARIANT)
                if marks is not tail and ("x" in marks[-1] or base.local in self._yearly):
                    tail = marks
            return Meaning(
                self._free(kind, _apart(stem, tail)),
                name,
                LinkedBy.VARIANT_OF,
                variant_of=base if kind is EntityType.DATASET else None,
            )
        return None

    def _own(self, kind: EntityType, name: str, form: Normal) -> Meaning:
        """By itself: what no vocabulary knows."""
        concept = self._strict.get((kind, form.key))
        if concept is not None:
            return _reached(concept, form.key, _REASONS[form.rule])
        return Meaning(form.key or name, name, LinkedBy.NAME)

    def _find(self, kind: EntityType, words: list[str]) -> Concept | None:
        key = join(words)
        return self._strict.get((kind, key)) or self._normal.get((kind, key))

    def _free(self, kind: EntityType, key: str) -> str:
        # A key that was put together must not be the key of something known.
        return key if (kind, key) not in self._strict else f"{key}-variant"


@lru_cache(maxsize=4)
def resolver(vocabulary: Vocabulary) -> Resolver:
    """The resolver of a vocabulary; making one takes a second, so the last few are kept."""
    return Resolver(vocabulary)


def unknown_key(kind: EntityType, name: str) -> str:
    """The key that linking gives to a name without any vocabulary: equal for two spellings of one name."""
    return resolver(Vocabulary(())).resolve(kind, name).key


def _in_brackets(name: str) -> Iterator[tuple[str, str]]:
    """What may be a short form and its long one: `segment anything model (SAM)`, and the other way round."""
    if match := _BRACKETED.fullmatch(name):
        yield match["inner"], match["outer"]
        yield match["outer"], match["inner"]


def _spellings(name: str, key: str) -> Iterator[str]:
    """The key, and that of the name as a plural or with hyphens for points."""
    yield key
    if "s" in name.casefold():
        yield _letters(name)
        if key[-1:] == "s" and name[-1:] == "s" and key.isalpha() and len(key) <= 5:
            yield key[:-1]
    if "-" in key:
        yield key.replace("-", ".")


def _apart(stem: list[str], tail: list[str]) -> str:
    # `ViT-S` is neither several ViTs nor VITS.
    return f"{join(stem)}-s" if tail == ["s"] else join([*stem, *tail])


def _letters(name: str) -> str:
    """The key without any s taken for that of a plural."""
    return join(tokens(plain(name), plurals=False))


def _reached(concept: Concept, key: str, reason: LinkedBy) -> Meaning:
    """By a hidden label, whatever else led to it: `the CFG framework` says no more than `CFG` does."""
    hidden = key in map(canonical_key, concept.hidden)
    return _known(concept, LinkedBy.USUAL if hidden else reason)


def _known(concept: Concept, reason: LinkedBy) -> Meaning:
    return Meaning(canonical_key(concept.label), concept.label, reason, concept)
