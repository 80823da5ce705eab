"""What a source of papers is: a file format that can be recognised and read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from kg.errors import InputError
from kg.records import Paper


class Source(Protocol):
    """A format. A new one is one new file in `extractors.sources.formats` that sets `SOURCE`."""

    @property
    def name(self) -> str:
        """What records of this format give as their source, e.g. `jsonl`."""

    def recognises(self, path: Path, head: str) -> bool:
        """Whether the file is of this format, by its first 64 KB (unpacked) and, if need be, its name."""

    def read(self, path: Path) -> Iterator[Paper | InputError]:
        """The papers of the file, in order; a record that is wrong gives an error value."""
