"""The one writer of a data directory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager

from pyoxigraph import Quad

from kg.data_directory import DataDirectory
from kg.errors import StoreEmpty
from kg.identity.iris import DEFAULT_BASE, Iris
from kg.identity.registry import Registry
from kg.store.derivation import Derivation
from kg.store.draft import note_derived
from kg.store.failures import writing
from kg.store.incoming import discard_incoming
from kg.store.lock import writer_lock
from kg.store.primary import Primary
from kg.store.publication import finish_interrupted, publish
from kg.store.records import Records, open_records
from kg.store.snapshots import KEEP, check_keep, prune_locked
from ontology.vocabulary import Vocabulary

__all__ = ["Writer", "open_writer"]


# Under which name the records remember how many snapshots to keep.
_KEEP = "keep"


class Writer:
    """What holds the lock; use it through `open_writer`.

    Attributes:
        directory: Where it writes.
        records: What was ingested.
        iris: Mints IRIs on the store's base.
        registry: Knows which paper a record is about.
        found: The snapshot that readers saw when the lock was taken, or None.
    """

    def __init__(self, directory: DataDirectory, records: Records, found: str | None) -> None:
        self.directory = directory
        self.found = found
        self.records = records
        self.iris = Iris(records.base)
        self.registry = Registry(records.connection, self.iris)
        self._primary: Primary | None = None

    def write_papers(self, graphs: Mapping[int, tuple[str, Sequence[Quad]]]) -> None:
        """Write graphs of papers that have just been stored; see `Derivation.write_papers`."""
        Derivation(self.records, self._open_primary()).write_papers(graphs)

    def publish(self, vocabulary: Vocabulary | None) -> str | None:
        """Show readers what the records hold, and keep as many snapshots as the store is set to.

        See `kg.store.publication.publish` and `kg.store.snapshots.prune`.
        """
        published = publish(self.directory, self.records, vocabulary, self._open_primary)
        prune_locked(self.directory, int(self.records.get(_KEEP) or KEEP))
        return published

    def keep(self, snapshots: int) -> None:
        """Keep so many snapshots from now on, also in later runs.

        Raises:
            SettingInvalid: The number is below one.
        """
        check_keep(snapshots)
        with self.records.transaction():
            self.records.set(_KEEP, str(snapshots))

    def current(self) -> str | None:
        """The snapshot that readers see, or None before the first publication."""
        return self.directory.current_id()

    def close(self) -> None:
        """Let go of the graph, which has no other way to be closed."""
        self._primary = None

    def _open_primary(self) -> Primary:
        """Opened only when needed: a run that changes nothing has no use for it."""
        if self._primary is None:
            self._primary = Primary(self.directory.graph)
        return self._primary


@contextmanager
def open_writer(
    directory: DataDirectory, *, base: str | None = None, wait: bool = False, create: bool = False
) -> Iterator[Writer]:
    """Take the lock, heal what an interrupted run left, and open the records.

    Args:
        directory: Where.
        base: The base that the store must have, or None for any.
        wait: Queue behind another writer instead of failing.
        create: Make a store where there is none.

    Raises:
        SettingInvalid: The base is no IRI to build on.
        StoreEmpty: There is no store and none is to be made.
        StoreLocked: Another writer is at work.
        StoreIncompatible: The store has another layout or another base.
        StoreUnwritable: No permission, a full disk or a damaged file.
    """
    if base is not None:
        Iris(base)
    if not create and not directory.records.is_file():
        raise StoreEmpty(
            "There is no store here.",
            where=str(directory.path),
            remedy="Ingest papers first, or name another data directory with --data.",
        )
    with (
        writer_lock(directory, wait=wait),
        open_records(directory.records, base, DEFAULT_BASE) as records,
    ):
        with writing(directory.current):
            found = directory.current_id()
        discard_incoming(directory.incoming)
        finish_interrupted(directory, records)
        _heal(directory, records)
        with closing(Writer(directory, records, found)) as writer:
            yield writer


def _heal(directory: DataDirectory, records: Records) -> None:
    """The graph is derived, so one that was lost is written anew from the records."""
    if not directory.graph.exists():
        with records.transaction():
            records.papers.mark_all()
            records.entities.mark_all()
            records.decisions.mark()
            note_derived(records, "")
