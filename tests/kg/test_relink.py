from __future__ import annotations

import pytest

from kg.errors import StoreEmpty
from kg.relink import relink
from ontology.types import EntityType
from ontology.vocabulary import Concept, Vocabulary


@pytest.fixture
def taught(pairs) -> Vocabulary:
    """A vocabulary that knows the first paper's first method under another label."""
    name = next(entity.name for entity in pairs[0][1].entities if entity.type is EntityType.METHOD)
    return Vocabulary([Concept(EntityType.METHOD, "known", "The Known Method", aliases=(name,))])


def test_relinking_gives_what_ingesting_with_the_vocabulary_gives(
    run, pairs, directory, tmp_path, published, taught, extract
) -> None:
    """All papers are linked anew from the records, without extracting anything."""
    papers = [paper for paper, _ in pairs[:20]]
    run(papers)
    extract.calls = 0

    summary = relink(directory, taught)

    fresh = type(directory)(tmp_path / "fresh")
    assert extract.calls == 0
    assert summary.papers == 20
    assert 1 <= summary.changed < 20
    run(papers, directory=fresh, vocabulary=taught)
    assert published(directory) == published(fresh)


def test_relinking_twice_changes_nothing(run, pairs, directory, taught) -> None:
    """The second time every link is as it was, and nothing is published."""
    run(paper for paper, _ in pairs[:5])
    first = relink(directory, taught)

    second = relink(directory, taught)

    assert (second.changed, second.snapshot) == (0, first.snapshot)


def test_after_relinking_ingest_finds_the_papers_unchanged(run, pairs, directory, taught) -> None:
    """Relinked papers count as linked with the new vocabularies."""
    papers = [paper for paper, _ in pairs[:20]]
    run(papers)
    relink(directory, taught)

    summary = run(papers, vocabulary=taught)

    assert (summary.unchanged, summary.outdated, summary.published) == (20, 0, False)


def test_relinking_back_restores_the_graph(run, pairs, directory, published, taught, vocabulary) -> None:
    """Entities that came by a vocabulary go with it."""
    run(paper for paper, _ in pairs[:20])
    before = published(directory)
    relink(directory, taught)

    relink(directory, vocabulary)

    assert published(directory) == before


def test_relinking_tells_how_far_it_is(run, pairs, directory, taught, monkeypatch) -> None:
    """Progress goes up to the number of papers."""
    monkeypatch.setattr("kg.relink._BATCH", 8)
    run(paper for paper, _ in pairs[:20])
    told = []

    relink(directory, taught, progress=lambda done, total: told.append((done, total)))

    assert told == [(8, 20), (16, 20), (20, 20)]


def test_there_must_be_a_store_to_relink(directory, taught) -> None:
    """Without one, none is made."""
    with pytest.raises(StoreEmpty):
        relink(directory, taught)

    assert not directory.path.exists()
