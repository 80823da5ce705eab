"""The snapshots that are kept: listing them, going back to one, removing old ones."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass

from kg.data_directory import DataDirectory, SnapshotFolder
from kg.errors import SettingInvalid, SnapshotMissing
from kg.store.failures import reading, writing
from kg.store.files import write_whole
from kg.store.lease import try_to_own
from kg.store.lock import writer_lock
from kg.store.manifest import Manifest, read_manifest

__all__ = ["KEEP", "KeptSnapshot", "Pruned", "list_snapshots", "prune", "rollback"]

#: How many snapshots a store keeps unless it is told otherwise.
KEEP = 10


@dataclass(frozen=True, slots=True)
class KeptSnapshot:
    """A snapshot that is kept; readers open the one that is `current`."""

    manifest: Manifest
    current: bool


@dataclass(frozen=True, slots=True)
class Pruned:
    """What pruning did: names of snapshots, oldest first. Those `in_use` were spared for their readers."""

    removed: tuple[str, ...]
    in_use: tuple[str, ...]


def list_snapshots(directory: DataDirectory) -> list[KeptSnapshot]:
    """All kept snapshots, the oldest first. Raises StoreIncompatible, or StoreError if none can be read."""
    listed = []
    with reading(directory.path):
        current = directory.current_id()
        for snapshot in directory.kept():
            # One that is pruned at this moment is not kept any more.
            with suppress(FileNotFoundError):
                listed.append(KeptSnapshot(read_manifest(snapshot.manifest), snapshot.id == current))
    return listed


def rollback(directory: DataDirectory, snapshot_id: str, *, wait: bool = False) -> Manifest:
    """Let readers see an earlier snapshot, or a later one again.

    Only readers go back. What was ingested stays, and the next change that is ingested is published
    with everything else; until then the snapshot stays what readers see.

    Raises:
        SnapshotMissing: It is not kept.
        StoreLocked: A writer is at work and `wait` is false.
        StoreUnwritable: The disk refuses.
    """
    _require(directory, snapshot_id)
    with writer_lock(directory, wait=wait):
        manifest = read_manifest(_require(directory, snapshot_id).manifest)
        with writing(directory.current):
            write_whole(directory.current, f"{snapshot_id}\n")
    return manifest


def prune(directory: DataDirectory, keep: int, *, wait: bool = False) -> Pruned:
    """Remove all but the last `keep` snapshots, the current one and those that someone is reading.

    Raises:
        SettingInvalid: `keep` is below one.
        StoreLocked: A writer is at work and `wait` is false.
        StoreUnwritable: The disk refuses.
    """
    check_keep(keep)
    if not directory.path.is_dir():
        return Pruned((), ())
    with writer_lock(directory, wait=wait):
        return prune_locked(directory, keep)


def check_keep(keep: int) -> None:
    """Raise SettingInvalid if so many snapshots cannot be kept."""
    if keep < 1:
        raise SettingInvalid(
            f"{keep} snapshots cannot be kept.", where="keep", remedy="Keep at least one snapshot."
        )


def prune_locked(directory: DataDirectory, keep: int) -> Pruned:
    """Like `prune`, for a caller that holds the writer's lock."""
    current = directory.current_id()
    old = [snapshot for snapshot in directory.kept()[:-keep] if snapshot.id != current]
    removed = [snapshot.id for snapshot in old if _remove(directory, snapshot)]
    return Pruned(tuple(removed), tuple(s.id for s in old if s.id not in removed))


def _remove(directory: DataDirectory, snapshot: SnapshotFolder) -> bool:
    """Take a snapshot away unless someone reads it: out of sight by one rename, then for good."""
    with writing(directory.snapshots):
        descriptor = try_to_own(snapshot)
        if descriptor is None:
            return False
        try:
            hidden = directory.snapshots / f".{snapshot.id}"
            snapshot.path.rename(hidden)
            shutil.rmtree(hidden)
        finally:
            os.close(descriptor)
    return True


def _require(directory: DataDirectory, snapshot_id: str) -> SnapshotFolder:
    kept = directory.kept()
    for snapshot in kept:
        if snapshot.id == snapshot_id:
            return snapshot
    names = ", ".join(snapshot.id for snapshot in kept) or "none"
    raise SnapshotMissing(
        f"There is no snapshot {snapshot_id}.",
        where=str(directory.path),
        remedy=f"Name one of those that are kept: {names}.",
    )
