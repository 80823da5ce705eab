"""A published catalogue, read by any number of threads."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kg.errors import QueryInvalid


class Catalogue:
    """Rows of one catalogue file, over one connection a thread; the file never changes once published."""

    def __init__(self, path: Path) -> None:
        self._uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        self._threads = threading.local()
        self._lock = threading.Lock()
        self._open: list[sqlite3.Connection] = []

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a statement with its parameters bound. Raises QueryInvalid for a lone surrogate."""
        return self._execute(sql, parameters).fetchall()

    def value(self, sql: str, parameters: Sequence[Any] = ()) -> Any:
        """The first column of the first row, or None if there is no row. Raises as `rows` does."""
        row = self._execute(sql, parameters).fetchone()
        return row[0] if row else None

    def close(self) -> None:
        """Close the connections of all threads; none may be reading."""
        with self._lock:
            for connection in self._open:
                connection.close()
            self._open.clear()
        self._threads = threading.local()

    def _execute(self, sql: str, parameters: Sequence[Any]) -> sqlite3.Cursor:
        try:
            return self._connection().execute(sql, parameters)
        except UnicodeEncodeError as error:
            # JSON and command lines can carry half of a surrogate pair; no text in the graph can.
            raise QueryInvalid(
                f"{error.object!r:.80} is no valid text.", remedy="Write whole characters, in UTF-8."
            ) from error

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._threads, "connection", None)
        if connection is None:
            # The connection stays with its thread, but `close` may come from another.
            connection = sqlite3.connect(self._uri, uri=True, check_same_thread=False)
            with self._lock:
                self._open.append(connection)
            self._threads.connection = connection
        return connection
