"""Decides about a store without end, to be killed from outside.

deciding.py DATA SEED     prints `ready`, then rejects results, merges methods, and undoes half of it
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

from kg.data_directory import DataDirectory
from kg.errors import SotagraphError
from kg.queries.decisions import decisions
from kg.reader import Reader
from kg.review import Signature, merge, reject, undo

BY = Signature("Ada", "Whatever.", "2026-01-02T03:04:05Z")


def decide(directory: DataDirectory, chance: random.Random) -> None:
    """One decision about what readers see."""
    with Reader(directory) as reader:
        snapshot = reader.snapshot()
        results = [iri for (iri,) in snapshot.catalogue.rows("SELECT iri FROM result")]
        methods = [iri for (iri,) in snapshot.catalogue.rows("SELECT iri FROM entity WHERE type = 'Method'")]
        standing = [row.number for row in decisions(snapshot) if row.undone_by is None]
    what = chance.randrange(4)
    if what < 2 and standing:
        undo(directory, chance.choice(standing), BY)
    elif what == 2 and results:
        reject(directory, chance.choice(results), BY)
    elif len(methods) > 1:
        merge(directory, *chance.sample(methods, 2), BY)


def main(directory: DataDirectory, chance: random.Random) -> None:
    """Decide until killed. What readers see may be behind what is kept, so a decision may be refused."""
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    while True:
        try:
            decide(directory, chance)
        except SotagraphError as error:
            sys.stderr.write(f"{error}\n")


if __name__ == "__main__":
    main(DataDirectory(Path(sys.argv[1])), random.Random(int(sys.argv[2])))  # noqa: S311
