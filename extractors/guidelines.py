"""Extraction records in the format of the annotation guidelines, one JSON object a paper, and back."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from kg.records import Entity, Extraction, Paper, Result

Annotation = dict[str, Any]


def to_annotation(paper_id: str, paper: Paper, extraction: Extraction) -> Annotation:
    """What the extraction says, as the annotation guidelines write it.

    Args:
        paper_id: The id under which the paper is annotated.
        paper: The paper as read; quotes and addresses are cut from its text.
        extraction: What was found in it.
    """
    text = paper.text
    return {
        "id": paper_id,
        "entities": [_entity(entity) for entity in extraction.entities],
        "results": [_result(result, text) for result in extraction.results],
        "links": [{"kind": link.kind.value, "url": text[link.start : link.end]} for link in extraction.links],
    }


def _entity(entity: Entity) -> Annotation:
    forms = dict.fromkeys(mention.form for mention in entity.mentions)
    note: Annotation = {"type": entity.type.value, "name": entity.name, "mentions": list(forms)}
    if entity.role is not None:
        note["role"] = entity.role.value
    return note


def _result(result: Result, text: str) -> Annotation:
    return {
        "method": result.method,
        "dataset": result.dataset,
        "metric": result.metric,
        "value": _number(result.value),
        "unit": result.unit,
        "kind": result.kind.value,
        "task": result.task,
        "condition": result.condition,
        "baseline": result.baseline,
        "quote": text[result.evidence.start : result.evidence.end],
    }


def _number(value: Decimal | None) -> int | float | None:
    """The value as a JSON number: `88.1`, and `35` rather than `35.0`."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
