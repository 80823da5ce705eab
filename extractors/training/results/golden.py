"""A text with the annotated entities in place of those that the pipeline found."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.components.annotations import FoundEntity, FoundLink
from extractors.evaluation.occurrences import occurrences
from extractors.guidelines import Annotation
from extractors.text import normalise
from kg.records import EntityType, Role

Span = tuple[int, int]


def annotated_entities(text: str, annotation: Annotation) -> list[FoundEntity]:
    """The annotated entities and their places in a normalised text; of two that overlap the longer stands."""
    places: dict[Span, int] = {}
    for i, entity in enumerate(annotation["entities"]):
        for form in entity["mentions"]:
            clean = normalise(form, title_end=-1).text.strip()
            for span in occurrences(text, clean) if clean else ():
                places.setdefault(span, i)
    taken = bytearray(len(text))
    spans: dict[int, list[Span]] = {}
    for span in sorted(places, key=lambda span: (span[0] - span[1], span)):
        if not any(taken[slice(*span)]):
            taken[slice(*span)] = b"\1" * (span[1] - span[0])
            spans.setdefault(places[span], []).append(span)
    return [
        _entity(entity, sorted(spans[i])) for i, entity in enumerate(annotation["entities"]) if i in spans
    ]


def _entity(entity: Annotation, spans: Sequence[Span]) -> FoundEntity:
    role = Role(entity["role"]) if entity.get("role") else None
    return FoundEntity(
        EntityType(entity["type"]), entity["name"], list(spans), role, proposed=role is Role.PROPOSED
    )


def taken_spans(entities: Sequence[FoundEntity], links: Sequence[FoundLink]) -> list[Span]:
    """Where a number is part of a name or an address."""
    return [*(span for entity in entities for span in entity.spans), *(link.span for link in links)]
