"""The catalogue is derived from the graph, and carrying it on gives what making it anew gives."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from importlib.resources import files
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.catalogue import VERSION, Catalogue, build_catalogue
from kg.identity.iris import Iris, paper_graph
from kg.linking import link
from kg.rdf.entities import EntityNames, entity_quads
from kg.rdf.paper_graph import paper_quads
from kg.rdf.vocabularies import vocabulary_quads
from kg.records import EntityType, Extraction, Paper
from kg.synthetic import papers
from ontology.vocabulary import Vocabulary, load_vocabulary

IRIS = Iris()


class Graph:
    """A store on disk that papers are put into and taken out of, entities graph included."""

    def __init__(self, path: Path, vocabulary: Vocabulary) -> None:
        self.store = ox.Store(str(path))
        self.store.extend(vocabulary_quads(vocabulary, IRIS))
        self._vocabulary = vocabulary
        self._papers: dict[str, tuple[Paper, Extraction]] = {}

    def put(self, made: Sequence[tuple[Paper, Extraction]]) -> list[str]:
        """Add or replace papers; their IRIs are returned."""
        changed = []
        for paper, extraction in made:
            iri = IRIS.paper(paper.title)
            self._papers[iri] = (paper, extraction)
            self.store.remove_graph(ox.NamedNode(paper_graph(iri)))
            quads = paper_quads(IRIS, iri, paper, extraction, link(extraction, self._vocabulary, iri))
            self.store.extend(quads)
            changed.append(iri)
        self._write_entities()
        return changed

    def remove(self, iri: str) -> None:
        """Take a paper out."""
        del self._papers[iri]
        self.store.remove_graph(ox.NamedNode(paper_graph(iri)))
        self._write_entities()

    def _write_entities(self) -> None:
        names: dict[tuple[object, str], dict[str, int]] = {}
        for iri, (_, extraction) in self._papers.items():
            for linked in link(extraction, self._vocabulary, iri):
                counts = names.setdefault((linked.type, linked.key), {})
                counts[linked.name] = counts.get(linked.name, 0) + 1
        quads = entity_quads(
            IRIS,
            (EntityNames(kind, key, counts, frozenset({"name"})) for (kind, key), counts in names.items()),  # type: ignore[arg-type]
        )
        self.store.remove_graph(ox.NamedNode("https://w3id.org/sotagraph/id/graph/entities"))
        self.store.extend(quads)


@pytest.fixture(scope="module")
def concepts() -> Vocabulary:
    """The metrics that the program ships; all vocabularies would only take longer."""
    return Vocabulary(load_vocabulary().of(EntityType.METRIC))


@pytest.fixture
def graph(tmp_path: Path, concepts: Vocabulary) -> Graph:
    """A graph with thirty papers."""
    made = Graph(tmp_path / "graph", concepts)
    made.put(list(papers(30, seed=5)))
    return made


def test_another_schema_is_another_version() -> None:
    """So that no old file is carried on. Give the new version and the digest of its schema here."""
    schema = files("kg.catalogue").joinpath("schema.sql").read_bytes()

    assert (VERSION, hashlib.sha256(schema).hexdigest()[:16]) == ("6", "442ea5eaf761e3e4")


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Everything that a catalogue says, without the row numbers that its history gave it."""
    entity, paper = "(SELECT iri FROM entity WHERE id = {})", "(SELECT iri FROM paper WHERE id = {})"
    queries = {
        "entity": "SELECT iri, type, label, sort, direction, unit, papers FROM entity",
        "name": f"SELECT key, {entity.format('entity')}, name, preferred FROM name",
        "entity_text": f"SELECT {entity.format('rowid')}, names FROM entity_text",
        "paper": "SELECT iri, date, venue, mentions, sort FROM paper",
        "paper_text": f"SELECT {paper.format('rowid')}, title, abstract FROM paper_text",
        "identifier": f"SELECT value, {paper.format('paper')} FROM identifier",
        "named": f"SELECT {entity.format('entity')}, {paper.format('paper')}, role FROM named",
        "result": "SELECT iri, kind, value, confidence, sort, "
        + ", ".join(
            [paper.format("paper"), *map(entity.format, ("method", "dataset", "task", "metric", "baseline"))]
        )
        + " FROM result",
        "concept": "SELECT iri, digest FROM concept",
        "meta": "SELECT name, value FROM meta",
    }
    with closing(sqlite3.connect(path)) as database:
        return {name: sorted(database.execute(sql).fetchall(), key=repr) for name, sql in queries.items()}


def test_a_catalogue_carried_on_is_the_one_made_anew(graph: Graph, tmp_path: Path) -> None:
    """After papers came, changed and went, both ways give the same rows in every table."""
    build_catalogue(graph.store, tmp_path / "before.sqlite")
    changed = graph.put(list(papers(5, seed=99)))
    gone, replaced = (IRIS.paper(paper.title) for paper, _ in papers(2, seed=5))
    graph.remove(gone)
    ((paper, extraction),) = papers(1, seed=5, start=1)
    graph.put([(paper, Extraction(extraction.text_digest, extraction.extractor))])

    build_catalogue(
        graph.store,
        tmp_path / "carried.sqlite",
        previous=tmp_path / "before.sqlite",
        changed=[*changed, gone, replaced],
    )
    build_catalogue(graph.store, tmp_path / "anew.sqlite")

    assert content(tmp_path / "carried.sqlite") == content(tmp_path / "anew.sqlite")
    assert content(tmp_path / "carried.sqlite") != content(tmp_path / "before.sqlite")


def test_other_vocabularies_make_the_catalogue_anew(graph: Graph, tmp_path: Path) -> None:
    """A name that the vocabularies give an entity is found even if no paper changed."""
    build_catalogue(graph.store, tmp_path / "before.sqlite")
    concept = next(
        graph.store.quads_for_pattern(None, None, ox.NamedNode("http://www.w3.org/2004/02/skos/core#Concept"))
    )
    alias = ox.NamedNode("http://www.w3.org/2004/02/skos/core#altLabel")
    graph.store.add(ox.Quad(concept.subject, alias, ox.Literal("a wholly new name"), concept.graph_name))

    build_catalogue(graph.store, tmp_path / "after.sqlite", previous=tmp_path / "before.sqlite", changed=[])

    names = {name for _, _, name, _ in content(tmp_path / "after.sqlite")["name"]}
    assert "a wholly new name" in names


@pytest.mark.parametrize("damage", [b"", b"not a database at all" * 100])
def test_a_damaged_previous_catalogue_is_not_carried_on(graph: Graph, tmp_path: Path, damage: bytes) -> None:
    """The graph is the truth, so a broken file costs time and nothing else."""
    (tmp_path / "broken.sqlite").write_bytes(damage)

    build_catalogue(graph.store, tmp_path / "made.sqlite", previous=tmp_path / "broken.sqlite", changed=[])

    assert len(content(tmp_path / "made.sqlite")["paper"]) == 30


def test_many_threads_read_one_catalogue(graph: Graph, tmp_path: Path) -> None:
    """Each thread has a connection of its own; closing ends all of them."""
    build_catalogue(graph.store, tmp_path / "made.sqlite")
    catalogue = Catalogue(tmp_path / "made.sqlite")

    with ThreadPoolExecutor(4) as pool:
        counts = list(pool.map(lambda _: catalogue.value("SELECT count(*) FROM paper"), range(40)))
    catalogue.close()

    assert set(counts) == {30}
