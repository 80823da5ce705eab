"""What people decided, and in which papers it shows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from pydantic import TypeAdapter

from kg.decisions import Standing
from kg.linking import LinkedEntity
from kg.records import Act, Decision
from kg.records.codec import act_from_json, act_to_json

__all__ = ["DecisionTable"]

_LINKS = TypeAdapter(tuple[LinkedEntity, ...])


class DecisionTable:
    """Reads and writes the tables `decisions`, `linked` and `effects`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._standing: tuple[int, Standing] | None = None

    def all(self) -> list[Decision]:
        """Every decision, in their order."""
        return [_decision(row) for row in self._connection.execute("SELECT * FROM decisions ORDER BY number")]

    def get(self, number: int) -> Decision | None:
        """The decision of that number, or None."""
        row = self._connection.execute("SELECT * FROM decisions WHERE number = ?", (number,)).fetchone()
        return None if row is None else _decision(row)

    def standing(self) -> Standing:
        """Those that count."""
        (last,) = self._connection.execute("SELECT coalesce(max(number), 0) FROM decisions").fetchone()
        if self._standing is None or self._standing[0] != last:
            self._standing = (last, Standing(self.all()))
        return self._standing[1]

    def add(self, by: str, at: str, why: str, act: Act) -> Decision:
        """Keep a decision and give it the next number."""
        row = (by, at, why, act_to_json(act))
        statement = """
            INSERT INTO decisions (decided_by, decided_at, why, act) VALUES (?, ?, ?, ?) RETURNING number
        """
        (number,) = self._connection.execute(statement, row).fetchone()
        self._standing = None
        self.mark()
        return Decision(number, by, at, why, act)

    def linked(self, paper: int) -> tuple[LinkedEntity, ...] | None:
        """What linking said of a paper, if decisions have a say in it; else its links are that."""
        row = self._connection.execute("SELECT links FROM linked WHERE paper = ?", (paper,)).fetchone()
        return None if row is None else _LINKS.validate_json(row[0])

    def put(self, paper: int, links: Sequence[LinkedEntity], applied: Iterable[int]) -> None:
        """Keep what linking said of a paper in which these decisions have a say, and that they have."""
        old = {
            n for (n,) in self._connection.execute("SELECT decision FROM effects WHERE paper = ?", (paper,))
        }
        new = set(applied)
        if old != new:
            self._connection.executemany(
                "DELETE FROM effects WHERE (decision, paper) = (?, ?)", ((n, paper) for n in old - new)
            )
            self._connection.executemany(
                "INSERT INTO effects VALUES (?, ?)", ((number, paper) for number in new - old)
            )
            self.mark()
        if new:
            row = (paper, _LINKS.dump_json(tuple(links)))
            self._connection.execute("INSERT OR REPLACE INTO linked VALUES (?, ?)", row)
        elif old:
            self._connection.execute("DELETE FROM linked WHERE paper = ?", (paper,))

    def forget(self, paper: int) -> None:
        """Note that a paper is to be removed; what was decided about it stays, without effect."""
        self.put(paper, (), ())
        self.mark()

    def papers_of(self, decisions: Iterable[int]) -> set[int]:
        """The papers in which any of these decisions has a say."""
        statement = "SELECT paper FROM effects WHERE decision = ?"
        return {paper for n in decisions for (paper,) in self._connection.execute(statement, (n,))}

    def effective(self) -> set[int]:
        """The numbers of the decisions that have a say in any paper."""
        return {number for (number,) in self._connection.execute("SELECT DISTINCT decision FROM effects")}

    @property
    def dirty(self) -> bool:
        """Whether the published graph may not show the decisions as they are."""
        row = self._connection.execute("SELECT value FROM meta WHERE name = 'decisions'").fetchone()
        return row is not None

    def mark(self) -> None:
        """Note that the graph must show the decisions anew."""
        self._connection.execute("INSERT OR REPLACE INTO meta VALUES ('decisions', 'changed')")

    def clear_mark(self) -> None:
        """Note that the published graph shows the decisions as they are."""
        self._connection.execute("DELETE FROM meta WHERE name = 'decisions'")


def _decision(row: tuple[int, str, str, str, bytes]) -> Decision:
    number, by, at, why, act = row
    return Decision(number, by, at, why, act_from_json(act))
