"""What was stated before people decided otherwise: the history graph."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.queries.paging import unique
from kg.queries.solutions import solutions
from kg.reader import Readable

__all__ = ["FormerRow", "former_facts"]


@dataclass(frozen=True, slots=True)
class FormerRow:
    """What was stated of something before a decision ended it.

    `about`, `decision` and `earlier`, the former fact that this one was a revision of, are IRIs; `stated` is
    what it said, by the names of properties, and empty if the paper was removed.
    """

    iri: str
    about: str
    decision: str
    number: int
    at: str
    stated: Mapping[str, str]
    earlier: str | None = None


def former_facts(snapshot: Readable, iris: Sequence[str]) -> dict[str, tuple[FormerRow, ...]]:
    """What was stated before of each thing, and of what is within each paper, oldest first."""
    found: dict[str, dict[str, FormerRow]] = {}
    for row in solutions(snapshot, "history", {"asked": unique(iris)}):
        former = FormerRow(
            iri=row["iri"],
            about=row["about"],
            decision=row["decision"],
            number=int(row["number"]),
            at=row["at"],
            stated=json.loads(row["statement"]),
            earlier=row["earlier"],
        )
        found.setdefault(row["asked"], {})[former.iri] = former
    return {
        iri: tuple(sorted(told.values(), key=lambda former: former.number)) for iri, told in found.items()
    }
