"""Decisions in the store: kept, derived from, and taken into account by every run."""

from __future__ import annotations

import shutil
import sqlite3

import pytest

from kg.catalogue import build_catalogue
from kg.data_directory import LAYOUT, DataDirectory
from kg.reader import Reader
from kg.records import Verdict
from kg.relink import relink
from kg.review import accept, correct_link, merge, reject, undo
from kg.store import publication
from kg.store.entity_table import EntityTable
from ontology.vocabulary import Concept, Vocabulary
from tests.kg.review.meadow import MEADOW, D, M, T
from tests.kg.review.seen import ADA, SLAM_IRI, decide_about_much, entity, mentions, result_of, results, told


def test_relinking_with_edited_vocabularies_gives_what_ingesting_anew_gives(
    store, meadow, tmp_path, published, known
) -> None:
    """Decisions included, and without a model."""
    decide_about_much(store)
    copy = DataDirectory(tmp_path / "copy")
    shutil.copytree(store.path, copy.path)
    edited = Vocabulary(
        [
            Concept(M, "moon", "moonnet", aliases=("LunaNet",)),
            Concept(D, "cifar-10", "CIFAR-10"),
            Concept(M, "sun", "The SunNet", aliases=("SunNet", "Solar")),
        ]
    )

    summary = relink(store, edited)
    anew = known(MEADOW, "1")
    meadow(vocabulary=edited, directory=copy)

    assert summary.changed
    assert anew.calls == 0
    assert published(store) == published(copy)


def test_one_preferred_label_whatever_vocabularies_and_decisions_call_it(store, published) -> None:
    """An entity that a decision named is called as the vocabularies call it, once they have it."""
    merge(store, entity(M, "LunaNet"), entity(M, "MoonNet"), ADA)

    relink(store, Vocabulary([Concept(M, "moon", "MOONNET")]))

    moon = entity(M, "MoonNet")
    labels = [x for x in published(store) if x.startswith(f"<{moon}>") and "prefLabel" in x]
    assert len(labels) == 1
    assert '"MOONNET"' in labels[0]


def test_papers_as_they_were_are_unchanged_after_decisions(store, run, known) -> None:
    """A decision is not taken for a change of the paper, and nothing is published twice."""
    decide_about_much(store)
    before = store.current_id()

    summary = run([p for p, _ in MEADOW], extract=known(MEADOW))

    assert (summary.unchanged, summary.published) == (3, False)
    assert store.current_id() == before


def test_the_catalogue_that_is_carried_on_is_the_one_that_would_be_made_anew(store, tmp_path) -> None:
    """Merged entities are found by it, and lists do not have them."""
    decide_about_much(store)
    undo(store, 6, ADA)
    merge(store, entity(M, "LunaNet"), entity(M, "MoonNet"), ADA)

    with Reader(store) as reader:
        build_catalogue(reader.snapshot().store, tmp_path / "anew.sqlite")
    kept = store.kept()[-1].catalogue
    tables = {
        "replaced": "SELECT * FROM replaced",
        "entity": "SELECT iri, type, label, papers FROM entity",
        "name": "SELECT key, iri, name, preferred FROM name JOIN entity ON entity.id = name.entity",
        "named": "SELECT e.iri, p.iri, role FROM named n JOIN entity e ON e.id = n.entity "
        "JOIN paper p ON p.id = n.paper",
    }
    for query in tables.values():
        rows = [sorted(sqlite3.connect(file).execute(query)) for file in (kept, tmp_path / "anew.sqlite")]
        assert rows[0] == rows[1]


def test_decisions_cannot_be_changed_or_deleted(store) -> None:
    """Not even by someone who writes SQL."""
    reject(store, result_of(store, "91.5").iri, ADA)
    connection = sqlite3.connect(store.records)

    for statement in ("DELETE FROM decisions", "UPDATE decisions SET why = 'x'"):
        with pytest.raises(sqlite3.IntegrityError, match="undone by another one"):
            connection.execute(statement)
    connection.close()


class Killed(BaseException):
    """Stands for the end of the process: nothing may catch it and go on."""


@pytest.mark.parametrize(
    "function",
    [
        "publication.Derivation",
        "primary.Primary.replace_graphs",
        "primary.Primary.change_graph",
        "draft.build_catalogue",
        "draft.complete_catalogue",
        "publication.sync_tree",
        "publication._finish",
    ],
)
def test_a_decision_whose_run_is_killed_is_shown_by_the_next(
    store, meadow, facts, monkeypatch, function
) -> None:
    """Once it is kept it is not lost, wherever the publication ended; readers see no half of it."""
    before = facts(store)
    wrong = result_of(store, "91.5").iri

    def killed(*_: object, **__: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(f"kg.store.{function}", killed)
        patched.setattr(publication.shutil, "rmtree", lambda _: None)
        with pytest.raises(Killed):
            reject(store, wrong, ADA)
    assert facts(store) == before

    meadow()

    assert wrong not in {row.iri for row in results(store)}
    assert [row.in_effect for row in told(store)] == [True]
    undo(store, 1, ADA)
    assert facts(store) == before


def test_a_decision_whose_run_is_killed_before_it_is_kept_never_was(store, published, monkeypatch) -> None:
    """All of it or nothing is stored."""
    before = published(store)

    def killed(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(EntityTable, "put_links", killed)
        with pytest.raises(Killed):
            merge(store, entity(M, "LunaNet"), entity(M, "MoonNet"), ADA)
    accept(store, result_of(store, "88.1").iri, ADA)
    undo(store, 1, ADA)

    assert [row.verdict for row in told(store)] == [Verdict.ACCEPT, Verdict.UNDO]
    assert set(before) <= set(published(store))


def test_a_graph_that_was_lost_is_written_anew_with_decisions(store, published) -> None:
    """All of it is derived from the records."""
    decide_about_much(store)
    before = published(store)
    shutil.rmtree(store.graph)

    relink(store, Vocabulary([Concept(T, "other", "Another task")]))
    relink(store, Vocabulary(()))

    assert published(store) == before


def test_a_store_of_the_layout_before_variants_is_brought_up_to_date(store, facts) -> None:
    """A reason for links that is not given any more is another one, also where decisions have a say."""
    correct_link(store, SLAM_IRI, M, "SunNet", "Solar", ADA)
    before = facts(store)
    connection = sqlite3.connect(store.records)
    old = ('"linked_by":"name"', '"linked_by":"vocabulary: short form"')
    (linked,) = connection.execute("SELECT CAST(links AS TEXT) FROM linked").fetchone()
    assert old[0] in linked
    connection.execute(
        "UPDATE linked SET links = ?", (linked.replace(*old).replace(',"variant_of":null', "").encode(),)
    )
    connection.execute(
        "UPDATE links SET linked_by = 'vocabulary: short form' WHERE paper IN (SELECT paper FROM linked)"
    )
    connection.execute("ALTER TABLE links DROP COLUMN variant_of")
    connection.execute("PRAGMA user_version = 2")
    connection.commit()
    connection.close()

    summary = relink(store, Vocabulary(()))

    assert (summary.papers, summary.changed, summary.failed) == (3, 1, ())
    assert facts(store) == before
    assert mentions(store, entity(M, "Solar")) == ["SunNet"]


def test_a_store_of_the_layout_before_decisions_is_brought_up_to_date(store, facts) -> None:
    """Its snapshot is read as it is, and papers need not be ingested again."""
    before = facts(store)
    connection = sqlite3.connect(store.records)
    for table in ("effects", "linked", "decisions"):
        connection.execute(f"DROP TABLE {table}")
    connection.execute("ALTER TABLE links DROP COLUMN variant_of")
    connection.execute("PRAGMA user_version = 1")
    connection.commit()
    connection.close()
    manifest = store.kept()[-1].manifest
    manifest.write_text(manifest.read_text().replace(f'"layout": {LAYOUT}', '"layout": 1'))
    assert facts(store) == before

    reject(store, result_of(store, "91.5").iri, ADA)
    undo(store, 1, ADA)

    assert facts(store) == before
    assert len(told(store)) == 2
