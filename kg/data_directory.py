"""Where everything lies below one data directory.

DATA/
├── keys.sqlite               who may write through the API; only its owner reads it
├── jobs/                     ingest that was asked for through the API, a folder a job
├── lock                      held by the one writer
├── current                   the name of the snapshot that readers open, replaced by one rename
├── primary/                  the writer's own
│   ├── records.sqlite        what was ingested: the truth
│   ├── incoming.sqlite       what a running ingest has read and not yet stored; thrown away
│   └── graph/                the RDF store, derived from the records
└── snapshots/
    └── 000007-20261125T223005Z/
        ├── graph/            a checkpoint of the RDF store, read-only
        ├── catalogue.sqlite  derived from that graph, read-only
        └── manifest.json     what it holds and how it came about
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

__all__ = ["LAYOUT", "DataDirectory", "SnapshotFolder"]

#: The version of this layout and of the tables of records.sqlite. An earlier one is brought up to it when a
#: writer opens it, and read as it is; a later one is not opened.
LAYOUT = 3

# A publication's number, then when: the number alone orders them, whatever the clock does.
_SNAPSHOT = re.compile(r"\d{6,}-\d{8}T\d{6}Z")


@dataclass(frozen=True, slots=True)
class SnapshotFolder:
    """The files of one published snapshot."""

    path: Path

    @property
    def id(self) -> str:
        """The snapshot's name."""
        return self.path.name

    @property
    def graph(self) -> Path:
        """The folder of the RDF store."""
        return self.path / "graph"

    @property
    def catalogue(self) -> Path:
        """The SQLite file of names and of what lists sort and filter by."""
        return self.path / "catalogue.sqlite"

    @property
    def manifest(self) -> Path:
        """What the snapshot holds, as JSON."""
        return self.path / "manifest.json"


@dataclass(frozen=True, slots=True)
class DataDirectory:
    """Paths below a data directory; making one touches no file."""

    path: Path

    @property
    def lock(self) -> Path:
        """The file that the writer locks."""
        return self.path / "lock"

    @property
    def keys(self) -> Path:
        """The SQLite file of the API keys."""
        return self.path / "keys.sqlite"

    @property
    def jobs(self) -> Path:
        """The folder of the jobs."""
        return self.path / "jobs"

    @property
    def current(self) -> Path:
        """The file that names the snapshot that readers open."""
        return self.path / "current"

    @property
    def primary(self) -> Path:
        """The folder that only the writer opens."""
        return self.path / "primary"

    @property
    def records(self) -> Path:
        """The SQLite file of what was ingested."""
        return self.primary / "records.sqlite"

    @property
    def incoming(self) -> Path:
        """The SQLite file of what a running ingest has read."""
        return self.primary / "incoming.sqlite"

    @property
    def graph(self) -> Path:
        """The folder of the writer's RDF store."""
        return self.primary / "graph"

    @property
    def snapshots(self) -> Path:
        """The folder of the published snapshots."""
        return self.path / "snapshots"

    def snapshot(self, snapshot_id: str) -> SnapshotFolder:
        """The files of a snapshot, whether it is kept or not."""
        return SnapshotFolder(self.snapshots / snapshot_id)

    def kept(self) -> list[SnapshotFolder]:
        """The snapshots that are kept, in the order of their publication."""
        if not self.snapshots.is_dir():
            return []
        names = (path.name for path in self.snapshots.iterdir())
        found = filter(_SNAPSHOT.fullmatch, names)
        return [self.snapshot(name) for name in sorted(found, key=lambda n: int(n.partition("-")[0]))]

    def current_id(self) -> str | None:
        """The snapshot that readers open, or None before the first publication."""
        try:
            name = self.current.read_text(encoding="utf-8").strip()
        except (FileNotFoundError, NotADirectoryError, UnicodeDecodeError):
            return None
        return name if _SNAPSHOT.fullmatch(name) else None
