"""What a step leaves in its folder beside its work: for what it began, and that it is done."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

_BEGUN, _DONE = "begun.json", "done.json"

#: The folder within a step's folder that holds its own progress; it is gone when the step is done.
CHECKPOINT = "checkpoint"


@dataclass(frozen=True, slots=True)
class Marker:
    """That a step is done.

    Args:
        key: The digest of its settings and of everything that it read.
        outputs: The digest of everything that it made.
    """

    key: str
    outputs: str

    @property
    def digest(self) -> str:
        """What the steps that read it depend on."""
        return digest_of(self.key, self.outputs)


def digest_of(*parts: str) -> str:
    """One digest of several texts."""
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def digest_file(path: Path) -> str:
    """The SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def begun_for(folder: Path) -> str | None:
    """The key that the step in this folder began its work for, or None."""
    try:
        key = json.loads((folder / _BEGUN).read_bytes())["key"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return key if isinstance(key, str) else None


def mark_begun(folder: Path, key: str) -> None:
    """Say for which key the work in the folder is."""
    _write_whole(folder / _BEGUN, {"key": key})


def read_done(folder: Path) -> Marker | None:
    """The marker of a step that is done, if the folder has one that can be read."""
    try:
        return Marker(**json.loads((folder / _DONE).read_bytes()))
    except (OSError, ValueError, TypeError):
        return None


def mark_done(folder: Path, key: str) -> Marker:
    """Say that the step is done, with a digest of what it made."""
    marker = Marker(key, digest_outputs(folder))
    _write_whole(folder / _DONE, asdict(marker))
    return marker


def digest_outputs(folder: Path) -> str:
    """The digest of every file that a step made, by its path in the step's folder."""
    return digest_of(
        *(part for path in sorted(_outputs(folder)) for part in (str(path), digest_file(folder / path)))
    )


def _outputs(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        below = Path(root).relative_to(folder)
        if below == Path():
            folders[:] = [name for name in folders if name != CHECKPOINT]
            names = [name for name in names if name not in (_BEGUN, _DONE)]  # noqa: PLW2901
        yield from (below / name for name in names if not name.startswith("."))


def _write_whole(path: Path, content: dict[str, str]) -> None:
    """Put a small file in place by one rename, so that it is whole or not there."""
    scratch = path.with_name(f".{path.name}")
    with scratch.open("w", encoding="utf-8") as file:
        json.dump(content, file)
        file.flush()
        os.fsync(file.fileno())
    scratch.replace(path)
