"""What people decide about extracted facts: who, when and why, and what shall hold instead.

A decision names what it is about so that it finds it again after another extraction: a stretch of a text
with a type, a result by its IRI and what it stated, a name within a paper, an entity by its canonical key.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from kg.records.extraction import Result
from ontology.types import EntityType

#: The most characters that who decided, why, and a single name or setting may have.
LONGEST_BY, LONGEST_WHY, LONGEST_NAME = 200, 2_000, 300


class Verdict(StrEnum):
    """What a decision says of what it is about."""

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    MERGE = "merge"
    SPLIT = "split"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Meaning:
    """An entity outside papers: type and canonical key make its IRI; the label is for people."""

    type: EntityType
    key: str
    label: str

    @property
    def identity(self) -> tuple[EntityType, str]:
        """What makes two of them one thing."""
        return (self.type, self.key)


@dataclass(frozen=True, slots=True)
class Named:
    """A name within a paper, and what it stood for when the decision was made."""

    name: str
    meaning: Meaning

    @property
    def identity(self) -> tuple[EntityType, str]:
        """By what a paper tells its entities apart."""
        return (self.meaning.type, self.name)


@dataclass(frozen=True, slots=True)
class Stretch:
    """What the characters [start, end) of a text name; `form` is these characters."""

    start: int
    end: int
    form: str
    named: Named


@dataclass(frozen=True, slots=True)
class MentionReview:
    """A mention holds, does not, or is another one: the stretch and the type tell which is meant."""

    verdict: Verdict
    paper: str
    text_digest: str
    stated: Stretch
    instead: Stretch | None = None
    kind: Literal["mention"] = "mention"


@dataclass(frozen=True, slots=True)
class ResultReview:
    """A result holds, does not, or reads otherwise.

    Args:
        verdict: Accept, reject or correct.
        paper: The paper's IRI.
        iri: The result's IRI.
        text_digest: The digest of the text that states it.
        stated: What it said when the decision was made.
        names: What the names in it stood for then, and those that a correction adds.
        instead: What it shall say, as far as `slots` go; None for a rejected one.
        slots: For which slots `instead` speaks: all that are filled of an accepted result, the corrected
            ones of a corrected result.
    """

    verdict: Verdict
    paper: str
    iri: str
    text_digest: str
    stated: Result
    names: tuple[Named, ...] = ()
    instead: Result | None = None
    slots: tuple[str, ...] = ()
    kind: Literal["result"] = "result"


@dataclass(frozen=True, slots=True)
class LinkReview:
    """What a name within a paper stands for outside it: as `stated`, or `instead` of that."""

    verdict: Verdict
    paper: str
    stated: Named
    instead: Meaning
    kind: Literal["link"] = "link"


@dataclass(frozen=True, slots=True)
class Merge:
    """Two entities are one thing, which keeps the IRI of `into`."""

    source: Meaning
    into: Meaning
    kind: Literal["merge"] = "merge"

    @property
    def verdict(self) -> Verdict:
        """Merge."""
        return Verdict.MERGE


@dataclass(frozen=True, slots=True)
class Split:
    """What is called by a name, or what one paper names, is another thing than the entity it was taken for.

    At least one of `name` and `paper` is given; with both, the name counts in that paper alone.
    """

    entity: Meaning
    instead: Meaning
    name: str | None = None
    paper: str | None = None
    kind: Literal["split"] = "split"

    @property
    def verdict(self) -> Verdict:
        """Split."""
        return Verdict.SPLIT


@dataclass(frozen=True, slots=True)
class Undo:
    """An earlier decision, by its number, no longer counts."""

    decision: int
    kind: Literal["undo"] = "undo"

    @property
    def verdict(self) -> Verdict:
        """Undo."""
        return Verdict.UNDO


#: What is decided about one paper.
PaperReview = MentionReview | ResultReview | LinkReview
#: What can be decided; `kind` tells which it is.
Act = MentionReview | ResultReview | LinkReview | Merge | Split | Undo


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision; it is kept for good, and another one can undo it.

    Args:
        number: Its place in the order in which decisions were made, from 1.
        by: Who.
        at: When, ISO 8601 in UTC to the second, ending in `Z`.
        why: Why.
        act: What was decided.
    """

    number: int
    by: str
    at: str
    why: str
    act: Act
