"""The formats of answers.

Media types are those of the W3C recommendations; `application/json` and `application/xml` are taken as well
because many clients ask for nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from api.sparql.refusal import Refusal

__all__ = ["GRAPHS", "TABLES", "Choice", "Chosen", "Format", "named", "not_acceptable"]


@dataclass(frozen=True, slots=True)
class Format:
    """One format.

    Attributes:
        name: What the engine calls it, in `QueryResultsFormat` or `RdfFormat`.
        extension: The extension of its files, which `?format=` takes too.
        media_types: Its media type, then others by which it is known.
        names: What else `?format=` takes.
        charset: Whether the media type must say that it is UTF-8.
    """

    name: str
    extension: str
    media_types: tuple[str, ...]
    names: tuple[str, ...] = ()
    charset: bool = False


#: What SELECT and ASK answer in; the first one is what a client without wishes gets.
TABLES = (
    Format("JSON", "srj", ("application/sparql-results+json", "application/json"), ("json",)),
    Format("XML", "srx", ("application/sparql-results+xml", "application/xml"), ("xml",)),
    Format("CSV", "csv", ("text/csv",), charset=True),
    Format("TSV", "tsv", ("text/tab-separated-values",), charset=True),
)
#: What CONSTRUCT, DESCRIBE and the description of the service answer in.
GRAPHS = (
    Format("TURTLE", "ttl", ("text/turtle",), ("turtle",)),
    Format("N_TRIPLES", "nt", ("application/n-triples",), ("ntriples", "n-triples")),
    Format("N_QUADS", "nq", ("application/n-quads",), ("nquads", "n-quads")),
    Format("TRIG", "trig", ("application/trig",)),
    Format("RDF_XML", "rdf", ("application/rdf+xml", "application/xml"), ("xml", "rdfxml", "rdf+xml")),
    Format("JSON_LD", "jsonld", ("application/ld+json", "application/json"), ("json", "json-ld")),
    Format("N3", "n3", ("text/n3",)),
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A format and the media type by which the client knows it."""

    format: Format
    media_type: str

    @property
    def content_type(self) -> str:
        """The header of the answer."""
        return f"{self.media_type}; charset=utf-8" if self.format.charset else self.media_type

    @property
    def key(self) -> str:
        """A word that tells this format and media type from others."""
        known = self.format.media_types.index(self.media_type)
        return f"{self.format.extension}{known or ''}"


@dataclass(frozen=True, slots=True)
class Choice:
    """What a client gets: of a table or a boolean, and of a graph. None is nothing."""

    table: Chosen | None
    graph: Chosen | None

    def content_type(self, *, graph: bool) -> str:
        """The header of an answer that is a graph, or is not. Raises ValueError if the client takes none."""
        chosen = self.graph if graph else self.table
        if chosen is None:
            raise ValueError("no format was chosen for this kind of answer")
        return chosen.content_type

    @property
    def key(self) -> str:
        """A word that tells this choice from others: what an entity tag needs to tell formats apart."""
        return ".".join(c.key if c else "none" for c in (self.table, self.graph))


def not_acceptable(formats: Iterable[Format]) -> Refusal:
    """The refusal of a client that takes none of the formats that there are for its answer."""
    known = ", ".join(f.media_types[0] for f in formats)
    return Refusal(
        406,
        "the answer comes in no format that was asked for.",
        where="Accept",
        remedy=f"Ask for one of {known}, or for */*.",
    )


def named(name: str) -> Choice:
    """The formats that are called so, by `?format=`. Raises Refusal if none is."""
    choice = Choice(_named(TABLES, name), _named(GRAPHS, name))
    if choice == Choice(None, None):
        known = ", ".join(f.extension for f in (*TABLES, *GRAPHS))
        raise Refusal(
            400,
            f"no format is called {name[:40]!r}.",
            where="format",
            remedy=f"Take json, xml, turtle or one of {known}, or leave it out and send Accept.",
        )
    return choice


def _named(formats: tuple[Format, ...], name: str) -> Chosen | None:
    wanted = name.strip().lower()
    for found in formats:
        if wanted in {found.extension, *found.names, *found.media_types}:
            return Chosen(found, found.media_types[0])
    return None
