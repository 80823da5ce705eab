"""Which files are to be read, and by which source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from extractors.sources import formats
from extractors.sources.files import read_head
from extractors.sources.source import Source
from kg.errors import InputError, SourceMissing, SourceUnreadable, SourceUnrecognised
from kg.records import Paper


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file and the source that reads it."""

    path: Path
    source: Source


@dataclass(frozen=True, slots=True)
class Discovery:
    """The files to read, in order, and those of folders that no source recognises."""

    files: tuple[SourceFile, ...]
    skipped: tuple[Path, ...]


@cache
def sources() -> tuple[Source, ...]:
    """Every source, in the order of their modules' names."""
    names = sorted(module.name for module in iter_modules(formats.__path__))
    return tuple(import_module(f"{formats.__name__}.{name}").SOURCE for name in names)


def discover(paths: Iterable[Path]) -> Discovery:
    """Find what to read below `paths`.

    A file must be of a format that a source recognises. A folder is searched to any depth, in sorted
    order; hidden files and folders are ignored, and files that no source can read are listed as skipped.
    A file that is reached twice is read once.

    Raises:
        SourceMissing: A path does not exist.
        SourceUnreadable: A file that was asked for is empty, binary or cannot be opened.
        SourceUnrecognised: A file that was asked for has no known format, or a folder has no file that has.
    """
    files: dict[Path, SourceFile] = {}
    skipped: dict[Path, Path] = {}
    for path in map(Path, paths):
        if path.is_dir():
            found = list(_in_folder(path, skipped))
            if not found:
                raise _unrecognised(path, "No file in this folder is of a format that can be read")
        else:
            found = [_recognised(path)]
        for file in found:
            files.setdefault(file.path.resolve(), file)
    return Discovery(tuple(files.values()), tuple(skipped.values()))


def read(files: Iterable[SourceFile]) -> Iterator[Paper | InputError]:
    """The papers of all files, one after the other; what is wrong comes as an error value."""
    for file in files:
        yield from file.source.read(file.path)


def _in_folder(folder: Path, skipped: dict[Path, Path]) -> Iterator[SourceFile]:
    for path in sorted(folder.rglob("*")):
        below = path.relative_to(folder).parts
        if path.is_dir() or any(part.startswith(".") for part in below):
            continue
        try:
            yield _recognised(path)
        except (SourceUnreadable, SourceUnrecognised):
            skipped[path.resolve()] = path


def _recognised(path: Path) -> SourceFile:
    if not path.exists():
        raise SourceMissing("There is no such file or folder.", where=str(path), remedy="Check the path.")
    head = read_head(path)
    for source in sources():
        if source.recognises(path, head):
            return SourceFile(path, source)
    raise _unrecognised(path, "The file is of no format that can be read")


def _unrecognised(path: Path, what: str) -> SourceUnrecognised:
    names = ", ".join(source.name for source in sources())
    return SourceUnrecognised(
        f"{what} ({names}).", where=str(path), remedy="README.md describes the formats."
    )
