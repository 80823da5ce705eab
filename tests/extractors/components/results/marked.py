"""Sentences with their entities marked in them: `<our ZorbNet> reaches 12.3 <metric FID>`."""

from __future__ import annotations

import re

from extractors.components.annotations import FoundEntity
from kg.records import EntityType, Role

_MARK = re.compile(r"<(?P<mark>our|method|data|trained|metric|task) (?P<name>[^<>]+)>")
_MARKS = {
    "our": (EntityType.METHOD, Role.PROPOSED),
    "method": (EntityType.METHOD, Role.COMPARED),
    "data": (EntityType.DATASET, Role.EVALUATED),
    "trained": (EntityType.DATASET, Role.TRAINED),
    "metric": (EntityType.METRIC, None),
    "task": (EntityType.TASK, None),
}


def unmark(marked: str) -> tuple[str, list[FoundEntity]]:
    """The plain text and its entities."""
    entities: dict[tuple[EntityType, str], FoundEntity] = {}
    text, last = "", 0
    for match in _MARK.finditer(marked):
        text += marked[last : match.start()]
        kind, role = _MARKS[match["mark"]]
        entity = entities.setdefault((kind, match["name"]), FoundEntity(kind, match["name"], [], role))
        entity.spans.append((len(text), len(text) + len(match["name"])))
        text += match["name"]
        last = match.end()
    return text + marked[last:], list(entities.values())
