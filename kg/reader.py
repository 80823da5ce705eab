"""Reading what is published: the newest snapshot, whatever a writer does meanwhile."""

from __future__ import annotations

from collections import OrderedDict
from contextlib import suppress
from threading import Lock
from time import monotonic
from types import TracebackType
from typing import Protocol

from pyoxigraph import Store

from kg.catalogue import VERSION, Catalogue
from kg.data_directory import DataDirectory, SnapshotFolder
from kg.errors import SnapshotMissing, StoreEmpty, StoreIncompatible
from kg.store.failures import reading
from kg.store.lease import Lease
from kg.store.manifest import Manifest, read_manifest

__all__ = ["Readable", "Reader", "Snapshot", "open_snapshot"]

# A snapshot may be pruned between reading its name and opening it, and then the name is another.
_ATTEMPTS = 5
# How many snapshots stay open beside the current one, and for how many seconds after they were asked.
_OLDER = 3
_IDLE = 300


class Readable(Protocol):
    """What questions are put to: a snapshot, or what is about to become one."""

    @property
    def store(self) -> Store:
        """The graph."""

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue of the graph."""


class Snapshot:
    """One published snapshot, open; it stays as it is for as long as it is used.

    Attributes:
        id: Its name.
        folder: Its files.
        manifest: What it holds and how it came about.
        store: Its graph, read-only. Results of a query belong to the thread that asked.
        catalogue: Its catalogue.
    """

    def __init__(self, folder: SnapshotFolder) -> None:
        # Ends with this object: with the last request that still reads when a newer snapshot has come.
        self._lease = Lease(folder)
        try:
            self.manifest: Manifest = read_manifest(folder.manifest)
            _check_catalogue(self.manifest, folder)
            self.store = Store.read_only(str(folder.graph))
            self.catalogue = Catalogue(folder.catalogue)
        except BaseException:
            self._lease.release()
            raise
        self.id = folder.id
        self.folder = folder

    def close(self) -> None:
        """Let the snapshot be pruned, even if someone holds on to it; nobody may ask it any more."""
        self.catalogue.close()
        self._lease.release()


class Reader:
    """Follows what is published in a data directory; share one among all threads.

    Args:
        directory: Where.
    """

    def __init__(self, directory: DataDirectory) -> None:
        self._directory = directory
        self._lock = Lock()
        self._open: Snapshot | None = None
        self._older: OrderedDict[str, tuple[Snapshot, float]] = OrderedDict()

    def snapshot(self) -> Snapshot:
        """The snapshot that is current now. Keep it for one request, then ask again.

        Raises:
            StoreEmpty: Nothing has been published yet.
            SnapshotMissing: The current snapshot was deleted by hand.
            StoreIncompatible: It has another layout, or a catalogue of another version.
            StoreError: This user may not read it, or the disk failed.
        """
        known = self.known()
        if known is not None:
            return known
        with self._lock:
            self._forget()
            return self._change_over()

    def known(self) -> Snapshot | None:
        """The snapshot that is open, if it is still current; fast enough to be called in an event loop.

        Raises:
            StoreError: This user may not read it, or the disk failed.
        """
        with reading(self._directory.path):
            current = self._directory.current_id()
        known = self._open
        return known if known is not None and known.id == current else None

    def at(self, snapshot_id: str) -> Snapshot:
        """A snapshot by its name, which need not be current; for who pages on in a list of it.

        The few that were asked for last stay open, and as long as they do they are not pruned.

        Raises:
            SnapshotMissing: It is not kept.
            StoreError: As `snapshot` raises it.
        """
        current = self.snapshot()
        if current.id == snapshot_id:
            return current
        with self._lock:
            self._forget()
            found = self._older.pop(snapshot_id, None)
            snapshot = found[0] if found else open_snapshot(self._directory, snapshot_id)
            self._older[snapshot_id] = snapshot, monotonic()
            while len(self._older) > _OLDER:
                self._older.popitem(last=False)
        return snapshot

    def _forget(self) -> None:
        """Let go of older snapshots that nobody has asked for in a while."""
        for name, (_, asked) in list(self._older.items()):
            if asked < monotonic() - _IDLE:
                del self._older[name]

    def close(self) -> None:
        """Let go of the open snapshots."""
        with self._lock:
            self._open = None
            self._older.clear()

    def __enter__(self) -> Reader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _change_over(self) -> Snapshot:
        for _ in range(_ATTEMPTS):
            current = self._directory.current_id()
            if current is None:
                raise StoreEmpty(
                    "Nothing has been published here yet.",
                    where=str(self._directory.path),
                    remedy="Ingest papers first: sotagraph ingest PATH.",
                )
            if self._open is None or self._open.id != current:
                with suppress(FileNotFoundError), reading(self._directory.path):
                    self._open = Snapshot(self._directory.snapshot(current))
            if self._open is not None and self._open.id == current:
                return self._open
        raise _missing(self._directory, self._directory.current_id() or "that is current")


def open_snapshot(directory: DataDirectory, snapshot_id: str) -> Snapshot:
    """Open a snapshot by name, to ask as it stood then.

    Raises:
        SnapshotMissing: It is not kept.
        StoreIncompatible: It has another layout, or a catalogue of another version.
    """
    for folder in directory.kept():
        if folder.id == snapshot_id:
            with suppress(FileNotFoundError), reading(folder.path):
                return Snapshot(folder)
    raise _missing(directory, snapshot_id)


def _check_catalogue(manifest: Manifest, folder: SnapshotFolder) -> None:
    """A catalogue of another version would answer some questions wrongly and others not at all."""
    if manifest.catalogue != VERSION:
        raise StoreIncompatible(
            f"The snapshot {folder.id} has a catalogue of another version than {VERSION}, "
            "which this version of sotagraph reads.",
            where=str(folder.path),
            remedy="`sotagraph relink` publishes the papers anew.",
        )


def _missing(directory: DataDirectory, snapshot_id: str) -> SnapshotMissing:
    return SnapshotMissing(
        f"There is no snapshot {snapshot_id}.",
        where=str(directory.path),
        remedy="Name one of those that `sotagraph snapshots list` shows.",
    )
