"""Make a snapshot's catalogue from its graph: anew, or from the one before and the papers that changed."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import TypeVar

import pyoxigraph as ox

from kg.catalogue import graph
from kg.catalogue.write import remove_papers, write_entities, write_papers
from kg.rdf.sparql import load_query

Item = TypeVar("Item")

#: Raised by one whenever schema.sql or what goes into it changes, so that no old file is carried on.
VERSION = "1"
#: How many papers or entities are read from the graph at a time.
CHUNK = 500


def build_catalogue(
    store: ox.Store,
    target: Path,
    *,
    previous: Path | None = None,
    changed: Collection[str] | None = None,
) -> None:
    """Write the catalogue of the graph in `store` to `target`, which must not exist.

    Args:
        store: The snapshot's graph.
        target: The file to make.
        previous: The catalogue of an earlier state of the graph.
        changed: The IRIs of all papers whose graphs changed, came or went since `previous`. With both given,
            only these papers and what they name are read again; the content is the same either way.
    """
    vocabulary = _vocabulary_digest(store)
    if previous is not None and changed is not None and _carries_on(previous, vocabulary):
        shutil.copyfile(previous, target)
        with closing(_open(target)) as database, database:
            _update(database, store, changed)
    else:
        with closing(_open(target)) as database, database:
            database.executescript((files("kg") / "catalogue" / "schema.sql").read_text(encoding="utf-8"))
            meta = [("version", VERSION), ("vocabulary", vocabulary)]
            database.executemany("INSERT INTO meta VALUES (?, ?)", meta)
            _fill(database, store, graph.all_papers(store), graph.all_entities(store))


def _update(database: sqlite3.Connection, store: ox.Store, changed: Collection[str]) -> None:
    papers = sorted(changed)
    before = remove_papers(database, papers)
    after = {iri for chunk in _chunks(papers) for p in graph.read_papers(store, chunk) for iri, _ in p.named}
    _fill(database, store, papers, sorted(before | after))


def _fill(
    database: sqlite3.Connection, store: ox.Store, papers: Iterable[str], entities: Iterable[str]
) -> None:
    """Entities come first, since papers refer to them; their counts come last."""
    touched = list(entities)
    gone: list[str] = []
    for chunk in _chunks(touched):
        gone += write_entities(database, chunk, graph.read_entities(store, chunk))
    for chunk in _chunks(papers):
        write_papers(database, graph.read_papers(store, chunk))
    database.executemany("DELETE FROM entity WHERE iri = ?", ((iri,) for iri in gone))
    database.executemany(
        "UPDATE entity SET papers = (SELECT count(DISTINCT paper) FROM named WHERE entity = entity.id) "
        "WHERE iri = ?",
        ((iri,) for iri in touched),
    )


def _open(path: Path) -> sqlite3.Connection:
    """A connection that leaves flushing the file to the publication, which flushes all files at once."""
    database = sqlite3.connect(path)
    database.execute("PRAGMA journal_mode = MEMORY")
    database.execute("PRAGMA synchronous = OFF")
    database.execute("PRAGMA foreign_keys = ON")
    return database


def _carries_on(previous: Path, vocabulary: str) -> bool:
    """Whether a catalogue has this layout and these vocabularies."""
    if not previous.is_file():
        return False
    uri = f"{previous.absolute().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(uri, uri=True)) as database:
        try:
            meta = dict(database.execute("SELECT name, value FROM meta"))
        except sqlite3.DatabaseError:
            return False
    return meta == {"version": VERSION, "vocabulary": vocabulary}


def _vocabulary_digest(store: ox.Store) -> str:
    """Tells whether the names that the vocabularies give are the same."""
    solutions = store.query(load_query("vocabulary_names"))
    assert isinstance(solutions, ox.QuerySolutions)  # noqa: S101 - the query is a SELECT
    lines = sorted(f"{row['entity']} {row['property']} {row['name']}" for row in solutions)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _chunks(items: Iterable[Item]) -> Iterator[Sequence[Item]]:
    rest = iter(items)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk
