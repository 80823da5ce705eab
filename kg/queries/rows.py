"""What the typed queries take and give; the same names as in the ontology, in Python spelling."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Generic, TypeVar

from kg.records import Bound, Change, EntityType, LinkKind, ResultKind, Role, Verdict

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class PageRequest:
    """Which stretch of a list is wanted, in the terms of Relay; `first` or `last`, not both."""

    first: int | None = 20
    after: str | None = None
    last: int | None = None
    before: str | None = None


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """A stretch of a list; `cursors` run beside `rows`, `total` counts the whole list."""

    rows: tuple[Row, ...]
    cursors: tuple[str, ...]
    total: int
    has_next: bool
    has_previous: bool


@dataclass(frozen=True, slots=True)
class EntityRow:
    """A method, data set, task or metric.

    `direction` is `HigherIsBetter` or `LowerIsBetter` for a metric that the vocabularies know, else None.
    """

    iri: str
    type: EntityType
    label: str
    aliases: tuple[str, ...] = ()
    definition: str | None = None
    direction: str | None = None
    unit: str | None = None
    papers: int = 0


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
class ReportsFilter:
    """Keeps what has a result that fits; each name may be a label, an alias or an IRI.

    `min_papers` is by how many papers at least such results are stated: of an entity in lists of them, of
    the method in a list of results.
    """

    metric: str | None = None
    dataset: str | None = None
    task: str | None = None
    method: str | None = None
    kind: ResultKind | None = None
    min_confidence: float | None = None
    min_papers: int | None = None


@dataclass(frozen=True, slots=True)
class EntityFilter:
    """Filters a list of methods, data sets, tasks or metrics.

    `name` is a label, an alias or an IRI; `search` is full text with prefixes; `role` is for methods
    and data sets; `min_papers` is how many papers name it at least.
    """

    name: str | None = None
    search: str | None = None
    role: Role | None = None
    paper: str | None = None
    reports: ReportsFilter | None = None
    min_papers: int | None = None


@dataclass(frozen=True, slots=True)
class PaperFilter:
    """Filters a list of papers; names may be labels, aliases or IRIs."""

    search: str | None = None
    method: str | None = None
    dataset: str | None = None
    task: str | None = None
    metric: str | None = None
    venue: str | None = None
    identifier: str | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class ResultFilter:
    """Filters a list of results; names may be labels, aliases or IRIs."""

    reports: ReportsFilter = field(default_factory=ReportsFilter)
    paper: str | None = None


@dataclass(frozen=True, slots=True)
class LeaderboardFilter:
    """Filters a list of leaderboards; names may be labels, aliases or IRIs."""

    dataset: str | None = None
    metric: str | None = None
    min_papers: int | None = None


@dataclass(frozen=True, slots=True)
class LeaderboardEntry:
    """One leaderboard of a list, without its rows; `papers` is how many are behind it."""

    iri: str
    dataset: str
    metric: str
    papers: int


@dataclass(frozen=True, slots=True)
class ContradictionFilter:
    """Filters a list of contradictions; names may be labels, aliases or IRIs."""

    method: str | None = None
    dataset: str | None = None
    metric: str | None = None


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
class VictoryFilter:
    """Filters a list of victories; names may be labels, aliases or IRIs."""

    winner: str | None = None
    loser: str | None = None
    dataset: str | None = None
    metric: str | None = None
    min_papers: int | None = None


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
