"""What a run has read and not yet stored, sorted on disk so that the order of reading has no say.

Records wait in a file of their own that nobody keeps: it is made by one run, needs no durability, and
whatever a killed run left of it is thrown away.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from enum import StrEnum
from pathlib import Path

from kg.identity.sources import by_strength, strongest, title_digest, year
from kg.records import IdentifierKind, Paper
from kg.records.codec import paper_from_json, paper_to_json
from kg.store.failures import writing

__all__ = ["Incoming", "Outcome", "discard_incoming", "open_incoming"]

_SCHEMA = """
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    BEGIN;
    CREATE TABLE records (sort TEXT NOT NULL, record BLOB NOT NULL);
    CREATE INDEX sorted ON records (sort);
    CREATE TABLE stored (paper INTEGER, key TEXT, PRIMARY KEY (paper, key)) WITHOUT ROWID;
    CREATE TABLE outcomes (paper INTEGER PRIMARY KEY, outcome TEXT NOT NULL);
"""

_OUTCOME = """
    INSERT INTO outcomes VALUES (?, ?)
    ON CONFLICT DO UPDATE SET outcome = excluded.outcome WHERE outcome = 'unchanged'
"""


class Outcome(StrEnum):
    """What became of a paper in a run."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


class Incoming:
    """The records of one run; use it through `open_incoming`."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    def add(self, paper: Paper) -> None:
        """Put a record with the others.

        Raises:
            ValueError: It holds what UTF-8 cannot carry.
            StoreUnwritable: The disk refuses.
        """
        record = paper_to_json(paper)
        row = (_sort_key(paper, record), record)
        with writing(self._path):
            self._connection.execute("INSERT INTO records VALUES (?, ?)", row)

    def batches(self, size: int) -> Iterator[list[Paper]]:
        """All records, those that say most about which paper they are of first."""
        rows = self._connection.execute("SELECT record FROM records ORDER BY sort")
        while batch := rows.fetchmany(size):
            yield [paper_from_json(record) for (record,) in batch]

    def stored(self, paper: int, key: str) -> bool:
        """Whether this run has stored a record of that paper and source key."""
        statement = "SELECT 1 FROM stored WHERE (paper, key) = (?, ?)"
        return self._connection.execute(statement, (paper, key)).fetchone() is not None

    def settle(self, stored: Iterable[tuple[int, str]], outcomes: Mapping[int, Outcome]) -> None:
        """Note what a batch has stored, and what became of its papers: a new one stays new."""
        rows = [(paper, outcome.value) for paper, outcome in outcomes.items()]
        with writing(self._path):
            self._connection.executemany("INSERT OR IGNORE INTO stored VALUES (?, ?)", stored)
            self._connection.executemany(_OUTCOME, rows)

    def count(self, outcome: Outcome) -> int:
        """How many papers had that outcome."""
        row = self._connection.execute("SELECT count(*) FROM outcomes WHERE outcome = ?", (outcome.value,))
        return int(row.fetchone()[0])


@contextmanager
def open_incoming(path: Path) -> Iterator[Incoming]:
    """An empty `Incoming`, whose file goes when the run ends. Raises StoreUnwritable."""
    discard_incoming(path)
    with writing(path):
        connection = sqlite3.connect(path, isolation_level=None)
    try:
        with closing(connection):
            with writing(path):
                connection.executescript(_SCHEMA)
            yield Incoming(connection, path)
    finally:
        discard_incoming(path)


def discard_incoming(path: Path) -> None:
    """Throw away what a run has left. Raises StoreUnwritable."""
    with writing(path):
        path.unlink(missing_ok=True)


def _sort_key(paper: Paper, record: bytes) -> str:
    """Text by which records sort: strong identifiers, then years, then titles, then the longer abstract."""
    identifier = strongest(paper)
    kinds = list(IdentifierKind)
    place = kinds.index(identifier.kind) if identifier else len(kinds) + (year(paper) is None)
    others = ",".join(f"{identifier.kind}:{identifier.value}" for identifier in by_strength(paper))
    length = 10**9 - len(paper.abstract)
    digest = hashlib.sha256(record).hexdigest()
    return f"{place}|{others}|{title_digest(paper)}|{year(paper) or ''}|{length:010d}|{digest}"
