"""The scores of a data set and a metric, read for leaderboards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.leaderboards.dates import PartialDate
from kg.leaderboards.score import Score, read_score
from kg.queries import filters
from kg.queries.entities import entities_by_iri
from kg.queries.names import resolve
from kg.queries.paging import unique
from kg.queries.results import result_pages
from kg.queries.roles import roles_by_paper
from kg.queries.rows import EntityRow, PageRequest, ReportsFilter, ResultFilter, ResultRow
from kg.reader import Snapshot
from kg.records import EntityType, Role

#: A board is read whole; no abstract-fed board comes near this.
MAX_SCORES = 10_000


@dataclass(frozen=True, slots=True)
class Scores:
    """A data set, a metric, and all results on the one by the other, in the order of papers and texts."""

    dataset: EntityRow
    metric: EntityRow
    scores: tuple[Score, ...]


def scores(snapshot: Snapshot, dataset: str, metric: str) -> Scores:
    """The scores of a data set by a metric, each given by label, alias or IRI.

    Raises:
        NameUnknown: The graph has no such data set or metric.
    """
    of = resolve(snapshot, EntityType.DATASET, dataset, where="dataset")
    by = resolve(snapshot, EntityType.METRIC, metric, where="metric")
    keep = ResultFilter(reports=ReportsFilter(metric=by, dataset=of))
    (page,) = result_pages(snapshot, [(keep, PageRequest(first=MAX_SCORES))])
    about = [iri for row in page.rows for iri in (row.method, row.task) if iri]
    entities = entities_by_iri(snapshot, unique([of, by, *about]))
    return Scores(entities[of], entities[by], _read(snapshot, page.rows, entities, entities[by]))


def _read(
    snapshot: Snapshot, rows: Sequence[ResultRow], entities: dict[str, EntityRow], metric: EntityRow
) -> tuple[Score, ...]:
    papers = unique([row.paper for row in rows])
    dates = {paper: PartialDate.parse(date) for paper, date in filters.dates(snapshot, papers).items()}
    proposed = {
        (role.paper, role.entity)
        for named in roles_by_paper(snapshot, papers).values()
        for role in named
        if role.role is Role.PROPOSED
    }
    read = []
    for row in rows:
        slots = (row.method, row.dataset, row.task, row.metric)
        about = [entities[iri] for iri in slots if iri is not None and iri in entities]
        own = None if row.method is None else (row.paper, row.method) in proposed
        names = {entity.type: entity.label for entity in about}
        read.append(read_score(row, metric, names, date=dates.get(row.paper), own=own))
    return tuple(read)
