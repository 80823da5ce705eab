"""The folder that the recipe works in: one program at a time, one version of the recipe."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import StoreIncompatible, StoreLocked, StoreUnwritable

#: Of what the folder holds and where; a step whose work changes has a version of its own.
VERSION = 1

_ABOUT, _LOCK = "recipe.json", "lock"
_ELSEWHERE = "Choose another folder with --out."


@contextmanager
def work_folder(path: Path) -> Iterator[None]:
    """Hold the folder for this process, making it if it is not there.

    Raises:
        StoreUnwritable: It cannot be made or written to.
        StoreIncompatible: It was made by another version of the recipe, or holds something else.
        StoreLocked: Another program is training there.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
        strange = _strange(path)
        if strange is not None:
            raise StoreIncompatible(strange, where=str(path), remedy=_ELSEWHERE)
        lock = os.open(path / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise StoreUnwritable(
            f"This place cannot be written to ({error.strerror or error}).",
            where=str(path),
            remedy=_ELSEWHERE,
        ) from error
    try:
        _hold(lock, path)
        about = path / _ABOUT
        if not about.exists():
            scratch = path / f".{_ABOUT}"
            scratch.write_text(json.dumps({"recipe": VERSION}) + "\n", encoding="utf-8")
            scratch.replace(about)
        yield
    finally:
        os.close(lock)


def _hold(lock: int, path: Path) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise StoreLocked(
            "Another `sotagraph train` is at work in this folder.",
            where=str(path),
            remedy="Wait until it has finished, or end it; nothing is lost by either.",
        ) from None


def _strange(path: Path) -> str | None:
    """Why the folder is not ours to work in, or None."""
    try:
        version = json.loads((path / _ABOUT).read_bytes())["recipe"]
    except FileNotFoundError:
        # A run that was ended in its first moments leaves no more than these.
        if {item.name for item in path.iterdir()} <= {_LOCK, f".{_ABOUT}"}:
            return None
        return "This folder holds something else, and steps that run again delete what they made before."
    except (ValueError, KeyError, TypeError):
        return f"{_ABOUT} in this folder cannot be read."
    if version == VERSION:
        return None
    return f"This folder was made by version {version} of the recipe; this program follows version {VERSION}."
