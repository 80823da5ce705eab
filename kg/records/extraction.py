"""What a worker makes from one paper's text, and nothing else: no link to anything outside the paper.

Offsets are half-open `[start, end)` in Unicode code points of `Paper.text`, the text as read.
Entities are referred to by their `name`, which is unique within a paper and an entity type.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from ontology.types import EntityType


class Role(StrEnum):
    """What a paper does with a method (first four) or a data set (last four)."""

    PROPOSED = "proposed"
    USED = "used"
    COMPARED = "compared"
    INTRODUCED = "introduced"
    EVALUATED = "evaluated"
    TRAINED = "trained"
    MENTIONED = "mentioned"


class ResultKind(StrEnum):
    """What a result's value is; `UNVALUED` (`sg:Unvalued`, written `none`) is a claim without a value."""

    ABSOLUTE = "absolute"
    IMPROVEMENT = "improvement"
    SPEEDUP = "speedup"
    UNVALUED = "none"


class Change(StrEnum):
    """In which direction the quote says that the value moved."""

    INCREASE = "increase"
    DECREASE = "decrease"


class Bound(StrEnum):
    """How the quote hedges a value: `up to 6%`, `over 6%`, `nearly 6%`."""

    UP_TO = "up to"
    OVER = "over"
    ABOUT = "about"


class LinkKind(StrEnum):
    """What a URL in the text leads to, as its sentence says."""

    CODE = "code"
    PROJECT = "project"
    DATA = "data"
    DEMO = "demo"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open stretch of the text as read."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an entity is named; `form` is the text at [start, end), letter for letter."""

    start: int
    end: int
    form: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Entity:
    """Something that this paper names, with every place where it does.

    `role` is None for tasks and metrics; `role_confidence` is how sure it is that the
    entity and its role are both right.
    """

    type: EntityType
    name: str
    mentions: tuple[Mention, ...]
    role: Role | None = None
    confidence: float = 1.0
    role_confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form that the paper itself introduces, with its expansion."""

    short: str
    long: str


@dataclass(frozen=True, slots=True)
class Result:
    """This method, on this data, by this measure, got this. A slot that the text does not fill is None.

    Args:
        kind: What the value is.
        anchor: The span of the value, or of the metric for a claim without one; it gives the result its IRI.
        evidence: The quote: a stretch of the text that holds the anchor.
        method, dataset, task, metric, baseline: Names of entities of this paper.
        value: The number; `35` for `more than 35%`.
        value_text: The number as read, without its unit (`91.20`, `fifteen`).
        unit: `%`, `x` (a factor), or the unit as written.
        condition: The setting that tells two results apart, as written and short.
        change: Whether the quote says that the value rose or fell.
        bound: How the quote hedges the value.
        relative_to: What the value is a share of (`99% of the accuracy of X`); such a value never ranks.
        uncertainty: The number after ±, in the unit of the value.
        confidence: Between 0 and 1.
    """

    kind: ResultKind
    anchor: Span
    evidence: Span
    method: str | None = None
    dataset: str | None = None
    task: str | None = None
    metric: str | None = None
    value: Decimal | None = None
    value_text: str | None = None
    unit: str | None = None
    baseline: str | None = None
    condition: str | None = None
    change: Change | None = None
    bound: Bound | None = None
    relative_to: str | None = None
    uncertainty: Decimal | None = None
    confidence: float = 1.0


#: Which type of entity a slot of a result names.
ENTITY_SLOTS: Mapping[str, EntityType] = MappingProxyType(
    {
        "method": EntityType.METHOD,
        "dataset": EntityType.DATASET,
        "task": EntityType.TASK,
        "metric": EntityType.METRIC,
        "baseline": EntityType.METHOD,
    }
)


@dataclass(frozen=True, slots=True)
class Link:
    """A URL in the text, without trailing punctuation; `start` and `end` enclose it as read."""

    kind: LinkKind
    url: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Extractor:
    """What made an extraction; the digest covers its rules, vocabularies and model."""

    name: str
    version: str
    model_digest: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything that was found in one text. Equal text and extractor give an equal record."""

    text_digest: str
    extractor: Extractor
    entities: tuple[Entity, ...] = ()
    results: tuple[Result, ...] = ()
    links: tuple[Link, ...] = ()
    abbreviations: tuple[Abbreviation, ...] = ()
