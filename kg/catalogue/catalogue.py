"""A published catalogue, read by any number of threads."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any


class Catalogue:
    """Rows of one catalogue file, over one connection a thread; the file never changes once published."""

    def __init__(self, path: Path) -> None:
        self._uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        self._threads = threading.local()
        self._lock = threading.Lock()
        self._open: list[sqlite3.Connection] = []

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a statement with its parameters bound."""
        return self._connection().execute(sql, parameters).fetchall()

    def value(self, sql: str, parameters: Sequence[Any] = ()) -> Any:
        """The first column of the first row, or None if there is no row."""
        row = self._connection().execute(sql, parameters).fetchone()
        return row[0] if row else None

    def close(self) -> None:
        """Close the connections of all threads; none may be reading."""
        with self._lock:
            for connection in self._open:
                connection.close()
            self._open.clear()
        self._threads = threading.local()

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._threads, "connection", None)
        if connection is None:
            # The connection stays with its thread, but `close` may come from another.
            connection = sqlite3.connect(self._uri, uri=True, check_same_thread=False)
            with self._lock:
                self._open.append(connection)
            self._threads.connection = connection
        return connection
