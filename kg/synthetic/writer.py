"""A text that is written from left to right and knows where everything in it stands."""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from kg.records import EntityType, Mention, Role, Span


@dataclass(slots=True)
class Draft:
    """An entity while its mentions are being written; `forms` are its other spellings."""

    type: EntityType
    name: str
    role: Role | None = None
    forms: tuple[str, ...] = ()
    mentions: list[Mention] = field(default_factory=list)


class TextWriter:
    """Puts a text together and records offsets in code points on the way."""

    def __init__(self) -> None:
        self.length = 0
        self._parts: list[str] = []

    def put(self, text: str) -> Span:
        """Append a piece and say where it stands."""
        start = self.length
        self._parts.append(text)
        self.length = start + len(text)
        return Span(start, self.length)

    def mention(self, entity: Draft, form: str, confidence: float) -> None:
        """Append a name and record the mention."""
        at = self.put(form)
        entity.mentions.append(Mention(at.start, at.end, form, confidence))

    def sentence(
        self, template: str, slots: Mapping[str, Draft | str], confidence: float = 1.0
    ) -> tuple[Span, dict[str, Span]]:
        """Append a sentence; entities are mentioned by name, other slots are put in as they are.

        Returns:
            Where the sentence stands, and where each slot that is no entity does.
        """
        start = self.length
        places = {}
        for literal, slot in _parse(template):
            if literal:
                self.put(literal)
            if slot is None:
                continue
            filler = slots[slot]
            if isinstance(filler, str):
                places[slot] = self.put(filler)
            else:
                self.mention(filler, filler.name, confidence)
        return Span(start, self.length), places

    def text(self) -> str:
        """Everything that was written."""
        return "".join(self._parts)


@cache
def _parse(template: str) -> tuple[tuple[str, str | None], ...]:
    return tuple((literal, slot) for literal, slot, _, _ in string.Formatter().parse(template))
