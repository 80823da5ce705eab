"""What SQLite, the RDF store and the operating system say when a disk refuses, in our own words."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import StoreError, StoreLocked, StoreUnwritable

_FREE = "Free some space there (`sotagraph snapshots prune` removes old snapshots) and run the command again."
_ALLOW = "Give this user the right to write there, or choose another data directory with --data."
_MOVE = "Move the file that is in the way, or choose another data directory with --data."
_CHECK = "Check the file system; if it is sound, run the command again."
_BROKEN = "Restore the file from a backup, or set the data directory aside and ingest the sources again."

_DERIVED = "Remove the folder primary/graph and run the command again: it is written anew from the records."


@contextmanager
def writing(place: Path) -> Iterator[None]:
    """Turn what goes wrong while writing below `place` into a StoreError that says what to do.

    Raises:
        StoreUnwritable: A full disk, no permission, or a broken file or file system.
        StoreLocked: Another program holds a lock on the records.
    """
    try:
        yield
    except sqlite3.DatabaseError as error:
        translated = _from_sqlite(error, place)
        if translated is None:
            raise
        raise translated from error
    except OSError as error:
        raise _from_system(error, place) from error
    except RuntimeError as error:
        if not _is_damage(error):
            raise
        message = f"The graph is damaged ({error})."
        raise StoreUnwritable(message, where=str(place), remedy=_DERIVED) from error


@contextmanager
def reading(place: Path) -> Iterator[None]:
    """Turn what goes wrong while opening what is below `place` into a StoreError.

    A file that is not there stays a FileNotFoundError, since a snapshot may go while it is opened.
    """
    try:
        yield
    except FileNotFoundError:
        raise
    except (OSError, sqlite3.DatabaseError, RuntimeError) as error:
        if isinstance(error, RuntimeError) and not _is_damage(error):
            raise
        raise StoreError(
            f"This place cannot be read ({error}).",
            where=str(place),
            remedy="Give this user the right to read there, or roll back if files are damaged.",
        ) from error


def _is_damage(error: RuntimeError) -> bool:
    """Whether the RDF store says that its files are damaged; it has no type of its own for that."""
    return str(error).startswith("Corruption")


def _from_sqlite(error: sqlite3.DatabaseError, place: Path) -> StoreError | None:
    """None for what is no fault of the disk, such as a wrong statement."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    where = str(place)
    if code == sqlite3.SQLITE_FULL:
        return StoreUnwritable("The disk is full; nothing half-written was kept.", where=where, remedy=_FREE)
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return StoreUnwritable(f"This place cannot be written to ({error}).", where=where, remedy=_ALLOW)
    if code == sqlite3.SQLITE_IOERR:
        return StoreUnwritable(f"The disk failed or is full ({error}).", where=where, remedy=_FREE)
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return StoreUnwritable(f"The records cannot be read ({error}).", where=where, remedy=_BROKEN)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        remedy = "Close the program that has records.sqlite open, then run the command again."
        return StoreLocked("Another program holds a lock on the records.", where=where, remedy=remedy)
    return None


def _from_system(error: OSError, place: Path) -> StoreUnwritable:
    """The RDF store gives its errors as text without a number, so both are looked at."""
    where = str(error.filename or place)
    text = error.strerror or str(error)
    lowered = text.lower()
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG) or "no space left" in lowered:
        return StoreUnwritable("The disk is full; nothing half-written was kept.", where=where, remedy=_FREE)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS) or any(
        sign in lowered for sign in ("permission denied", "read-only file system", "not permitted")
    ):
        return StoreUnwritable(f"This place cannot be written to ({text}).", where=where, remedy=_ALLOW)
    if error.errno in (errno.EEXIST, errno.ENOTDIR, errno.EISDIR):
        return StoreUnwritable(f"Something else is in this place ({text}).", where=where, remedy=_MOVE)
    return StoreUnwritable(f"The file system failed ({text}).", where=where, remedy=_CHECK)
