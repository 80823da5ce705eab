"""What a paper does with the methods and data sets that it names."""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from extractors.components.annotations import FoundEntity, register_extensions
from extractors.patterns import read_table
from kg.records import EntityType, Role

NAME = "sotagraph_roles"

_CONTRIBUTION = re.compile(
    r"\b(?:we|paper|work|study|article|letter|report|authors)\b[ ,]*(?:\w+ ){0,3}?"
    r"(?:propos|introduc|present|develop|design|devis)",
    re.IGNORECASE,
)


@Language.factory(NAME)
def create_roles(nlp: Language, name: str) -> RoleFinder:  # noqa: ARG001 - spaCy asks for it
    """Make the finder."""
    return RoleFinder(name)


class RoleFinder:
    """Give methods and data sets their role.

    What:
        A method that the paper announces is proposed; one that stands behind words of comparison is compared;
        one that is named once, before the paper says what it does, is mentioned; the others are used. A data
        set is introduced when announced, trained on when only that is said of it, else evaluated on.

    Examples:
        `We propose X. X outperforms Y on Z.` gives X proposed, Y compared, Z evaluated.

    Sets:
        `FoundEntity.role` of the methods and data sets in `doc._.entities`.

    Parameters:
        name: Name of the component.
    """

    def __init__(self, name: str) -> None:
        register_extensions()
        self.name = name
        cues = read_table("roles")
        self._compared = re.compile(rf"\b(?:{'|'.join(cues['compared'].split())})\b", re.IGNORECASE)
        self._trained = re.compile(rf"\b(?:{'|'.join(cues['trained'])})\b[^.;]{{0,40}}$", re.IGNORECASE)

    def __call__(self, doc: Doc) -> Doc:
        """Set the role of each method and data set."""
        text = doc.text
        title_end = text.find("\n")
        announced = _CONTRIBUTION.search(text, title_end + 1)
        turn = announced.start() if announced else title_end
        starts = [sentence.start_char for sentence in doc.sents]
        for entity in doc._.entities:
            if entity.type is EntityType.METHOD:
                entity.role = self._method(text, entity, title_end, turn, starts)
            elif entity.type is EntityType.DATASET:
                entity.role = self._dataset(text, entity, starts)
        return doc

    def _method(self, text: str, entity: FoundEntity, title_end: int, turn: int, starts: list[int]) -> Role:
        if entity.proposed:
            return Role.PROPOSED
        if entity.spans[0][0] < title_end:
            return Role.USED
        if entity.spans[-1][1] <= turn:
            return Role.MENTIONED if len(entity.spans) == 1 else Role.USED
        if entity.spans[0][0] >= turn:
            for start, _ in entity.spans:
                if self._compared.search(text, _sentence_start(starts, start), start):
                    return Role.COMPARED
        return Role.USED

    def _dataset(self, text: str, entity: FoundEntity, starts: list[int]) -> Role:
        if entity.proposed:
            return Role.INTRODUCED
        if all(self._trained.search(text, _sentence_start(starts, s), s) for s, _ in entity.spans):
            return Role.TRAINED
        return Role.EVALUATED


def _sentence_start(starts: list[int], place: int) -> int:
    return max((start for start in starts if start <= place), default=0)
