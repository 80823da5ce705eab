from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from kg.errors import SnapshotMissing, StoreEmpty, StoreError, StoreIncompatible
from kg.reader import Reader
from kg.store.snapshots import prune

COUNT = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?paper a <https://w3id.org/sotagraph/ontology#Paper> } }"


def count(snapshot) -> int:
    """How many papers the graph has; query and result stay on one thread."""
    return int(next(iter(snapshot.store.query(COUNT)))["n"].value)


def test_nothing_published_is_an_error_of_its_own(directory) -> None:
    """Before the first publication there is nothing to open, and the error says what to do."""
    with Reader(directory) as reader, pytest.raises(StoreEmpty) as caught:
        reader.snapshot()

    assert "ingest" in (caught.value.remedy or "")


def test_a_reader_follows_what_is_published(directory, run, pairs) -> None:
    """The same reader sees a snapshot as soon as it is there, and the same object until the next."""
    run([pairs[0][0]])
    with Reader(directory) as reader:
        first = reader.snapshot()
        again = reader.snapshot()
        run([pairs[1][0]])
        second = reader.snapshot()

        assert first is again
        assert (count(first), count(second)) == (1, 2)


def test_a_snapshot_in_use_survives_later_publications_and_pruning(directory, run, pairs) -> None:
    """A request that began with a snapshot ends with it, in the graph and in the catalogue."""
    with Reader(directory) as reader:
        run(paper for paper, _ in pairs[:20])
        old = reader.snapshot()
        for paper, _ in pairs[20:23]:
            run([paper])
        reader.snapshot()
        prune(directory, 1)

        assert count(old) == 20
        assert old.catalogue.value("SELECT count(*) FROM paper") == 20


def test_a_snapshot_that_nobody_uses_any_more_can_be_pruned(directory, run, pairs) -> None:
    """Changing over lets go of the old snapshot without anyone closing it."""
    with Reader(directory) as reader:
        run([pairs[0][0]])
        reader.snapshot()
        run([pairs[1][0]])
        reader.snapshot()

        assert len(prune(directory, 1).removed) == 1


def test_threads_see_whole_snapshots_while_a_writer_publishes(directory, run, pairs) -> None:
    """Graph, catalogue and manifest agree in every thread at every moment, and the count only grows."""
    run([pairs[0][0]])
    done = Event()

    with Reader(directory) as reader:

        def watch() -> list[int]:
            seen = []
            while not done.is_set():
                snapshot = reader.snapshot()
                listed = snapshot.catalogue.value("SELECT count(*) FROM paper")
                assert count(snapshot) == listed == snapshot.manifest.papers
                seen.append(listed)
            return seen

        with ThreadPoolExecutor(4) as pool:
            watchers = [pool.submit(watch) for _ in range(4)]
            try:
                run((paper for paper, _ in pairs[1:]), publish_every=10)
            finally:
                done.set()
            seen = [watcher.result() for watcher in watchers]

        assert all(counts == sorted(counts) for counts in seen)
        assert reader.snapshot().manifest.papers == 24


def test_a_current_snapshot_deleted_by_hand_is_named(directory, run, pairs) -> None:
    """The error says which snapshot is missing."""
    summary = run([pairs[0][0]])
    shutil.rmtree(directory.snapshot(summary.snapshot or "").path)

    with Reader(directory) as reader, pytest.raises(SnapshotMissing, match=summary.snapshot):
        reader.snapshot()


def test_a_damaged_graph_is_an_error_of_the_store(directory, run, pairs) -> None:
    """What the RDF store says of a damaged folder comes as our own error."""
    summary = run([pairs[0][0]])
    (directory.snapshot(summary.snapshot or "").graph / "CURRENT").write_text("nonsense\n")

    with Reader(directory) as reader, pytest.raises(StoreError):
        reader.snapshot()


def test_a_closed_reader_opens_again_when_asked(directory, run, pairs) -> None:
    """Closing lets go of files; it is no end."""
    run([pairs[0][0]])
    reader = Reader(directory)
    reader.snapshot()

    reader.close()

    assert count(reader.snapshot()) == 1
    reader.close()


def test_after_the_catalogue_has_changed_the_next_run_publishes_anew(
    directory, run, pairs, monkeypatch
) -> None:
    """A reader refuses the old snapshot and says what to do; nothing has to be ingested again."""
    run([pairs[0][0]])
    for module in ("kg.reader", "kg.store.publication", "kg.catalogue.build"):
        monkeypatch.setattr(f"{module}.VERSION", "later")

    with Reader(directory) as reader:
        with pytest.raises(StoreIncompatible, match="catalogue") as caught:
            reader.snapshot()
        again = run([pairs[0][0]])

        assert "relink" in (caught.value.remedy or "")
        assert (again.unchanged, again.published) == (1, True)
        assert count(reader.snapshot()) == 1
