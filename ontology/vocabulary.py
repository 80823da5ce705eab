"""The vocabularies: methods, data sets, tasks and metrics that are known beforehand, with their aliases."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from importlib.resources.abc import Traversable
from pathlib import Path

from rdflib import Graph, Node, URIRef
from rdflib.exceptions import ParserError
from rdflib.namespace import RDF, SKOS
from rdflib.plugins.parsers.notation3 import BadSyntax

from ontology.folding import fold
from ontology.resources import resource
from ontology.terms import SG
from ontology.types import EntityType


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that a vocabulary knows.

    Args:
        type: What it is.
        local: The name by which the vocabulary files refer to it, unique within its type.
        label: The short name that a leaderboard shows.
        aliases: Other spellings and expansions, sorted.
        definition: What it is, in a sentence.
        broader: Local names of the wider concepts, sorted.
        variant_of: Local name of the data set that this one is a variant of.
        direction: `HigherIsBetter` or `LowerIsBetter`, only for a metric and only where certain.
        unit: The usual unit of a metric.
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

    Reading takes about a second, so keep the answer rather than ask again.

    Raises:
        ValueError: A file is no Turtle, or a concept has no label; the message names both.
    """
    source = resource("vocabularies") if folder is None else folder
    return Vocabulary(concept for file in vocabulary_files(source) for concept in read_concepts(file))


def vocabulary_files(folder: Traversable) -> list[Traversable]:
    """The Turtle files of a folder, sorted by name."""
    return sorted((f for f in folder.iterdir() if f.name.endswith(".ttl")), key=lambda file: file.name)


def read_graph(file: Traversable) -> Graph:
    """Parse one Turtle file. Raises ValueError, naming the file, where that fails."""
    try:
        return Graph(bind_namespaces="none").parse(data=file.read_bytes(), format="turtle")
    except (BadSyntax, ParserError, UnicodeDecodeError) as error:
        raise ValueError(f"{file.name} is no valid Turtle: {error}") from error


def read_concepts(file: Traversable) -> Iterator[Concept]:
    """The concepts of one vocabulary file, in no particular order. Raises ValueError as above."""
    graph = read_graph(file)
    for kind in EntityType:
        for subject in graph.subjects(RDF.type, SG[kind.value]):
            yield _concept(graph, subject, kind, file.name)


def _concept(graph: Graph, subject: Node, kind: EntityType, file: str) -> Concept:
    # One pass over the subject's triples: asking the graph property by property takes three times as long.
    values: dict[Node, list[str]] = {}
    for predicate, value in graph.predicate_objects(subject):
        text = local_name(value) if isinstance(value, URIRef) else str(value)
        values.setdefault(predicate, []).append(text)
    labels = sorted(values.get(SKOS.prefLabel, ()))
    if not labels:
        raise ValueError(f"{file}: {local_name(subject)} has no skos:prefLabel.")
    return Concept(
        type=kind,
        local=local_name(subject),
        label=labels[0],
        aliases=tuple(sorted(values.get(SKOS.altLabel, ()))),
        definition=min(values.get(SKOS.definition, ()), default=None),
        broader=tuple(sorted(values.get(SKOS.broader, ()))),
        variant_of=min(values.get(SG.variantOf, ()), default=None),
        direction=min(values.get(SG.direction, ()), default=None),
        unit=min(values.get(SG.unit, ()), default=None),
    )


def local_name(iri: Node) -> str:
    """What follows the `#` of an IRI."""
    return str(iri).rpartition("#")[2]
