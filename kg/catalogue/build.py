"""Make a snapshot's catalogue from its graph: anew, or from the one before and the papers that changed."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Collection, Iterable
from contextlib import closing
from importlib.resources import files
from pathlib import Path

import pyoxigraph as ox

from kg.catalogue import graph
from kg.catalogue.derived import Touched, write_derived
from kg.catalogue.write import (
    count_papers,
    delete_entities,
    remove_papers,
    write_entity,
    write_narrower,
    write_paper,
)

#: Raised by one whenever schema.sql or what goes into it changes, so that no old file is carried on.
VERSION = "6"


def build_catalogue(
    store: ox.Store,
    target: Path,
    *,
    previous: Path | None = None,
    changed: Collection[str] | None = None,
) -> None:
    """Write the catalogue of the graph in `store` to `target`, which must not exist.

    What is derived from all papers together is added by `complete_catalogue`.

    Args:
        store: The snapshot's graph.
        target: The file to make.
        previous: The catalogue of an earlier state of the graph.
        changed: The IRIs of all papers whose graphs changed, came or went since `previous`. With both given,
            only these papers, what they name and what the vocabularies state otherwise are read again; the
            content is the same either way.
    """
    if previous is not None and changed is not None and _carries_on(previous):
        shutil.copyfile(previous, target)
        with closing(_open(target)) as database, database:
            _update(database, store, changed)
    else:
        with closing(_open(target)) as database, database:
            database.executescript((files("kg") / "catalogue" / "schema.sql").read_text(encoding="utf-8"))
            database.execute("INSERT INTO meta VALUES ('version', ?)", (VERSION,))
            database.executemany("INSERT INTO concept VALUES (?, ?)", graph.concepts(store).items())
            _fill(database, store, graph.all_papers(store), graph.all_entities(store))


def complete_catalogue(store: ox.Store, target: Path, touched: Touched | None = None) -> None:
    """Add to a catalogue what takes the whole graph: what is derived in it, and how many quads it has.

    Counting is a scan of everything, so it is done once here and not for whoever asks.

    Args:
        store: The snapshot's graph.
        target: The catalogue's file.
        touched: What was derived anew since the catalogue that this one carries on; None if everything was.
    """
    with closing(_open(target)) as database, database:
        write_derived(database, store, touched)
        database.execute("INSERT OR REPLACE INTO meta VALUES ('quads', ?)", (len(store),))


def _update(database: sqlite3.Connection, store: ox.Store, changed: Collection[str]) -> None:
    papers = sorted(changed)
    touched = remove_papers(database, papers) | _changed_concepts(database, store)
    _fill(database, store, papers, sorted(touched))


def _changed_concepts(database: sqlite3.Connection, store: ox.Store) -> set[str]:
    """The concepts of which the vocabularies state other things than before; their digests are brought up."""
    before, now = dict(database.execute("SELECT iri, digest FROM concept")), graph.concepts(store)
    changed = {iri for iri, _ in before.items() ^ now.items()}
    database.executemany("DELETE FROM concept WHERE iri = ?", ((iri,) for iri in changed))
    known = ((iri, now[iri]) for iri in changed if iri in now)
    database.executemany("INSERT INTO concept VALUES (?, ?)", known)
    return changed


def _fill(
    database: sqlite3.Connection, store: ox.Store, papers: Iterable[str], entities: Iterable[str]
) -> None:
    """Write papers, these entities and those that the papers name; everything is read once.

    Entities come before the papers that refer to them; their counts and their going come last.
    """
    there: dict[str, bool] = {}

    def look_at(entity: str) -> None:
        if entity not in there:
            there[entity] = write_entity(database, entity, graph.read_entity(store, entity))

    for entity in entities:
        look_at(entity)
    for iri in papers:
        entry = graph.read_paper(store, iri)
        if entry is not None:
            for entity, _ in entry.named:
                look_at(entity)
            write_paper(database, entry)
    delete_entities(database, (entity for entity, is_there in there.items() if not is_there))
    count_papers(database, there)
    database.execute("DELETE FROM replaced")
    database.executemany("INSERT INTO replaced VALUES (?, ?)", graph.replaced(store))
    write_narrower(database, graph.narrower(store))


def _open(path: Path) -> sqlite3.Connection:
    """A connection that leaves flushing the file to the publication, which flushes all files at once."""
    database = sqlite3.connect(path)
    database.execute("PRAGMA journal_mode = MEMORY")
    database.execute("PRAGMA synchronous = OFF")
    database.execute("PRAGMA foreign_keys = ON")
    return database


def _carries_on(previous: Path) -> bool:
    """Whether a catalogue has this layout."""
    if not previous.is_file():
        return False
    uri = f"{previous.absolute().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(uri, uri=True)) as database:
        try:
            meta = dict(database.execute("SELECT name, value FROM meta"))
        except sqlite3.DatabaseError:
            return False
    return meta.get("version") == VERSION
