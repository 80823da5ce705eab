"""What is wider and what is narrower than an entity: variants of data sets, kinds of tasks and of methods."""

from __future__ import annotations

from collections.abc import Sequence

from kg.queries.lookup import Listed, listed
from kg.queries.paging import unique
from kg.queries.rows import RelativesRow
from kg.queries.solutions import solutions
from kg.reader import Readable


def relatives_by_iri(snapshot: Readable, iris: Sequence[str]) -> dict[str, RelativesRow]:
    """The relatives of each entity, each list by label."""
    wider: dict[str, list[str]] = {iri: [] for iri in iris}
    narrower: dict[str, list[str]] = {iri: [] for iri in iris}
    for row in solutions(snapshot, "relatives", {"iri": unique(iris)}):
        relative, side = (row["wider"], wider) if row["wider"] else (row["narrower"], narrower)
        side[row["iri"]].append(relative)
    named = [name for side in (wider, narrower) for found in side.values() for name in found]
    known = listed(snapshot, unique(named))
    return {
        iri: RelativesRow(_sorted(wider[iri], known, 0), _sorted(narrower[iri], known, 1)) for iri in wider
    }


def _sorted(iris: Sequence[str], known: dict[str, Listed], papers: int) -> tuple[str, ...]:
    """Those that so many papers name, by label."""
    kept = [iri for iri in unique(iris) if iri in known and known[iri].papers >= papers]
    return tuple(sorted(kept, key=lambda iri: known[iri].sort))
