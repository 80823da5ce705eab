from __future__ import annotations

import sqlite3
from dataclasses import replace

import pytest

from kg.errors import NameUnknown, StoreEmpty
from kg.identity.iris import Iris
from kg.reader import Reader
from kg.remove import remove


def iri(pair) -> str:
    """The IRI of a paper that had its title first."""
    return Iris().paper(pair[0].title)


def test_a_removed_paper_is_gone_with_all_that_only_it_named(
    run, pairs, directory, tmp_path, published
) -> None:
    """The quads are those of a store that has never had the paper."""
    run(paper for paper, _ in pairs[:10])

    summary = remove(directory, [iri(pairs[4])])

    fresh = type(directory)(tmp_path / "fresh")
    run((paper for n, (paper, _) in enumerate(pairs[:10]) if n != 4), directory=fresh)
    assert len(summary.removed) == 1
    assert published(directory) == published(fresh)
    with Reader(directory) as reader:
        assert reader.snapshot().catalogue.value("SELECT count(*) FROM paper") == 9


def test_nothing_of_a_removed_papers_text_stays_in_the_writers_records(run, pairs, directory) -> None:
    """A removal may be a duty, so the file does not hold the title or the abstract any more."""
    paper = pairs[0][0]
    run([paper, pairs[1][0]])

    remove(directory, [iri(pairs[0])])

    content = b"".join(path.read_bytes() for path in directory.primary.glob("records.sqlite*"))
    assert paper.abstract[:60].encode() not in content
    assert pairs[1][0].abstract[:60].encode() in content


def test_a_paper_is_removed_by_identifier(run, pairs, directory) -> None:
    """An arXiv number is as good as an IRI."""
    paper = next(paper for paper, _ in pairs if paper.identifiers)
    run([paper, *(other for other, _ in pairs[:3] if other != paper)])
    identifier = paper.identifiers[0]

    summary = remove(directory, [f"{identifier.kind}:{identifier.value}"])

    assert len(summary.removed) == 1


def test_one_unknown_name_removes_nothing(run, pairs, directory) -> None:
    """Either all of the papers go, or none."""
    before = run(paper for paper, _ in pairs[:2])

    with pytest.raises(NameUnknown, match="arxiv:0000"):
        remove(directory, [iri(pairs[0]), "arxiv:0000"])

    assert directory.current_id() == before.snapshot
    assert run(paper for paper, _ in pairs[:2]).unchanged == 2


def test_a_removed_paper_cannot_be_removed_again(run, pairs, directory) -> None:
    """What the registry remembers of it does not count as a paper."""
    run(paper for paper, _ in pairs[:2])
    remove(directory, [iri(pairs[0])])

    with pytest.raises(NameUnknown):
        remove(directory, [iri(pairs[0])])


def test_a_removed_paper_comes_back_under_its_iri(run, pairs, directory, published) -> None:
    """Ingested again, the paper has the same quads as before."""
    run(paper for paper, _ in pairs[:5])
    before = published(directory)
    remove(directory, [iri(pairs[0])])

    summary = run(paper for paper, _ in pairs[:5])

    assert (summary.new, summary.unchanged) == (1, 4)
    assert published(directory) == before


def test_the_iri_of_a_removed_paper_is_not_given_to_another(run, pairs, directory) -> None:
    """A paper of the same title and another identifier gets an IRI of its own."""
    pair = next(pair for pair in pairs if pair[0].identifiers)
    run([pair[0], pairs[-1][0]])
    remove(directory, [iri(pair)])
    identifier = replace(pair[0].identifiers[0], value="9999.99999")

    run([replace(pair[0], identifiers=(identifier,), abstract="Another paper.")])

    with Reader(directory) as reader:
        iris = {row[0] for row in reader.snapshot().catalogue.rows("SELECT iri FROM paper")}
    assert len(iris) == 2
    assert iri(pair) not in iris


def test_the_last_paper_can_be_removed(run, pairs, directory) -> None:
    """An empty snapshot is published."""
    run([pairs[0][0]])

    remove(directory, [iri(pairs[0])])

    with Reader(directory) as reader:
        assert reader.snapshot().manifest.papers == 0


def test_removing_from_nowhere_makes_no_store(directory) -> None:
    """Without a store there is nothing to remove, and none is made."""
    with pytest.raises(StoreEmpty):
        remove(directory, ["arxiv:2401.00001"])

    assert not directory.path.exists()


def test_foreign_keys_hold_after_removal(run, pairs, directory) -> None:
    """No row refers to what is gone."""
    run(paper for paper, _ in pairs[:5])
    remove(directory, [iri(pairs[0])])

    connection = sqlite3.connect(directory.records)
    broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    connection.close()

    assert broken == []
