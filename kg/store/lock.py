"""One writer at a time: a lock on DATA/lock that ends with the process that holds it."""

from __future__ import annotations

import fcntl
import json
import os
import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from kg.data_directory import DataDirectory
from kg.errors import StoreLocked
from kg.store.failures import writing


@dataclass(frozen=True, slots=True)
class Holder:
    """The process that holds the lock, as it wrote itself down."""

    pid: int
    command: str


@contextmanager
def writer_lock(directory: DataDirectory, *, wait: bool = False) -> Iterator[None]:
    """Hold the right to write, making the data directory if it is not there.

    The operating system keeps the lock and drops it when the process ends, however it ends.

    Args:
        directory: Where to write.
        wait: Queue behind another writer instead of failing.

    Raises:
        StoreLocked: Another writer is at work and `wait` is false.
        StoreUnwritable: The directory cannot be made or written to.
    """
    with writing(directory.path):
        directory.path.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(directory.lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        _acquire(descriptor, directory.lock, wait=wait)
        # A full disk must not keep anyone from removing old snapshots.
        with suppress(OSError):
            _sign(descriptor)
        yield
        with suppress(OSError):
            os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)


def _acquire(descriptor: int, path: Path, *, wait: bool) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = read_holder(path)
        who = f"process {holder.pid} (`{holder.command}`)" if holder else "another process"
        raise StoreLocked(
            f"This data directory is being written to by {who}.",
            where=str(path.parent),
            remedy="Wait until it has finished, or end that process; nothing is lost by either.",
        ) from None


def read_holder(path: Path) -> Holder | None:
    """Who wrote the lock file last; only to tell a user, since the lock itself is the system's."""
    try:
        entry = json.loads(path.read_text(encoding="utf-8"))
        return Holder(int(entry["pid"]), str(entry["command"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _sign(descriptor: int) -> None:
    command = shlex.join([Path(sys.argv[0]).name, *sys.argv[1:]]) if sys.argv else "python"
    entry = json.dumps({"pid": os.getpid(), "command": command})
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, entry.encode(), 0)
