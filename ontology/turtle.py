"""Turtle read as plain descriptions, in the order of the file."""

from __future__ import annotations

from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Any

from rdflib import Graph, Literal, Node
from rdflib.exceptions import ParserError
from rdflib.plugins.parsers.notation3 import BadSyntax
from rdflib.store import Store

if TYPE_CHECKING:
    from rdflib.graph import _TripleType

#: What a file says of each subject: property to values, in the order of the file.
Descriptions = dict[Node, dict[Node, list[Node]]]


class _Recorder(Store):
    """Keeps what a parser finds as a list: rdflib's indexed store takes as long as the parsing itself."""

    def __init__(self) -> None:
        super().__init__()
        self.triples_read: list[_TripleType] = []

    def add(self, triple: _TripleType, context: Any, quoted: bool = False) -> None:  # noqa: ARG002
        self.triples_read.append(triple)


def read_descriptions(file: Traversable) -> Descriptions:
    """Parse one Turtle file. Raises ValueError, naming the file, where it is no valid Turtle."""
    store = _Recorder()
    try:
        Graph(store, bind_namespaces="none").parse(data=file.read_bytes(), format="turtle")
    except (BadSyntax, ParserError, UnicodeDecodeError) as error:
        raise ValueError(f"{file.name} is no valid Turtle: {error}") from error
    descriptions: Descriptions = {}
    for subject, predicate, value in store.triples_read:
        descriptions.setdefault(subject, {}).setdefault(predicate, []).append(value)
    return descriptions


def turtle_files(folder: Traversable) -> list[Traversable]:
    """The Turtle files of a folder, sorted by name."""
    return sorted((f for f in folder.iterdir() if f.name.endswith(".ttl")), key=lambda file: file.name)


def local_name(iri: Node) -> str:
    """What follows the `#` of an IRI."""
    return str(iri).rpartition("#")[2]


def plain(value: Node) -> str:
    """A literal's text, or an IRI's local name."""
    return str(value) if isinstance(value, Literal) else local_name(value)
