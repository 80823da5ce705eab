"""Methods and data sets whose role was taken for another, or was missed or found with its entity."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.evaluation.comparison import Comparison
from extractors.evaluation.fact_error import FactError, first_place
from extractors.evaluation.measures import paired_name, roles
from extractors.evaluation.pairing import Pairs
from extractors.guidelines import Annotation

_Named = tuple[str, str]


def role_errors(comparison: Comparison) -> Iterator[FactError]:
    """The roles that differ, each once for both sides."""
    want, got = roles(comparison.want, {}), roles(comparison.got, comparison.pairs)
    entities = _by_name(comparison.got, comparison.pairs) | _by_name(comparison.want, {})
    wrong = sorted(got - want)
    for kind, name, role in sorted(want - got):
        other = next((found for found in wrong if found[:2] == (kind, name)), None)
        if other is not None:
            wrong.remove(other)
        how = f"{kind}: {role}, {f'found as {other[2]}' if other else 'not found'}"
        yield _error(comparison, entities[kind, name], how, missed=True, wrong=other is not None)
    for kind, name, role in wrong:
        how = f"{kind}: found as {role}, is none"
        yield _error(comparison, entities[kind, name], how, missed=False, wrong=True)


def _by_name(annotation: Annotation, pairs: Pairs) -> dict[_Named, Annotation]:
    return {(entity["type"], paired_name(entity, pairs)): entity for entity in annotation["entities"]}


def _error(comparison: Comparison, entity: Annotation, kind: str, *, missed: bool, wrong: bool) -> FactError:
    place = first_place(comparison.text, entity)
    return FactError("roles", kind, entity["name"], comparison.paper_id, place, missed=missed, wrong=wrong)
