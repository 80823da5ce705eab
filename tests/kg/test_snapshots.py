from __future__ import annotations

import pytest

from kg.errors import SettingInvalid, SnapshotMissing
from kg.reader import Reader, open_snapshot
from kg.store.snapshots import list_snapshots, prune, rollback


@pytest.fixture
def three(run, pairs) -> list[str]:
    """Three snapshots, of one, two and three papers."""
    return [run([paper]).snapshot for paper, _ in pairs[:3]]


def papers(directory) -> int:
    """How many papers readers see."""
    with Reader(directory) as reader:
        return reader.snapshot().manifest.papers


def test_snapshots_are_listed_in_the_order_of_publication(directory, three) -> None:
    """The current one is marked."""
    listed = list_snapshots(directory)

    assert [kept.manifest.id for kept in listed] == three
    assert [kept.current for kept in listed] == [False, False, True]


def test_nothing_is_listed_where_nothing_was_published(directory) -> None:
    """A data directory that does not exist has no snapshots."""
    assert list_snapshots(directory) == []


def test_rolling_back_shows_an_earlier_snapshot(directory, three) -> None:
    """Readers see what it holds, until they are rolled forward again."""
    rollback(directory, three[0])
    back = papers(directory)

    rollback(directory, three[2])

    assert (back, papers(directory)) == (1, 3)


def test_a_run_that_changes_nothing_leaves_a_rollback_alone(directory, three, run, pairs) -> None:
    """Only a change is published, so the same input again does not undo the rollback."""
    rollback(directory, three[0])

    summary = run(paper for paper, _ in pairs[:3])

    assert (summary.snapshot, summary.published) == (three[0], False)


def test_the_next_change_is_published_with_everything_that_was_ingested(
    directory, three, run, pairs, tmp_path, published
) -> None:
    """A rollback takes nothing from the writer; the publication after it has all papers."""
    rollback(directory, three[0])

    run([pairs[3][0]])

    fresh = type(directory)(tmp_path / "fresh")
    run((paper for paper, _ in pairs[:4]), directory=fresh)
    assert published(directory) == published(fresh)


def test_rolling_back_to_what_is_not_kept_is_refused(directory, three) -> None:
    """The error names the snapshots that are."""
    with pytest.raises(SnapshotMissing, match=three[1]):
        rollback(directory, "000009-20200101T000000Z")

    assert directory.current_id() == three[2]


def test_a_name_cannot_lead_out_of_the_data_directory(directory, three) -> None:
    """A snapshot is one of those that are kept, not a path."""
    with pytest.raises(SnapshotMissing):
        rollback(directory, f"../snapshots/{three[0]}")


def test_pruning_keeps_the_last_and_the_current(directory, three) -> None:
    """The snapshot that readers were rolled back to is never removed."""
    rollback(directory, three[0])

    pruned = prune(directory, 1)

    assert (pruned.removed, pruned.in_use) == ((three[1],), ())
    assert [kept.manifest.id for kept in list_snapshots(directory)] == [three[0], three[2]]


def test_pruning_spares_a_snapshot_that_is_being_read(directory, three) -> None:
    """It goes with the next pruning after its reader has let go."""
    reading = open_snapshot(directory, three[0])

    first = prune(directory, 1)
    count = reading.manifest.papers, len(list(reading.store.named_graphs()))
    reading.close()
    second = prune(directory, 1)

    assert (first.removed, first.in_use) == ((three[1],), (three[0],))
    assert count[0] == 1
    assert second.removed == (three[0],)


@pytest.mark.usefixtures("three")
def test_keeping_none_is_refused(directory) -> None:
    """There is always something to read."""
    with pytest.raises(SettingInvalid):
        prune(directory, 0)


def test_pruning_where_there_is_nothing_does_nothing(directory) -> None:
    """No data directory is made for it."""
    assert prune(directory, 1).removed == ()
    assert not directory.path.exists()


def test_an_old_snapshot_can_be_asked_as_it_stood(directory, three) -> None:
    """Any kept snapshot opens by name."""
    snapshot = open_snapshot(directory, three[1])

    assert snapshot.manifest.papers == 2
    with pytest.raises(SnapshotMissing):
        open_snapshot(directory, "000009-20200101T000000Z")


def test_a_store_keeps_as_many_snapshots_as_it_is_set_to(run, pairs, directory) -> None:
    """The oldest go with each publication, and a later run remembers the number."""
    papers = [paper for paper, _ in pairs]
    run(papers[:4], publish_every=1, keep=2)
    first = [snapshot.id[:6] for snapshot in directory.kept()]

    run(papers[4:6], publish_every=1)

    assert first == ["000003", "000004"]
    assert [snapshot.id[:6] for snapshot in directory.kept()] == ["000005", "000006"]


def test_keeping_no_snapshot_is_refused(run, pairs) -> None:
    """There would be nothing to read."""
    with pytest.raises(SettingInvalid, match=r"^keep: 0 snapshots cannot be kept"):
        run([pairs[0][0]], keep=0)
