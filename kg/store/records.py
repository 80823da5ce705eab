"""records.sqlite: opening it, transactions, and the few values that concern the whole store."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.resources import files
from pathlib import Path
from secrets import token_hex

from kg.data_directory import LAYOUT
from kg.errors import StoreIncompatible
from kg.store.decision_table import DecisionTable
from kg.store.entity_table import EntityTable
from kg.store.failures import writing
from kg.store.paper_table import PaperTable

__all__ = ["Records"]

# A commit is on the disk when it returns (FULL), so that what a publication shows is never lost again.
# Pages of removed papers are overwritten (secure_delete), since a removal may be a duty.
_SETTINGS = """
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON;
    PRAGMA secure_delete = ON;
    PRAGMA temp_store = MEMORY;
"""


# What brings the tables from one layout to the next; the first makes them.
_STEPS = ("schema.sql", "decisions.sql", "variants.sql")


class Records:
    """The truth of what was ingested; use it through `open_records`.

    Attributes:
        connection: In autocommit mode; changes belong into `transaction`.
        path: The file.
        papers: The stored papers.
        entities: What the papers' entities are outside them.
        decisions: What people decided about them.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self.connection = connection
        self.path = path
        self.papers = PaperTable(connection)
        self.entities = EntityTable(connection)
        self.decisions = DecisionTable(connection)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything within, or, on an exception, nothing of it. Raises StoreUnwritable, StoreLocked."""
        with writing(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
        try:
            with writing(self.path):
                yield
                self.connection.execute("COMMIT")
        except BaseException:
            # SQLite itself rolls back when the disk is full.
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            raise

    def get(self, name: str) -> str | None:
        """One of the values that concern the whole store."""
        row = self.connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def set(self, name: str, value: str) -> None:
        """Keep a value that concerns the whole store."""
        self.connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    @property
    def base(self) -> str:
        """The base of all IRIs, fixed when the store was made."""
        return self.get("base") or ""

    @property
    def name(self) -> str:
        """A random name, by which a snapshot knows the records that it was made from."""
        return self.get("store") or ""

    @property
    def generation(self) -> int:
        """How often the content has changed; a publication shows one generation."""
        return int(self.get("generation") or 0)

    def advance(self) -> None:
        """Note that the content has changed; belongs into the transaction that changes it."""
        self.set("generation", str(self.generation + 1))


@contextmanager
def open_records(path: Path, base: str | None, default_base: str) -> Iterator[Records]:
    """Open records.sqlite, making it if it is not there.

    Args:
        path: The file.
        base: The base that the store must have, or None for any.
        default_base: The base of a new store if `base` is None.

    Raises:
        StoreIncompatible: Another layout version or another base.
        StoreUnwritable: No permission, a full disk or a damaged file.
    """
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, isolation_level=None, cached_statements=256)
    with closing(connection):
        with writing(path):
            connection.executescript(_SETTINGS)
            _create_or_check(connection, path, base or default_base)
        records = Records(connection, path)
        if base is not None and records.base != base:
            _rebase_empty(records, base)
        if base is not None and records.base != base:
            raise StoreIncompatible(
                f"The IRIs of this store begin with {records.base}, not with {base}.",
                where=str(path.parent.parent),
                remedy=f"Use the base {records.base}, or ingest into another data directory.",
            )
        yield records


def _rebase_empty(records: Records, base: str) -> None:
    """As long as no IRI was given to a paper, the base can still be another."""
    (used,) = records.connection.execute("SELECT EXISTS (SELECT 1 FROM registry)").fetchone()
    if not used:
        with records.transaction():
            records.set("base", base)


def _create_or_check(connection: sqlite3.Connection, path: Path, base: str) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version == LAYOUT:
        return
    if not 0 <= version < LAYOUT or (
        version == 0 and connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    ):
        raise StoreIncompatible(
            f"This store has layout version {version}; this version of sotagraph reads {LAYOUT}.",
            where=str(path.parent.parent),
            remedy="Use the version of sotagraph that made it, or ingest into another data directory.",
        )
    # One transaction: a file that has the version has all tables and the base.
    connection.execute("BEGIN IMMEDIATE")
    try:
        for step in _STEPS[version:]:
            for statement in _statements((files("kg.store") / step).read_text(encoding="utf-8")):
                connection.execute(statement)
        if version == 0:
            values = [("base", base), ("store", token_hex(8))]
            connection.executemany("INSERT INTO meta VALUES (?, ?)", values)
        connection.execute(f"PRAGMA user_version = {LAYOUT:d}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _statements(script: str) -> Iterator[str]:
    """The statements of a script, which `execute` takes one at a time."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
