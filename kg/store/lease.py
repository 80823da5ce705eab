"""A reader's hold on a snapshot, so that it is not pruned away under it.

The RDF store opens its files when it first needs them, so a snapshot must stay where it is for as long
as anyone reads it. A hold is a shared lock on the manifest; it ends with the reader's process.
"""

from __future__ import annotations

import fcntl
import os

from kg.data_directory import SnapshotFolder

__all__ = ["Lease", "try_to_own"]


class Lease:
    """Holds a snapshot until `release`, or until nobody has the lease any more.

    Raises:
        FileNotFoundError: The snapshot is gone or is just being removed.
    """

    def __init__(self, snapshot: SnapshotFolder) -> None:
        self._descriptor: int | None = None
        self._descriptor = os.open(snapshot.manifest, os.O_RDONLY | os.O_CLOEXEC)
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
            # It may have gone between opening and locking.
            snapshot.manifest.stat()
        except BlockingIOError:
            self.release()
            raise FileNotFoundError(str(snapshot.manifest)) from None
        except BaseException:
            self.release()
            raise

    def release(self) -> None:
        """Let go; doing it twice does nothing."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def __del__(self) -> None:
        self.release()


def try_to_own(snapshot: SnapshotFolder) -> int | None:
    """A descriptor that keeps readers out until it is closed, or None while one reads the snapshot."""
    descriptor = os.open(snapshot.manifest, os.O_RDONLY | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(descriptor)
        if isinstance(error, BlockingIOError):
            return None
        raise
    return descriptor
