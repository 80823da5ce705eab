"""Entities whose mentions were found but were joined or parted otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.evaluation.comparison import Comparison
from extractors.evaluation.fact_error import FactError, first_place
from extractors.evaluation.folding import fold
from extractors.evaluation.pairing import forms
from extractors.guidelines import Annotation


def entity_errors(comparison: Comparison) -> Iterator[FactError]:
    """Entities without a partner that share a spelling with one of the other side, which has another partner.

    Those that share none are missed or wrong in all their mentions, and are told there.
    """
    pairs = comparison.pairs
    paired = {(kind, name) for (kind, _), name in pairs.items()}
    for entity in comparison.want["entities"]:
        if (entity["type"], fold(entity["name"])) not in paired:
            yield from _error(comparison, entity, comparison.got, "joined with another", missed=True)
    for entity in comparison.got["entities"]:
        if (entity["type"], fold(entity["name"])) not in pairs:
            yield from _error(comparison, entity, comparison.want, "parted from another", missed=False)


def _error(
    comparison: Comparison, entity: Annotation, others: Annotation, how: str, *, missed: bool
) -> Iterator[FactError]:
    for other in others["entities"]:
        if other["type"] == entity["type"] and forms(other) & forms(entity):
            yield FactError(
                "entities",
                f"{entity['type']} {how}",
                f"{entity['name']} ({other['name']})",
                comparison.paper_id,
                first_place(comparison.text, entity),
                missed=missed,
                wrong=not missed,
            )
            return
