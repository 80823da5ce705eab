"""What papers claim of one method against another."""

from __future__ import annotations

import json
from collections.abc import Sequence

from kg.leaderboards.claims import Claim, read_claim
from kg.queries.entities import Entities
from kg.queries.results import results_by_iri
from kg.reader import Readable

_BETWEEN = """
    SELECT result.iri FROM json_each(?) AS pair
    JOIN entity AS one ON one.iri = json_extract(pair.value, '$[0]')
    JOIN entity AS other ON other.iri = json_extract(pair.value, '$[1]')
    JOIN result ON (result.method = one.id AND result.baseline = other.id)
        OR (result.method = other.id AND result.baseline = one.id)
    WHERE result.kind IN ('Improvement', 'Speedup')
    ORDER BY result.sort
"""


def claims_between(
    snapshot: Readable, rivals: Sequence[tuple[str, str]], entities: Entities | None = None
) -> list[Claim]:
    """All claims of either of two methods against the other, in the order of papers and texts.

    Args:
        snapshot: Where to look.
        rivals: The IRIs of both methods, in any order.
        entities: What is known already of the entities.
    """
    rows = snapshot.catalogue.rows(_BETWEEN, (json.dumps(rivals),))
    found = results_by_iri(snapshot, [iri for (iri,) in rows])
    about = (iri for row in found.values() for iri in (row.method, row.dataset, row.task, row.metric) if iri)
    entities = Entities(snapshot) if entities is None else entities
    entities.load(about)
    claims = []
    for row in found.values():
        metric = entities.known.get(row.metric) if row.metric else None
        claim = read_claim(row, metric, entities.labels(row))
        if claim is not None:
            claims.append(claim)
    return claims
