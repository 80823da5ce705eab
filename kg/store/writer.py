"""The one writer of a data directory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from kg.data_directory import DataDirectory
from kg.errors import StoreEmpty
from kg.identity.iris import DEFAULT_BASE, Iris
from kg.identity.registry import Registry
from kg.store.incoming import discard_incoming
from kg.store.lock import writer_lock
from kg.store.publication import finish_interrupted, publish
from kg.store.records import Records, open_records
from ontology.vocabulary import Vocabulary

__all__ = ["Writer", "open_writer"]


@dataclass(frozen=True, slots=True)
class Writer:
    """What holds the lock: the records, and the right to publish them."""

    directory: DataDirectory
    records: Records
    iris: Iris
    registry: Registry

    def publish(self, vocabulary: Vocabulary | None) -> str | None:
        """Show readers what the records hold; see `kg.store.publication.publish`."""
        return publish(self.directory, self.records, vocabulary)

    def current(self) -> str | None:
        """The snapshot that readers see, or None before the first publication."""
        return self.directory.current_id()


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
        discard_incoming(directory.incoming)
        finish_interrupted(directory, records)
        _heal(directory, records)
        iris = Iris(records.base)
        yield Writer(directory, records, iris, Registry(records.connection, iris))


def _heal(directory: DataDirectory, records: Records) -> None:
    """The graph is derived, so one that was lost is written anew from the records."""
    if not directory.graph.exists():
        with records.transaction():
            records.papers.mark_all()
            records.entities.mark_all()
