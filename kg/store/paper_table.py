"""The stored papers: what their sources say, the merged record, and what was extracted from it."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from kg.records import Extraction, Extractor, Paper
from kg.records.codec import extraction_from_json, extraction_to_json, paper_from_json, paper_to_json

__all__ = ["PaperState", "PaperTable", "StoredPaper"]

_SELECT = """
    SELECT papers.id, registry.iri, papers.record, papers.extraction, papers.vocabulary
    FROM papers JOIN registry USING (id)
"""
_STATE = """
    SELECT record, name, version, model_digest, vocabulary
    FROM papers JOIN extractors ON extractors.id = papers.extractor WHERE papers.id = ?
"""
_ONE = _SELECT + "WHERE papers.id = ?"
_AFTER = _SELECT + "WHERE papers.id > ? ORDER BY papers.id LIMIT ?"
_UNWRITTEN_AFTER = _SELECT + "WHERE papers.dirty = 2 AND papers.id > ? ORDER BY papers.id LIMIT ?"


@dataclass(frozen=True, slots=True)
class StoredPaper:
    """A paper as it is stored.

    Args:
        id: Its number in the registry.
        iri: Its IRI.
        paper: The merged record.
        extraction: What was extracted from the merged record's text.
        vocabulary: The digest of the vocabularies that its entities were linked with.
    """

    id: int
    iri: str
    paper: Paper
    extraction: Extraction
    vocabulary: str


@dataclass(frozen=True, slots=True)
class PaperState:
    """What tells whether a stored paper is up to date, without reading its extraction.

    Args:
        record: The merged record as JSON.
        extractor: What its extraction was made by.
        vocabulary: The digest of the vocabularies that its entities were linked with.
    """

    record: bytes
    extractor: Extractor
    vocabulary: str


class PaperTable:
    """Reads and writes the tables `papers`, `sources` and `gone`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def get(self, paper: int) -> StoredPaper | None:
        """The stored paper of that number, or None."""
        row = self._connection.execute(_ONE, (paper,)).fetchone()
        return None if row is None else _stored(row)

    def number(self, iri: str) -> int | None:
        """The number of the stored paper with an IRI, or None."""
        statement = "SELECT id FROM papers JOIN registry USING (id) WHERE iri = ?"
        row = self._connection.execute(statement, (iri,)).fetchone()
        return None if row is None else int(row[0])

    def state(self, paper: int) -> PaperState | None:
        """Whether and how the paper of that number is stored."""
        row = self._connection.execute(_STATE, (paper,)).fetchone()
        return None if row is None else PaperState(row[0], Extractor(*row[1:4]), row[4])

    def after(self, paper: int, limit: int, *, unwritten: bool = False) -> list[StoredPaper]:
        """Up to `limit` papers with a number above `paper`, in order; if asked, those marked unwritten."""
        statement = _UNWRITTEN_AFTER if unwritten else _AFTER
        return [_stored(row) for row in self._connection.execute(statement, (paper, limit))]

    def count(self) -> int:
        """How many papers are stored."""
        return int(self._connection.execute("SELECT count(*) FROM papers").fetchone()[0])

    def dirty_count(self) -> int:
        """How many papers the published graph does not show as they are."""
        return int(self._connection.execute("SELECT count(*) FROM papers WHERE dirty > 0").fetchone()[0])

    def put(self, paper: int, record: Paper, extraction: Extraction, vocabulary: str) -> None:
        """Store a paper anew and mark it unwritten."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        self._connection.execute(
            """
            INSERT INTO papers VALUES (?, ?, ?, ?, ?, ?, 2)
            ON CONFLICT (id) DO UPDATE SET
                record = excluded.record, extraction = excluded.extraction, extractor = excluded.extractor,
                extracted_at = iif(extraction = excluded.extraction, extracted_at, excluded.extracted_at),
                vocabulary = excluded.vocabulary, dirty = 2
            """,
            (
                paper,
                paper_to_json(record),
                zlib.compress(extraction_to_json(extraction)),
                self._extractor_id(extraction.extractor),
                now,
                vocabulary,
            ),
        )
        self._connection.execute("DELETE FROM gone WHERE paper = ?", (paper,))

    def linked_with(self, paper: int, vocabulary: str, *, changed: bool) -> None:
        """Note the vocabularies that a paper was linked with, and whether its links have changed by it."""
        statement = "UPDATE papers SET vocabulary = ?, dirty = max(dirty, ?) WHERE id = ?"
        self._connection.execute(statement, (vocabulary, 2 if changed else 0, paper))

    def remove(self, paper: int) -> None:
        """Drop a paper and its sources; its links must be gone already. The registry keeps its IRI."""
        self._connection.execute("DELETE FROM sources WHERE paper = ?", (paper,))
        self._connection.execute("DELETE FROM papers WHERE id = ?", (paper,))
        self._connection.execute("INSERT OR IGNORE INTO gone VALUES (?)", (paper,))

    def sources(self, paper: int) -> dict[str, Paper]:
        """What each source says of a paper, by the source's key."""
        rows = self._connection.execute("SELECT key, record FROM sources WHERE paper = ?", (paper,))
        return {key: paper_from_json(record) for key, record in rows}

    def put_source(self, paper: int, key: str, record: Paper) -> None:
        """Keep what a source says of a paper."""
        self._connection.execute(
            """
            INSERT INTO sources VALUES (?, ?, ?)
            ON CONFLICT DO UPDATE SET record = excluded.record WHERE record <> excluded.record
            """,
            (paper, key, paper_to_json(record)),
        )

    def dirty_iris(self) -> Iterator[str]:
        """The IRIs of papers whose published graph is out of date or must go."""
        rows = self._connection.execute(
            """
            SELECT iri FROM registry WHERE id IN (SELECT id FROM papers WHERE dirty > 0)
            UNION SELECT iri FROM registry WHERE id IN (SELECT paper FROM gone)
            """
        )
        return (iri for (iri,) in rows)

    def gone_iris(self) -> list[str]:
        """The IRIs of removed papers that the published graph may still show."""
        rows = self._connection.execute("SELECT iri FROM registry WHERE id IN (SELECT paper FROM gone)")
        return [iri for (iri,) in rows]

    def mark_all(self) -> None:
        """Mark every paper unwritten."""
        self._connection.execute("UPDATE papers SET dirty = 2")

    def mark_written(self, papers: Iterable[int]) -> None:
        """Note that the writer's graph shows these papers as they are, and that it is on the disk."""
        self._connection.executemany("UPDATE papers SET dirty = 1 WHERE id = ?", [(n,) for n in papers])

    def clear_marks(self) -> None:
        """Note that the published graph shows every paper as it is."""
        self._connection.execute("UPDATE papers SET dirty = 0 WHERE dirty > 0")
        self._connection.execute("DELETE FROM gone")

    def extractors(self) -> list[Extractor]:
        """What made the stored extractions, sorted."""
        rows = self._connection.execute(
            """
            SELECT name, version, model_digest FROM extractors
            WHERE EXISTS (SELECT 1 FROM papers WHERE extractor = extractors.id) ORDER BY 1, 2, 3
            """
        )
        return [Extractor(*row) for row in rows]

    def outdated(self, vocabulary: str) -> int:
        """How many papers are linked with other vocabularies than these."""
        statement = "SELECT count(*) FROM papers WHERE vocabulary <> ?"
        return int(self._connection.execute(statement, (vocabulary,)).fetchone()[0])

    def _extractor_id(self, extractor: Extractor) -> int:
        values = (extractor.name, extractor.version, extractor.model_digest)
        self._connection.execute("INSERT OR IGNORE INTO extractors VALUES (NULL, ?, ?, ?)", values)
        statement = "SELECT id FROM extractors WHERE (name, version, model_digest) = (?, ?, ?)"
        return int(self._connection.execute(statement, values).fetchone()[0])


def _stored(row: tuple[int, str, bytes, bytes, str]) -> StoredPaper:
    paper, iri, record, extraction, vocabulary = row
    return StoredPaper(
        id=paper,
        iri=iri,
        paper=paper_from_json(record),
        extraction=extraction_from_json(zlib.decompress(extraction)),
        vocabulary=vocabulary,
    )
