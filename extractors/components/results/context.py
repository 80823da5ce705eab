"""What earlier sentences said: the paper's own method, and the data sets of the experiment."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.components.annotations import FoundEntity
from extractors.components.results.draft import Draft
from extractors.components.results.frame import Frame
from extractors.components.results.subjects import main_method
from kg.records import EntityType, ResultKind, Role

_EVALUATED = (Role.EVALUATED, Role.INTRODUCED)


class Context:
    """The state of one text while its sentences are read in order."""

    def __init__(self, text: str, entities: Sequence[FoundEntity]) -> None:
        self.main = main_method(text, entities)
        self._seen: dict[str, tuple[FoundEntity, int]] = {}
        self._valued: set[str] = set()
        self._last_valued: list[FoundEntity] = []

    def read(self, frame: Frame, drafts: Sequence[Draft]) -> None:
        """Take in a sentence after its values are linked."""
        for mention in frame.of(EntityType.DATASET):
            if mention.entity.role in _EVALUATED:
                self._seen[mention.entity.name] = (mention.entity, frame.index)

    def datasets(self, draft: Draft) -> list[FoundEntity]:
        """The data sets of a value whose sentence names none."""
        frame = draft.frame
        if frame.of(EntityType.DATASET):
            return []
        if draft.kind is ResultKind.ABSOLUTE:
            if len(self._seen) == 1:
                return [entity for entity, _ in self._seen.values()]
            near = [e for e, index in self._seen.values() if frame.index - index == 1]
            return near
        near = [e for e, index in self._seen.values() if frame.index - index <= 2]
        return near if draft.kind is ResultKind.IMPROVEMENT else []
