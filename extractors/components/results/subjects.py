"""Which method a value belongs to: the subject of its clause, or else the paper's own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.components.annotations import FoundEntity
from extractors.components.results.frame import Frame, Mention, Series
from extractors.components.results.patterns import load_patterns, words
from kg.records import EntityType, Role


def main_method(text: str, entities: Sequence[FoundEntity]) -> FoundEntity | None:
    """The contribution that a paper is about: a proposed method of the title, else the most named one."""
    proposed = [
        e for e in entities if e.type is EntityType.METHOD and (e.role is Role.PROPOSED or e.proposed)
    ]
    if not proposed:
        return None
    title_end = text.find("\n")

    def rank(entity: FoundEntity) -> tuple[int, int, int]:
        in_title = entity.spans[0][0] < title_end if title_end >= 0 else False
        return (0 if in_title else 1, -len(entity.spans), entity.spans[0][0])

    return min((e for e in proposed if e.spans), key=rank, default=None)
