"""What a paper does with the methods and data sets that it names."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc

from extractors.components.annotations import FoundEntity, register_extensions
from extractors.patterns import read_table
from kg.records import EntityType, Role

NAME = "sotagraph_roles"

# How far before a data set the words can stand by which it is learned from.
_REACH = 100

_CONTRIBUTION = re.compile(
    r"\b(?:we|paper|work|study|article|letter|report|authors)\b[ ,]*(?:\w+ ){0,3}?"
    r"(?:propos|introduc|present|develop|design|devis)",
    re.IGNORECASE,
)


@Language.factory(NAME, requires=["doc._.entities"], assigns=["doc._.entities"])
def create_roles(nlp: Language, name: str) -> RoleFinder:  # noqa: ARG001 - spaCy calls by keyword
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
        self._compared = _any_of(cues["compared"])
        self._tried = _any_of(f"{cues['compared']} {cues['tried']}")
        self._trained = re.compile(rf"\b(?:{'|'.join(cues['trained'])})\b[^.;]{{0,40}}$", re.IGNORECASE)

    def __call__(self, doc: Doc) -> Doc:
        """Set the role of each method and data set."""
        entities = doc._.entities
        own = any(entity.proposed and entity.type is EntityType.METHOD for entity in entities)
        paper = _read(doc, self._compared if own else self._tried)
        for entity in entities:
            if entity.type is EntityType.METHOD:
                entity.role = _method_role(paper, entity)
            elif entity.type is EntityType.DATASET:
                entity.role = self._dataset_role(paper, entity)
        return doc

    def _dataset_role(self, paper: _Paper, entity: FoundEntity) -> Role:
        if entity.proposed:
            return Role.INTRODUCED
        if all(self._trained.search(paper.before(start)) for start, _ in entity.spans):
            return Role.TRAINED
        return Role.EVALUATED


@dataclass(frozen=True, slots=True)
class _Paper:
    """What roles are read from.

    Args:
        text: The normalised text.
        starts: Where its sentences start.
        comparisons: Where the first words of comparison of each sentence end; the text's end without any.
        title_end: Where the title ends.
        turn: Where the paper says what it does.
    """

    text: str
    starts: list[int]
    comparisons: list[int]
    title_end: int
    turn: int

    def before(self, place: int) -> str:
        """What the sentence says right before the place."""
        return self.text[max(self.starts[self._sentence(place)], place - _REACH) : place]

    def is_compared(self, place: int) -> bool:
        """Whether the sentence compares before it comes to the place."""
        return self.comparisons[self._sentence(place)] <= place

    def _sentence(self, place: int) -> int:
        return max(0, bisect_right(self.starts, place) - 1)


def _read(doc: Doc, compared: re.Pattern[str]) -> _Paper:
    text = doc._.text
    title_end = text.find("\n")
    announced = _CONTRIBUTION.search(text, title_end + 1)
    turn = announced.start() if announced else title_end
    starts = [sentence.start_char for sentence in doc.sents] or [0]
    found = (compared.search(text, start, end) for start, end in pairwise([*starts, len(text)]))
    comparisons = [match.end() if match else len(text) for match in found]
    return _Paper(text, starts, comparisons, title_end, turn)


def _method_role(paper: _Paper, entity: FoundEntity) -> Role:
    first, last = entity.spans[0], entity.spans[-1]
    if entity.proposed:
        return Role.PROPOSED
    if first[0] < paper.title_end:
        return Role.USED
    if last[1] <= paper.turn:
        return Role.MENTIONED if len(entity.spans) == 1 else Role.USED
    if first[0] >= paper.turn and any(paper.is_compared(start) for start, _ in entity.spans):
        return Role.COMPARED
    return Role.USED


def _any_of(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words.split())})\b", re.IGNORECASE)
