"""The scores of data sets and metrics, read for leaderboards."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.leaderboards.dates import PartialDate
from kg.leaderboards.score import Score, read_score
from kg.queries.entities import Entities
from kg.queries.lookup import dates
from kg.queries.names import resolve
from kg.queries.paging import unique
from kg.queries.results import results_by_iri
from kg.queries.rows import EntityRow, ResultRow
from kg.rdf.terms import METHOD_ROLES, local
from kg.reader import Readable
from kg.records import EntityType, Role

#: The IRIs of a data set and of a metric.
Pair = tuple[str, str]

# So many results are read with one query.
_BATCH = 1_000

_RESULTS = """
    SELECT dataset.iri, metric.iri, result.iri FROM json_each(?) AS pair
    JOIN entity AS dataset ON dataset.iri = json_extract(pair.value, '$[0]')
    JOIN entity AS metric ON metric.iri = json_extract(pair.value, '$[1]')
    JOIN result ON result.metric = metric.id AND result.dataset = dataset.id
    WHERE result.kind IN ('Absolute', 'Unvalued')
    ORDER BY result.sort
"""

_PROPOSED = """
    SELECT paper.iri, entity.iri FROM json_each(?) AS asked
    JOIN paper ON paper.iri = asked.value
    JOIN named ON named.paper = paper.id AND named.role = ?
    JOIN entity ON entity.id = named.entity
"""


@dataclass(frozen=True, slots=True)
class Scores:
    """A data set, a metric, and what was measured on the one by the other, in the order of papers and texts.

    Improvements and speed-ups are no scores: see `kg.queries.claims`.
    """

    dataset: EntityRow
    metric: EntityRow
    scores: tuple[Score, ...]


def scores(snapshot: Readable, dataset: str, metric: str) -> Scores:
    """The scores of a data set by a metric, each given by label, alias or IRI.

    Raises:
        NameUnknown: The graph has no such data set or metric.
    """
    of = resolve(snapshot, EntityType.DATASET, dataset, where="dataset")
    by = resolve(snapshot, EntityType.METRIC, metric, where="metric")
    (found,) = scores_of(snapshot, [(of, by)])
    return found


def scores_of(
    snapshot: Readable, pairs: Sequence[Pair], entities: Entities | None = None
) -> Iterator[Scores]:
    """The scores of each data set by each metric, in the order of the pairs; also where there are none.

    Args:
        snapshot: Where to look.
        pairs: The IRIs of data sets and metrics; what the graph does not have is left out.
        entities: What is known already of the entities.
    """
    rows = snapshot.catalogue.rows(_RESULTS, (json.dumps(pairs),))
    results: dict[Pair, list[str]] = {pair: [] for pair in pairs}
    for dataset, metric, result in rows:
        results[dataset, metric].append(result)
    entities = Entities(snapshot) if entities is None else entities
    for batch in _batches(results):
        asked = results_by_iri(snapshot, [iri for pair in batch for iri in results[pair]])
        about = [iri for row in asked.values() for iri in (row.method, row.task) if iri]
        entities.load([*(iri for pair in batch for iri in pair), *about])
        facts = _Facts(snapshot, unique([row.paper for row in asked.values()]))
        for dataset, metric in batch:
            found = (asked[iri] for iri in results[dataset, metric] if iri in asked)
            of, by = entities.known.get(dataset), entities.known.get(metric)
            if of is None or by is None:
                continue
            yield Scores(of, by, tuple(facts.score(row, entities, by) for row in found))


def _batches(results: dict[Pair, list[str]]) -> Iterator[list[Pair]]:
    """The pairs in batches of about as many results; a larger pair is a batch by itself."""
    batch: list[Pair] = []
    size = 0
    for pair, found in results.items():
        if batch and size + len(found) > _BATCH:
            yield batch
            batch, size = [], 0
        batch.append(pair)
        size += len(found)
    if batch:
        yield batch


class _Facts:
    """What is known of papers that says how their results compare."""

    def __init__(self, snapshot: Readable, papers: Sequence[str]) -> None:
        self._dates = {paper: PartialDate.parse(date) for paper, date in dates(snapshot, papers).items()}
        role = local(METHOD_ROLES[Role.PROPOSED].value)
        self._proposed = set(snapshot.catalogue.rows(_PROPOSED, (json.dumps(papers), role)))

    def score(self, row: ResultRow, entities: Entities, metric: EntityRow) -> Score:
        """The score of a result."""
        own = None if row.method is None else (row.paper, row.method) in self._proposed
        return read_score(row, metric, entities.labels(row), date=self._dates.get(row.paper), own=own)
