"""Every IRI that sotagraph mints, as a function of what it names.

| thing | IRI below the base |
|---|---|
| entity | `id/{method,dataset,task,metric}/{slug}-{8 hex}`, the digest of type and canonical key |
| paper | `id/paper/{slug}-{8 hex}`, the digest of the folded title |
| text | `<paper>/text/{8 hex}`, the digest of title and abstract |
| mention, evidence | `<text>#char=START,END` (RFC 5147, in code points) |
| result | `<paper>/result/{12 hex}`, see `kg.identity.results` |
| extraction run | `id/run/{slug}-{8 hex}` |
| what a paper calls something | `<paper>/name/{12 hex}`, the digest of type and name |
| decision | `id/decision/{number}`, and `/review` behind it for the act of deciding |
| who decided | `id/agent/{slug}-{8 hex}` |
| leaderboard | `id/leaderboard/{data set}/{metric}`, the last parts of their IRIs; its parts are below it |
| score | `<result>/score` |
| victory, report | `id/{victory,report}/{16 hex}`, the digest of what it is about |
| graphs | `<paper>/graph` and `id/graph/{name}` |
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum

from kg.errors import SettingInvalid
from kg.identity.slug import slug
from kg.records import EntityType, Extractor
from ontology.folding import fold
from ontology.namespaces import DEFAULT_BASE

__all__ = ["DEFAULT_BASE", "GraphName", "Iris", "name_in", "paper_graph", "short_digest", "span", "text"]

# An absolute IRI that ends in a slash, without the characters that RFC 3987 keeps out and without
# query or fragment, so that a path can be put behind it.
_BASE = re.compile(r"https?://[^\s<>\"{}|\\^`?#\x00-\x20]+/")


class GraphName(StrEnum):
    """The named graphs that are not a paper's."""

    ENTITIES = "entities"
    VOCABULARIES = "vocabularies"
    ONTOLOGY = "ontology"
    DECISIONS = "decisions"
    DERIVED = "derived"
    HISTORY = "history"
    RUNS = "runs"


@dataclass(frozen=True, slots=True)
class Iris:
    """Mints IRIs below one base.

    Raises:
        SettingInvalid: The base is no `http` or `https` IRI that ends in a slash.
    """

    base: str = DEFAULT_BASE

    def __post_init__(self) -> None:
        if not _BASE.fullmatch(self.base):
            raise SettingInvalid(
                f"{self.base!r} cannot be the base of IRIs.",
                where="base",
                remedy="Give an http or https address that ends in a slash, such as https://example.org/kg/.",
            )

    def entity(self, entity_type: EntityType, key: str) -> str:
        """The IRI of an entity; `key` is its canonical key, never a spelling."""
        digest = short_digest(entity_type.value, key)
        return f"{self.base}id/{entity_type.value.lower()}/{slug(key)}-{digest}"

    def paper(self, title: str, apart: str | None = None) -> str:
        """The IRI of a paper.

        `apart` tells a paper from another of the same folded title: its strongest identifier or its year.
        """
        key = fold(title) or title
        digest = short_digest(key) if apart is None else short_digest(key, apart)
        return f"{self.base}id/paper/{slug(title)}-{digest}"

    def graph(self, name: GraphName) -> str:
        """The name of a graph that is not a paper's."""
        return f"{self.base}id/graph/{name.value}"

    def run(self, extractor: Extractor) -> str:
        """The IRI of the extraction run; it has no clock time, so equal work has one name."""
        digest = short_digest(extractor.name, extractor.version, extractor.model_digest)
        return f"{self.base}id/run/{slug(extractor.name)}-{digest}"

    def decision(self, number: int) -> str:
        """The IRI of a decision."""
        return f"{self.base}id/decision/{number}"

    def leaderboard(self, dataset: str, metric: str) -> str:
        """The IRI of the leaderboard of a data set and a metric, given by their IRIs."""
        return f"{self.base}id/leaderboard/{dataset.rpartition('/')[2]}/{metric.rpartition('/')[2]}"

    def derived(self, kind: str, *about: str) -> str:
        """The IRI of something that is derived from all papers, by the IRIs of what it is about."""
        return f"{self.base}id/{kind}/{short_digest(*about, length=16)}"

    def agent(self, name: str) -> str:
        """The IRI of who decides, by the name that they go by."""
        return f"{self.base}id/agent/{slug(name)}-{short_digest(name)}"


def name_in(paper: str, entity_type: EntityType, name: str) -> str:
    """The IRI of a name within a paper, of which decisions say what it stands for."""
    return f"{paper}/name/{short_digest(entity_type.value, name, length=12)}"


def paper_graph(paper: str) -> str:
    """The name of the graph that holds one paper."""
    return f"{paper}/graph"


def text(paper: str, text_digest: str) -> str:
    """The IRI of one version of a paper's title and abstract."""
    return f"{paper}/text/{text_digest[:8]}"


def span(text_iri: str, start: int, end: int) -> str:
    """The IRI of the characters [start, end) of a text, as RFC 5147 writes it."""
    return f"{text_iri}#char={start},{end}"


def short_digest(*parts: str, length: int = 8) -> str:
    """The first hex digits of the SHA-256 of the parts, so delimited that no two lists of parts agree."""
    joined = "".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(joined.encode()).hexdigest()[:length]
