"""Which paper a record is about, and the IRI that the paper keeps for good.

A record is about a known paper if it shares a strong identifier with it. Failing that, if it has the
same folded title and nothing speaks against it: no strong identifier of one kind that differs, and no
other year. A record without a year, or a paper of which no source states one, fits any year, as long as
just one paper fits. Two papers of one title that cannot be told apart otherwise stay two.

An IRI once given is never changed, nor given to another paper after its own was removed: the registry
keeps identifiers, digests of titles and IRIs of removed papers, and nothing else of them. A removed
paper that is ingested again gets its IRI back.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from itertools import count

from kg.identity.iris import Iris
from kg.identity.sources import by_strength, strongest, title_digest, year
from kg.records import Paper

__all__ = ["Registry"]


class Registry:
    """Reads and writes the tables `registry`, `identifiers` and `titles` of records.sqlite."""

    def __init__(self, connection: sqlite3.Connection, iris: Iris) -> None:
        self._connection = connection
        self._iris = iris

    def resolve(self, paper: Paper) -> int:
        """The number of the paper that a record is about; one that is not known gets an IRI.

        What the record adds (an identifier, a title, a year) is registered, so that the next record finds it.
        """
        known = self.find(paper)
        if known is None:
            known = self._mint(paper)
        self._register(known, paper)
        return known

    def find(self, paper: Paper) -> int | None:
        """The number of the known paper that a record is about, or None."""
        by_identifier = self._by_identifier(paper)
        return self._by_title(paper) if by_identifier is None else by_identifier

    def iri(self, number: int) -> str:
        """The IRI of a registered paper."""
        row = self._connection.execute("SELECT iri FROM registry WHERE id = ?", (number,)).fetchone()
        return str(row[0])

    def number(self, name: str) -> int | None:
        """The paper with this IRI or with this identifier (`arxiv:2401.00001`), or None."""
        kind, _, value = name.partition(":")
        statement = """
            SELECT id FROM registry WHERE iri = ?
            UNION ALL SELECT paper FROM identifiers WHERE (kind, value) = (?, ?)
        """
        row = self._connection.execute(statement, (name, kind.casefold(), value)).fetchone()
        return None if row is None else int(row[0])

    def _by_identifier(self, paper: Paper) -> int | None:
        """The strongest identifier decides, should two of them lead to different papers."""
        statement = "SELECT paper FROM identifiers WHERE (kind, value) = (?, ?)"
        for identifier in by_strength(paper):
            key = (identifier.kind.value, identifier.value)
            row = self._connection.execute(statement, key).fetchone()
            if row is not None:
                return int(row[0])
        return None

    def _by_title(self, paper: Paper) -> int | None:
        rows = self._connection.execute(
            "SELECT paper, year FROM titles WHERE digest = ?", (title_digest(paper),)
        )
        years: dict[int, set[str]] = defaultdict(set)
        for number, stated in rows:
            years[number] |= {stated} - {""}
        candidates = [number for number in years if not self._conflicts(number, paper)]
        stated = year(paper)
        same = [n for n in candidates if (stated in years[n] if stated else not years[n])]
        either = [n for n in candidates if not stated or not years[n]]
        for fitting in (same, either):
            if fitting:
                return fitting[0] if len(fitting) == 1 else None
        return None

    def _conflicts(self, number: int, paper: Paper) -> bool:
        """Whether the paper has another identifier of a kind that the record has one of."""
        rows = self._connection.execute("SELECT kind FROM identifiers WHERE paper = ?", (number,))
        kinds = {kind for (kind,) in rows}
        # None of the record's identifiers is known, or it would not have come to the title.
        return any(identifier.kind in kinds for identifier in paper.identifiers)

    def _mint(self, paper: Paper) -> int:
        for iri in self._names(paper):
            added = self._connection.execute("INSERT OR IGNORE INTO registry (iri) VALUES (?)", (iri,))
            if added.rowcount:
                return int(added.lastrowid or 0)
        raise AssertionError("unreachable: the names do not end")

    def _names(self, paper: Paper) -> Iterator[str]:
        """IRIs for a new paper, the best first; the later ones for a title that another paper has taken."""
        yield self._iris.paper(paper.title)
        identifier = strongest(paper)
        if identifier is not None:
            yield self._iris.paper(paper.title, f"{identifier.kind}:{identifier.value}")
        if stated := year(paper):
            yield self._iris.paper(paper.title, stated)
        yield self._iris.paper(paper.title, paper.text_digest)
        for number in count(2):
            yield self._iris.paper(paper.title, f"{paper.text_digest}:{number}")

    def _register(self, number: int, paper: Paper) -> None:
        for identifier in paper.identifiers:
            row = (identifier.kind.value, identifier.value, number)
            self._connection.execute("INSERT OR IGNORE INTO identifiers VALUES (?, ?, ?)", row)
        title = (title_digest(paper), year(paper) or "", number)
        self._connection.execute("INSERT OR IGNORE INTO titles VALUES (?, ?, ?)", title)
