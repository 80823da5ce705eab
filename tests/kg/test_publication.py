from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice

import pytest

from kg.data_directory import LAYOUT, DataDirectory
from kg.errors import StoreIncompatible
from kg.reader import Reader
from kg.relink import relink
from kg.store import publication
from kg.store.manifest import read_manifest
from ontology.folding import fold
from ontology.types import EntityType
from ontology.vocabulary import Concept, Vocabulary


class Killed(BaseException):
    """Stands for the end of the process: nothing may catch it and go on."""


@pytest.fixture
def naming(pairs) -> Vocabulary:
    """Vocabularies that have every other entity of the papers as a concept of that name."""
    named = {(entity.type, fold(entity.name)): entity.name for _, e in pairs for entity in e.entities}
    concepts = (Concept(kind, key, name) for (kind, key), name in sorted(named.items()))
    return Vocabulary(islice(concepts, 0, None, 2))


@contextmanager
def interrupted(monkeypatch: pytest.MonkeyPatch, function: str) -> Iterator[None]:
    """End a publication where it calls `function`, without letting it clear up."""

    def killed(*_: object, **__: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(f"kg.store.{function}", killed)
        patched.setattr(publication.shutil, "rmtree", lambda _: None)
        yield


@pytest.mark.parametrize(
    "function",
    [
        "draft.build_catalogue",
        "draft.complete_catalogue",
        "publication.manifest_to_json",
        "publication.sync_tree",
        "publication.sync_path",
        "publication._finish",
    ],
)
def test_a_publication_interrupted_anywhere_is_made_up_for(
    run, pairs, directory, tmp_path, published, monkeypatch, function
) -> None:
    """Readers keep the old snapshot; the next run clears up and publishes the whole, with the same quads."""
    papers = [paper for paper, _ in pairs]
    first = run(papers[:10])
    with interrupted(monkeypatch, function), pytest.raises(Killed):
        run(papers[10:])

    seen = directory.current_id()
    summary = run(papers)

    assert seen == first.snapshot
    assert summary.published
    assert summary.unchanged == 24
    assert [path.name for path in directory.snapshots.iterdir() if path.name.startswith(".")] == []
    assert len(directory.kept()) == 2
    fresh = type(directory)(tmp_path / "fresh")
    run(papers, directory=fresh)
    assert published(directory) == published(fresh)


def test_a_snapshot_that_was_complete_is_shown_rather_than_made_again(
    run, pairs, directory, monkeypatch
) -> None:
    """If only the pointer was not moved, the next run moves it."""
    with interrupted(monkeypatch, "publication._finish"), pytest.raises(Killed):
        run([pairs[0][0]])
    complete = directory.kept()[0].id

    summary = run([])

    assert (summary.snapshot, summary.published) == (complete, True)
    assert directory.current_id() == complete


def test_new_vocabularies_are_published_once(run, pairs, directory, monkeypatch) -> None:
    """A publication of other vocabularies alone is completed as well, and not made again."""
    run([pairs[0][0]])
    other = Vocabulary([Concept(EntityType.TASK, "new", "A task that no paper has")])
    with interrupted(monkeypatch, "publication._finish"), pytest.raises(Killed):
        run([], vocabulary=other)

    summary = run([], vocabulary=other)

    assert [kept.id for kept in directory.kept()][-1] == summary.snapshot
    assert len(directory.kept()) == 2


def test_a_graph_that_was_lost_is_written_anew(run, pairs, directory, tmp_path, published) -> None:
    """The writer's graph is derived from the records, so deleting it loses nothing."""
    papers = [paper for paper, _ in pairs[:20]]
    run(papers)
    shutil.rmtree(directory.graph)
    changed = [*papers[:-1], replace(papers[-1], venue="Elsewhere")]

    run(changed)

    fresh = type(directory)(tmp_path / "fresh")
    run(changed, directory=fresh)
    assert published(directory) == published(fresh)


def test_a_catalogue_that_was_lost_is_built_anew(run, pairs, directory) -> None:
    """Without the last snapshot there is nothing to carry on, and the catalogue is made from the graph."""
    run(paper for paper, _ in pairs[:10])
    shutil.rmtree(directory.kept()[0].path)

    run(paper for paper, _ in pairs[10:20])

    with Reader(directory) as reader:
        assert reader.snapshot().catalogue.value("SELECT count(*) FROM paper") == 20


def test_the_manifest_says_what_the_snapshot_holds(run, pairs, directory, extract, vocabulary) -> None:
    """It names the papers, what they were extracted and linked with, and the snapshot before."""
    first = run(paper for paper, _ in pairs[:3])
    second = run(paper for paper, _ in pairs[3:5])

    manifest = read_manifest(directory.snapshot(second.snapshot or "").manifest)

    assert (manifest.id, manifest.previous, manifest.papers) == (second.snapshot, first.snapshot, 5)
    assert manifest.vocabulary == vocabulary.digest
    assert manifest.extractors == (extract.identity,)
    assert manifest.created.endswith("+00:00")


def test_a_snapshot_of_another_layout_is_not_read(run, pairs, directory) -> None:
    """What a later version wrote is refused with the version that is needed."""
    summary = run([pairs[0][0]])
    path = directory.snapshot(summary.snapshot or "").manifest
    path.write_text(path.read_text().replace(f'"layout": {LAYOUT}', '"layout": 999'))

    with Reader(directory) as reader, pytest.raises(StoreIncompatible, match="999"):
        reader.snapshot()


def test_snapshots_of_one_second_have_names_of_their_own(run, pairs, directory) -> None:
    """Names begin with a number, so they differ and sort whatever the clock says."""
    for paper, _ in pairs[:3]:
        run([paper])

    names = [snapshot.id for snapshot in directory.kept()]

    assert [name[:6] for name in names] == ["000001", "000002", "000003"]
    assert names == sorted(names)


def test_the_ontology_and_the_vocabularies_are_in_graphs_of_their_own(run, pairs, directory) -> None:
    """Whoever queries a snapshot finds its terms described in it."""
    run([pairs[0][0]])

    with Reader(directory) as reader:
        snapshot = reader.snapshot()
        found = snapshot.store.query(
            "ASK { GRAPH ?g { <https://w3id.org/sotagraph/ontology#Paper> a ?class } "
            "FILTER(STRENDS(STR(?g), 'id/graph/ontology')) }"
        )
        assert bool(found)


def test_no_statement_is_in_two_graphs(run, pairs, directory, naming) -> None:
    """The union of the graphs does not join equal statements, so one in two graphs would count twice."""
    run([paper for paper, _ in pairs], vocabulary=naming)

    with Reader(directory) as reader:
        quads = list(reader.snapshot().store)
    triples = {quad.triple for quad in quads}

    assert len(triples) == len(quads)


def test_other_vocabularies_change_what_the_entities_graph_states(
    run, pairs, directory, tmp_path, published, naming
) -> None:
    """Entities that the vocabularies no longer name are named by their own graph, as if ingested anew."""
    papers = [paper for paper, _ in pairs]
    run(papers, vocabulary=naming)
    without = Vocabulary(())
    run(papers, vocabulary=without)
    relink(directory, without)

    anew = DataDirectory(tmp_path / "anew")
    run(papers, directory=anew, vocabulary=without)

    assert published(directory) == published(anew)
