"""What earlier sentences said: the paper's own method, and the data sets of the experiment."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from operator import attrgetter

from extractors.components.annotations import FoundEntity
from extractors.components.results.draft import Draft
from extractors.components.results.frame import Frame
from extractors.components.results.subjects import main_method
from extractors.components.results.tasks import main_task
from kg.records import EntityType, ResultKind, Role

_EVALUATED = (Role.EVALUATED, Role.INTRODUCED)
# How many sentences back a difference finds its data set; a score finds the only one from anywhere.
_REACH = 3
_CLAIM_REACH = 1
_POINTING_BACK = re.compile(
    r"\b(?:on|across|over|for)\s(?:both|these|those|the\s(?:two|three|four|five))\s(?:\w+\s){0,3}?"
    r"(?:datasets|benchmarks|corpora|data\ssets)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Seen:
    """A data set with its first place, by sentence and character, and the last sentence that names it."""

    entity: FoundEntity
    first: tuple[int, int]
    last: int


class Context:
    """The state of one text while its sentences are read in order."""

    def __init__(self, text: str, entities: Sequence[FoundEntity]) -> None:
        self.main = main_method(text, entities)
        self.task = main_task(text, entities)
        self._known = {id(entity) for entity in entities}
        # The one that was named last is the last of these.
        self._seen: dict[str, _Seen] = {}

    def read(self, frame: Frame) -> None:
        """Take in a sentence after its values are linked."""
        for mention in frame.of(EntityType.DATASET):
            if mention.entity.role in _EVALUATED:
                name = mention.entity.name
                before = self._seen.pop(name, None)
                first = before.first if before else (frame.index, mention.start)
                self._seen[name] = _Seen(mention.entity, first, frame.index)

    def datasets(self, draft: Draft) -> list[FoundEntity]:
        """The data sets of a value whose sentence names none.

        Where the text has evaluated on one data set so far, it is that one. Several are meant only where the
        sentence points back at them (`on these datasets`): a score after a list of data sets is mostly their
        average.
        """
        frame, kind = draft.frame, draft.kind.kind
        if kind is ResultKind.SPEEDUP or any(
            m.entity.role is not Role.TRAINED for m in frame.of(EntityType.DATASET)
        ):
            return []
        if len(self._seen) == 1:
            return self._since(0 if kind is ResultKind.ABSOLUTE else frame.index - _REACH)
        if self._seen and _POINTING_BACK.search(frame.text, frame.start, frame.end):
            return self._since(next(reversed(self._seen.values())).last)
        return []

    def knows(self, entity: FoundEntity) -> bool:
        """Whether the entity was found before the numbers were looked at."""
        return id(entity) in self._known

    def claimed_datasets(self, frame: Frame) -> list[FoundEntity]:
        """The data sets of a claim without a value: those of its sentence, or of the one before."""
        here = (m.entity for m in frame.of(EntityType.DATASET) if m.entity.role is not Role.TRAINED)
        if named := {entity.name: entity for entity in here}:
            return list(named.values())
        return self._since(frame.index - _CLAIM_REACH)

    def _since(self, index: int) -> list[FoundEntity]:
        """The data sets named in the sentence of this index or later, by where they were named first."""
        recent = takewhile(lambda seen: seen.last >= index, reversed(self._seen.values()))
        return [seen.entity for seen in sorted(recent, key=attrgetter("first"))]
