"""How much a snapshot holds."""

from __future__ import annotations

from kg.queries.rows import Coverage, Statistics
from kg.reader import Snapshot
from kg.records import EntityType


def statistics(snapshot: Snapshot) -> Statistics:
    """Counts of the snapshot; entities that no paper names are not counted."""
    catalogue = snapshot.catalogue
    papers, mentions = catalogue.rows("SELECT count(*), coalesce(sum(mentions), 0) FROM paper")[0]
    counts = dict(catalogue.rows("SELECT type, count(*) FROM entity WHERE papers > 0 GROUP BY type"))
    return Statistics(
        snapshot=snapshot.id,
        papers=papers,
        results=catalogue.value("SELECT count(*) FROM result"),
        mentions=mentions,
        methods=counts.get(EntityType.METHOD.value, 0),
        datasets=counts.get(EntityType.DATASET.value, 0),
        tasks=counts.get(EntityType.TASK.value, 0),
        metrics=counts.get(EntityType.METRIC.value, 0),
        quads=int(catalogue.value("SELECT value FROM meta WHERE name = 'quads'")),
    )


def coverage(snapshot: Snapshot) -> list[Coverage]:
    """How much of what papers name the vocabularies know, a row a type, in the order of `EntityType`."""
    counted = snapshot.catalogue.rows(
        "SELECT entity.type, count(*), count(concept.iri), sum(entity.papers),"
        " coalesce(sum(entity.papers) FILTER (WHERE concept.iri IS NOT NULL), 0)"
        " FROM entity LEFT JOIN concept ON concept.iri = entity.iri"
        " WHERE entity.papers > 0 GROUP BY entity.type"
    )
    found = {kind: counts for kind, *counts in counted}
    return [Coverage(kind, *found.get(kind.value, (0, 0, 0, 0))) for kind in EntityType]
