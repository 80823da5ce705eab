"""Extraction records in the format of the annotation guidelines, one JSON object a paper, and back.

Beside what the guidelines define, a record's confidences are written, from 0 to 1: `mention_confidences` of
an entity, one for each of its `mentions`; `role_confidence` of its role; `confidence` of a result.
"""

from __future__ import annotations

from decimal import Decimal
from statistics import fmean
from typing import Any

from kg.errors import RecordInvalid
from kg.records import Entity, Extraction, Paper, Result, ResultKind

Annotation = dict[str, Any]

# More digits of a confidence than anybody knows.
_DIGITS = 4


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
    forms: dict[str, list[float]] = {}
    for mention in entity.mentions:
        forms.setdefault(mention.form, []).append(mention.confidence)
    note: Annotation = {"type": entity.type.value, "name": entity.name, "mentions": list(forms)}
    note["mention_confidences"] = [round(fmean(places), _DIGITS) for places in forms.values()]
    if entity.role is not None:
        note["role"] = entity.role.value
        note["role_confidence"] = round(entity.role_confidence, _DIGITS)
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
        "confidence": round(result.confidence, _DIGITS),
    }


def _number(value: Decimal | None) -> int | float | None:
    """The value as a JSON number: `88.1`, and `35` rather than `35.0`."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


_ROLES: dict[str, frozenset[str | None]] = {
    "Method": frozenset({"proposed", "used", "compared", "mentioned", None}),
    "Dataset": frozenset({"introduced", "evaluated", "trained", "mentioned", None}),
    "Task": frozenset({None}),
    "Metric": frozenset({None}),
}
_NAMES = ("method", "dataset", "task", "metric", "baseline", "unit", "condition", "quote")


def check_annotation(record: dict[str, Any], place: str) -> Annotation:
    """The record itself, if it has the format of the guidelines; fields that it does not know are let be.

    Args:
        record: A JSON object.
        place: Where it stands, for the error.

    Raises:
        RecordInvalid: Something that evaluation reads is missing or of the wrong type.
    """
    for field, check in (("entities", _check_entity), ("results", _check_result), ("links", _check_link)):
        items = record.get(field)
        if not isinstance(items, list):
            raise _invalid(place, field, items)
        for i, item in enumerate(items):
            if not isinstance(item, dict):
                raise _invalid(place, f"{field}[{i}]", item)
            wrong = check(item)
            if wrong is not None:
                raise _invalid(place, f"{field}[{i}].{wrong}", item.get(wrong))
    return record


def _check_entity(entity: dict[str, Any]) -> str | None:
    if not isinstance(entity.get("type"), str) or entity["type"] not in _ROLES:
        return "type"
    if not isinstance(entity.get("name"), str):
        return "name"
    mentions = entity.get("mentions")
    if not isinstance(mentions, list) or not all(isinstance(form, str) and form for form in mentions):
        return "mentions"
    role = entity.get("role")
    if not isinstance(role, str | None) or role not in _ROLES[entity["type"]]:
        return "role"
    shares = entity.get("mention_confidences", [1.0] * len(mentions))
    if not isinstance(shares, list) or len(shares) != len(mentions) or not all(map(_is_share, shares)):
        return "mention_confidences"
    return None if _is_share(entity.get("role_confidence", 1.0)) else "role_confidence"


def _check_result(result: dict[str, Any]) -> str | None:
    for slot in _NAMES:
        if not isinstance(result.get(slot), str | None):
            return slot
    value = result.get("value")
    if isinstance(value, bool) or not isinstance(value, int | float | None):
        return "value"
    if result.get("kind") not in {kind.value for kind in ResultKind}:
        return "kind"
    return None if _is_share(result.get("confidence", 1.0)) else "confidence"


def _is_share(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1


def _check_link(link: dict[str, Any]) -> str | None:
    return None if isinstance(link.get("url"), str) else "url"


def _invalid(place: str, field: str, value: object) -> RecordInvalid:
    shown = repr(value) if len(repr(value)) <= 60 else repr(value)[:57] + "..."
    return RecordInvalid(
        f"The field {field} cannot be {shown}.",
        where=place,
        remedy="Write annotations as `sotagraph extract` does.",
    )
