"""What earlier sentences said: the paper's own method, and the data sets of the experiment."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.components.annotations import FoundEntity
from extractors.components.results.draft import Draft
from extractors.components.results.frame import Frame
from extractors.components.results.subjects import main_method
from extractors.components.results.tasks import main_task
from kg.records import EntityType, ResultKind, Role

_EVALUATED = (Role.EVALUATED, Role.INTRODUCED)
# How many sentences back a difference may find its data set; a score finds the only one of the text from anywhere.
_REACH = 3
_CLAIM_REACH = 1


class Context:
    """The state of one text while its sentences are read in order."""

    def __init__(self, text: str, entities: Sequence[FoundEntity]) -> None:
        self.main = main_method(text, entities)
        self.task = main_task(text, entities)
        self._seen: dict[str, tuple[FoundEntity, int]] = {}
        self._valued: set[int] = set()

    def read(self, frame: Frame, drafts: Sequence[Draft]) -> None:
        """Take in a sentence after its values are linked."""
        for mention in frame.of(EntityType.DATASET):
            if mention.entity.role in _EVALUATED:
                self._seen[mention.entity.name] = (mention.entity, frame.index)
        if drafts:
            self._valued.add(frame.index)

    def datasets(self, draft: Draft) -> list[FoundEntity]:
        """The data sets of a value whose sentence names none.

        Where the text has evaluated on one data set so far, it is that one. Of several, those are meant that
        the sentence before names without a value of their own, and only for a difference: a score after a list
        of data sets is mostly their average.
        """
        frame, kind = draft.frame, draft.kind.kind
        if kind is ResultKind.SPEEDUP or any(
            m.entity.role is not Role.TRAINED for m in frame.of(EntityType.DATASET)
        ):
            return []
        if len(self._seen) == 1:
            reach = frame.index if kind is ResultKind.ABSOLUTE else _REACH
            return [entity for entity, index in self._seen.values() if frame.index - index <= reach]
        if kind is ResultKind.ABSOLUTE or frame.index - 1 in self._valued:
            return []
        return [entity for entity, index in self._seen.values() if frame.index - index == 1]

    def claimed_datasets(self, frame: Frame) -> list[FoundEntity]:
        """The data sets of a claim without a value: those of its sentence, or of the sentences just before."""
        here = {
            m.entity.name: m.entity for m in frame.of(EntityType.DATASET) if m.entity.role is not Role.TRAINED
        }
        if here:
            return list(here.values())
        return [entity for entity, index in self._seen.values() if frame.index - index <= _CLAIM_REACH]
