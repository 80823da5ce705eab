"""The rules that a vocabulary file keeps: each takes one file and yields a sentence for each breach."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from rdflib import Literal, Node
from rdflib.namespace import RDF, SKOS

from ontology.folding import fold
from ontology.terms import SG
from ontology.turtle import local_name
from ontology.types import EntityType

#: The local name of the concept scheme, which is no concept itself.
SCHEME = "scheme"

_LOCAL = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

# Property to the most values that a concept may have of it; None for any number.
_EVERY_TYPE: dict[Node, int | None] = {
    RDF.type: None,
    SKOS.inScheme: 1,
    SKOS.prefLabel: 1,
    SKOS.altLabel: None,
    SKOS.hiddenLabel: None,
    SKOS.definition: 1,
}
_ONE_TYPE: dict[EntityType, dict[Node, int | None]] = {
    EntityType.METRIC: {SG.direction: 1, SG.unit: 1},
    EntityType.DATASET: {SG.variantOf: 1},
    EntityType.TASK: {SKOS.broader: None},
    EntityType.METHOD: {SKOS.broader: None},
}
_TEXTS = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel, SKOS.definition, SG.unit)
_LINKS = (SKOS.broader, SG.variantOf)


@dataclass(frozen=True, slots=True)
class VocabularyFile:
    """One vocabulary file, read.

    Args:
        name: The file's name.
        kind: The type of its concepts, as the namespace of its concepts says.
        heads: The local names that its blocks begin with, in order.
        concepts: What it says of each concept, by local name; the scheme is left out.
    """

    name: str
    kind: EntityType
    heads: tuple[str, ...]
    concepts: dict[str, dict[Node, list[Node]]]

    def names(self, local: str) -> list[str]:
        """The label, the aliases and the hidden names of a concept."""
        values = self.concepts[local]
        kinds = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
        return [str(name) for kind in kinds for name in values.get(kind, ())]

    def fault(self, local: str, sentence: str) -> str:
        """The sentence with what it is about before it."""
        return f"{self.name}: v:{local} {sentence}"


def order(file: VocabularyFile) -> Iterator[str]:
    """Each concept has one block, and blocks are sorted by local name."""
    heads = [head for head in file.heads if head != SCHEME]
    for before, after in pairwise(heads):
        if before == after or (after < before and heads.count(after) > 1):
            yield file.fault(after, "has more than one block.")
        elif after < before:
            yield file.fault(after, f"comes after v:{before}, though blocks are sorted by local name.")
    for local in sorted(file.concepts.keys() - set(heads)):
        yield file.fault(local, "has no block of its own that begins a line with its name and class.")


def properties(file: VocabularyFile) -> Iterator[str]:
    """A concept has the properties of its type, as often as they may occur."""
    allowed = _EVERY_TYPE | _ONE_TYPE[file.kind]
    for local, values in file.concepts.items():
        for predicate, found in values.items():
            name = local_name(predicate)
            if predicate not in allowed:
                yield file.fault(local, f"has the property {name}, which a {file.kind.value} does not have.")
                continue
            most = allowed[predicate]
            if most is not None and len(found) > most:
                yield file.fault(local, f"has {len(found)} values of {name}; one is allowed.")


def classes(file: VocabularyFile) -> Iterator[str]:
    """A concept is a skos:Concept and an entity of the file's type, in the file's scheme."""
    for local, values in file.concepts.items():
        types = {str(value) for value in values.get(RDF.type, ())}
        if types != {str(SKOS.Concept), str(SG[file.kind.value])}:
            yield file.fault(local, f"is not exactly a sg:{file.kind.value} and a skos:Concept.")
        if [local_name(scheme) for scheme in values.get(SKOS.inScheme, ())] != [SCHEME]:
            yield file.fault(local, "is not in v:scheme.")


def labels(file: VocabularyFile) -> Iterator[str]:
    """A concept has a label, and every text is a plain string without space around it."""
    for local, values in file.concepts.items():
        if not values.get(SKOS.prefLabel):
            yield file.fault(local, "has no skos:prefLabel.")
        for predicate in _TEXTS:
            for value in values.get(predicate, ()):
                plain = isinstance(value, Literal) and value.language is None and value.datatype is None
                if not plain or not value or str(value) != " ".join(str(value).split()):
                    yield file.fault(
                        local, f"has a {local_name(predicate)} that is no plain, trimmed text: {value!r}."
                    )


def keys(file: VocabularyFile) -> Iterator[str]:
    """No name of one concept folds to the key of another, so that a name means one concept."""
    owners: dict[str, str] = {}
    for local in file.concepts:
        for name in file.names(local):
            key = fold(name)
            if not key:
                yield file.fault(local, f"has the name {name!r}, which has no letter or digit.")
            elif owners.setdefault(key, local) != local:
                yield file.fault(local, f"has the name {name!r}, which means v:{owners[key]} as well.")


def repetitions(file: VocabularyFile) -> Iterator[str]:
    """A concept states each of its names once."""
    for local in file.concepts:
        names = file.names(local)
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield file.fault(local, f"has the name {name!r} more than once.")


def directions(file: VocabularyFile) -> Iterator[str]:
    """A direction is one of the two that the ontology has."""
    for local, values in file.concepts.items():
        for direction in values.get(SG.direction, ()):
            if direction not in (SG.HigherIsBetter, SG.LowerIsBetter):
                yield file.fault(local, f"has an unknown sg:direction: {local_name(direction)}.")


def links(file: VocabularyFile) -> Iterator[str]:
    """What a concept is narrower than, or a variant of, is in the file too, and never itself in the end."""
    for predicate in _LINKS:
        targets = {
            local: [local_name(target) for target in values.get(predicate, ())]
            for local, values in file.concepts.items()
        }
        for local, found in targets.items():
            for target in found:
                if target not in file.concepts:
                    yield file.fault(local, f"has {local_name(predicate)} v:{target}, which this file lacks.")
            if _reaches_itself(local, targets):
                yield file.fault(local, f"is in a circle of {local_name(predicate)}.")


def _reaches_itself(start: str, targets: dict[str, list[str]]) -> bool:
    seen: set[str] = set()
    pending = list(targets[start])
    while pending:
        local = pending.pop()
        if local == start:
            return True
        if local not in seen:
            seen.add(local)
            pending.extend(targets.get(local, ()))
    return False


def local_names(file: VocabularyFile) -> Iterator[str]:
    """A local name is lower-case words joined by hyphens, and recalls the label or an alias."""
    for local in file.concepts:
        if not _LOCAL.fullmatch(local):
            yield file.fault(local, "is not lower-case letters and digits joined by single hyphens.")
        recalled = _letters(local)
        if not any(recalled in _letters(name) or _letters(name) in recalled for name in file.names(local)):
            yield file.fault(local, f"recalls none of its names: {', '.join(file.names(local))}.")


def _letters(name: str) -> str:
    # `+`, `#` and `@` are words in local names; the rest is compared without case, accents and marks.
    plain = name.replace("+", "plus").replace("#", "sharp").replace("@", "at")
    return re.sub(r"[^a-z0-9]", "", unicodedata.normalize("NFKD", plain).casefold())


#: Every rule, in the order of the report.
RULES: tuple[Callable[[VocabularyFile], Iterator[str]], ...] = (
    order,
    properties,
    classes,
    labels,
    keys,
    repetitions,
    directions,
    links,
    local_names,
)
