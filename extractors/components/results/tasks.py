"""The task that a value is about: one that its sentence names beside it, or else the paper's own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.components.annotations import FoundEntity
from extractors.components.results.frame import Frame
from kg.records import EntityType

_OPENING = re.compile(r"\b(?:in|on|for|at|of|tasks? of)\s(?:the\s|an?\s)?(?:[\w-]+\s){0,2}?$", re.I)
_NEAR = 12.0


def main_task(text: str, entities: Sequence[FoundEntity]) -> FoundEntity | None:
    """The task of the title, else the most named one."""
    title_end = max(text.find("\n"), 0)

    def rank(entity: FoundEntity) -> tuple[bool, int, int]:
        return (entity.spans[0][0] >= title_end, -len(entity.spans), entity.spans[0][0])

    return min((e for e in entities if e.type is EntityType.TASK and e.spans), key=rank, default=None)


def task_of(frame: Frame, place: tuple[int, int], main: FoundEntity | None) -> FoundEntity | None:
    """The task of the value at `place`."""
    best: tuple[float, FoundEntity] | None = None
    for mention in frame.of(EntityType.TASK):
        if not _OPENING.search(frame.mask, max(frame.start, mention.start - 40), mention.start):
            continue
        gap = (mention.end, place[0]) if mention.end <= place[0] else (place[1], mention.start)
        cost = frame.gap(*gap, "datasets")
        if cost <= _NEAR and (best is None or cost < best[0]):
            best = (cost, mention.entity)
    return best[1] if best else main
