"""What the typed queries give; the same names as in the ontology, in Python spelling."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Generic, TypeVar

from kg.records import Bound, Change, EntityType, LinkKind, ResultKind, Role, Verdict

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """A stretch of a list.

    Attributes:
        rows: What is listed.
        cursors: Where each row stands, beside `rows`.
        support: How many papers that fit the filters are behind each row; 0 where a list does not count them.
        total: How many rows the whole list has.
        has_next, has_previous: Whether there are rows after these, and before.
        explain: Gives the SPARQL query whose solutions are the whole list.
    """

    rows: tuple[Row, ...]
    cursors: tuple[str, ...]
    support: tuple[int, ...]
    total: int
    has_next: bool
    has_previous: bool
    explain: Callable[[], str]


@dataclass(frozen=True, slots=True)
class EntityRow:
    """A method, data set, task or metric.

    `direction` is `HigherIsBetter` or `LowerIsBetter` for a metric that the vocabularies know, else None.
    `linked_by` says why names in papers were taken for it.
    """

    iri: str
    type: EntityType
    label: str
    aliases: tuple[str, ...] = ()
    definition: str | None = None
    direction: str | None = None
    unit: str | None = None
    papers: int = 0
    linked_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RelativesRow:
    """The entities that are wider than one, and those that are narrower, as IRIs; one step each way.

    A data set is a variant of what is wider (`sg:variantOf`), a task or method has it as `skos:broader`.
    Among the narrower are only those that papers name.
    """

    wider: tuple[str, ...] = ()
    narrower: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A URL that a paper states."""

    kind: LinkKind
    url: str


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper; `identifiers` are (kind, value) pairs."""

    iri: str
    title: str
    abstract: str
    authors: tuple[str, ...] = ()
    date: str | None = None
    venue: str | None = None
    categories: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    links: tuple[LinkRow, ...] = ()
    source_id: str | None = None


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """The stretch of a text that states a fact; offsets in code points of title, newline, abstract."""

    iri: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A result with the IRIs of what it is about; load the rows of those by their own function."""

    iri: str
    paper: str
    kind: ResultKind
    evidence: EvidenceRow
    confidence: float
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


@dataclass(frozen=True, slots=True)
class RoleRow:
    """An entity that a paper names; `role` is None for tasks and metrics."""

    paper: str
    entity: str
    type: EntityType
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class LeaderboardEntry:
    """One leaderboard of a list, without its rows; `papers` is how many are behind it."""

    iri: str
    dataset: str
    metric: str
    papers: int


@dataclass(frozen=True, slots=True)
class ContradictionRow:
    """Values that differ; entities and results are IRIs, the results in order of their values."""

    iri: str
    method: str
    dataset: str
    metric: str
    in_one_paper: bool
    results: tuple[str, ...]
    protocol: str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class VictoryRow:
    """That one method is claimed to beat another; entities and results are IRIs."""

    iri: str
    winner: str
    loser: str
    papers: int
    results: tuple[str, ...]
    dataset: str | None = None
    metric: str | None = None


@dataclass(frozen=True, slots=True)
class Statistics:
    """How much one snapshot holds."""

    snapshot: str
    papers: int
    results: int
    mentions: int
    methods: int
    datasets: int
    tasks: int
    metrics: int
    quads: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of what papers name the vocabularies know, of one type.

    Args:
        type: Of what.
        entities: How many different ones papers name.
        known: How many of these are concepts of a vocabulary.
        named: How often a paper names one; once a paper, however many mentions it has there.
        named_known: How many of these are concepts of a vocabulary.
    """

    type: EntityType
    entities: int
    known: int
    named: int
    named_known: int


@dataclass(frozen=True, slots=True)
class SlotCorrection:
    """What a slot of a result said before a correction and says since, in words; None for nothing."""

    slot: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """What a person decided.

    `about`, `within`, `instead` and `undoes` are IRIs; `formerly` is what was stated before, as far as the
    decision ended it. A decision that is neither undone nor in effect is about what is no longer there.
    """

    iri: str
    number: int
    verdict: Verdict
    by: str
    at: str
    why: str
    in_effect: bool
    about: str | None = None
    within: str | None = None
    name: str | None = None
    instead: str | None = None
    undoes: str | None = None
    undone_by: int | None = None
    corrections: tuple[SlotCorrection, ...] = ()
    formerly: Mapping[str, str] = field(default_factory=dict)
