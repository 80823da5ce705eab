"""Which text the facts of a paper are about, and which extractor found them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.queries.paging import unique
from kg.queries.solutions import solutions
from kg.rdf.terms import local
from kg.reader import Readable

__all__ = ["ProvenanceRow", "RunRow", "TextRow", "provenance_by_paper"]


@dataclass(frozen=True, slots=True)
class TextRow:
    """One version of title and abstract; `replaced` is how many characters XML could not carry."""

    iri: str
    digest: str
    replaced: int = 0


@dataclass(frozen=True, slots=True)
class RunRow:
    """One extractor, in one version and with one model."""

    iri: str
    name: str
    version: str
    model_digest: str


@dataclass(frozen=True, slots=True)
class ProvenanceRow:
    """Where the facts of a paper come from."""

    text: TextRow
    run: RunRow


def provenance_by_paper(snapshot: Readable, papers: Sequence[str]) -> dict[str, ProvenanceRow]:
    """The provenance of each paper that the snapshot has."""
    nodes: dict[str, dict[str, str]] = {}
    for row in solutions(snapshot, "provenance", {"iri": unique(papers)}):
        name = local(row["property"])
        node = nodes.setdefault(row["iri"], {})
        node[name] = row["value"]
        node["text" if name in {"textDigest", "replacedCharacters"} else "run"] = row["node"]
    return {
        iri: ProvenanceRow(
            TextRow(node["text"], node["textDigest"], int(node.get("replacedCharacters", 0))),
            RunRow(node["run"], node["extractorName"], node["extractorVersion"], node["modelDigest"]),
        )
        for iri, node in nodes.items()
        if "text" in node and "run" in node
    }
