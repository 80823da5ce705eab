"""Extraction records in the format of the annotation guidelines, one JSON object a paper, and back."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from kg.records import Entity, Extraction, Result

Note = dict[str, Any]


def to_note(paper_id: str, text: str, extraction: Extraction) -> Note:
    """What the extraction says, as the annotation guidelines write it.

    Args:
        paper_id: The id under which the paper is annotated.
        text: The text as read; quotes and addresses are cut from it.
        extraction: What was found in it.
    """
    return {
        "id": paper_id,
        "entities": [_entity(entity) for entity in extraction.entities],
        "results": [_result(result, text) for result in extraction.results],
        "links": [{"kind": link.kind.value, "url": text[link.start : link.end]} for link in extraction.links],
    }


def _entity(entity: Entity) -> Note:
    forms = dict.fromkeys(mention.form for mention in entity.mentions)
    note: Note = {"type": entity.type.value, "name": entity.name, "mentions": list(forms)}
    if entity.role is not None:
        note["role"] = entity.role.value
    return note


def _result(result: Result, text: str) -> Note:
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
