"""The vocabularies: methods, data sets, tasks and metrics that are known beforehand, with their aliases."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass
from importlib.resources.abc import Traversable
from pathlib import Path

from rdflib import Node
from rdflib.namespace import RDF, SKOS

from ontology.folding import fold
from ontology.resources import resource
from ontology.terms import SG
from ontology.turtle import local_name, plain, read_descriptions, turtle_files
from ontology.types import EntityType


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that a vocabulary knows.

    Args:
        type: What it is.
        local: The name by which the vocabulary files refer to it, unique within its type.
        label: The short name that a leaderboard shows.
        aliases: Other spellings and expansions, in the order of the file.
        definition: What it is, in a sentence.
        broader: Local names of the wider concepts.
        variant_of: Local name of the data set that this one is a variant of.
        direction: `HigherIsBetter` or `LowerIsBetter`, only for a metric and only where certain.
        unit: The usual unit of a metric.
        hidden: Short forms that may mean something else and that only linking takes for this.
    """

    type: EntityType
    local: str
    label: str
    aliases: tuple[str, ...] = ()
    definition: str | None = None
    broader: tuple[str, ...] = ()
    variant_of: str | None = None
    direction: str | None = None
    unit: str | None = None
    hidden: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The label, then the aliases."""
        return (self.label, *self.aliases)


class Vocabulary:
    """Concepts to look up by type, by name or by local name.

    Args:
        concepts: In any order. Where two of one type share a name, a label wins over an alias, then
            the first local name in string order; the vocabularies that we ship have no such clash.
    """

    def __init__(self, concepts: Iterable[Concept]) -> None:
        ordered = sorted(concepts, key=lambda concept: (concept.type.value, concept.local))
        self._by_type = {kind: tuple(c for c in ordered if c.type is kind) for kind in EntityType}
        self._by_local = {(c.type, c.local): c for c in ordered}
        self._by_key: dict[tuple[EntityType, str], Concept] = {}
        for concept in ordered:
            self._by_key.setdefault((concept.type, fold(concept.label)), concept)
        for concept in ordered:
            for alias in concept.aliases:
                self._by_key.setdefault((concept.type, fold(alias)), concept)
        content = json.dumps([astuple(concept) for concept in ordered], ensure_ascii=False)
        #: SHA-256 of the content, 64 hexadecimal digits; comments and layout of the files do not count.
        self.digest = hashlib.sha256(content.encode()).hexdigest()

    def __len__(self) -> int:
        return len(self._by_local)

    def __iter__(self) -> Iterator[Concept]:
        """All concepts, sorted by type and local name."""
        return iter(self._by_local.values())

    def of(self, kind: EntityType) -> tuple[Concept, ...]:
        """The concepts of one type, sorted by local name."""
        return self._by_type[kind]

    def find(self, kind: EntityType, name: str) -> Concept | None:
        """The concept that has this name as its label or an alias, whatever the spelling."""
        key = fold(name)
        return self._by_key.get((kind, key)) if key else None

    def by_local(self, kind: EntityType, local: str) -> Concept | None:
        """The concept that the files refer to by this name."""
        return self._by_local.get((kind, local))


def load_vocabulary(folder: Path | None = None) -> Vocabulary:
    """Read the Turtle files of a folder, by default the vocabularies that come with the package.

    Reading takes most of a second, so keep the answer rather than ask again.

    Raises:
        ValueError: A file is no Turtle, or a concept has no label; the message names both.
    """
    source = resource("vocabularies") if folder is None else folder
    return Vocabulary(concept for file in turtle_files(source) for concept in read_concepts(file))


def read_concepts(file: Traversable) -> Iterator[Concept]:
    """The concepts of one vocabulary file, in the order of the file. Raises ValueError as above."""
    kinds: dict[Node, EntityType] = {SG[kind.value]: kind for kind in EntityType}
    for subject, values in read_descriptions(file).items():
        for class_ in values.get(RDF.type, ()):
            if kind := kinds.get(class_):
                yield _concept(subject, values, kind, file.name)


def _concept(subject: Node, values: Mapping[Node, list[Node]], kind: EntityType, file: str) -> Concept:
    def texts(predicate: Node) -> tuple[str, ...]:
        return tuple(plain(value) for value in values.get(predicate, ()))

    def text(predicate: Node) -> str | None:
        return next(iter(texts(predicate)), None)

    label = text(SKOS.prefLabel)
    if label is None:
        raise ValueError(f"{file}: {local_name(subject)} has no skos:prefLabel.")
    return Concept(
        type=kind,
        local=local_name(subject),
        label=label,
        aliases=texts(SKOS.altLabel),
        definition=text(SKOS.definition),
        broader=texts(SKOS.broader),
        variant_of=text(SG.variantOf),
        direction=text(SG.direction),
        unit=text(SG.unit),
        hidden=texts(SKOS.hiddenLabel),
    )
