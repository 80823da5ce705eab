"""What the typed queries are asked: filters, orders and pages, in the words in which people ask."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.leaderboards.facets import Facet
from kg.queries.orders import EntityOrder, PaperOrder, ResultOrder
from kg.records import ResultKind, Role

#: How many rows a page has if the question does not say.
DEFAULT_PAGE = 20


@dataclass(frozen=True, slots=True)
class PageRequest:
    """Which stretch of a list is wanted, in the terms of Relay; `first` or `last`, not both."""

    first: int | None = DEFAULT_PAGE
    after: str | None = None
    last: int | None = None
    before: str | None = None

    @property
    def backwards(self) -> bool:
        """Whether the page is told from the end of the list."""
        return self.first is None and self.last is not None

    @property
    def size(self) -> int:
        """How many rows the page may have."""
        asked = self.last if self.backwards else self.first
        return DEFAULT_PAGE if asked is None else asked


@dataclass(frozen=True, slots=True)
class SettingFilter:
    """Keeps results by what their conditions state of a facet, as leaderboards read it.

    With a value: those that state this, whatever the case of its letters. Without: those that state anything
    if `stated`, else those that state nothing. A result that stands on no leaderboard is not kept.
    """

    facet: Facet
    value: str | None = None
    stated: bool = True


@dataclass(frozen=True, slots=True)
class ReportsFilter:
    """Keeps what has a result that fits; each name may be a label, an alias or an IRI.

    Attributes:
        metric, dataset, task, method, baseline: What the result is about.
        include_variants: Also on variants of the data set, and on variants of those.
        include_narrower: Also for tasks that are narrower than the task.
        kind: What its value is.
        units: In any of these units, as written, whatever the case of their letters.
        min_value, max_value: The number as written, in its unit.
        settings: What its condition states, all of them.
        min_confidence: How sure it is.
        min_papers: By how many papers at least such results are stated: of an entity in lists of them, of
            the method in a list of results.
    """

    metric: str | None = None
    dataset: str | None = None
    task: str | None = None
    method: str | None = None
    baseline: str | None = None
    include_variants: bool = False
    include_narrower: bool = False
    kind: ResultKind | None = None
    units: tuple[str, ...] = ()
    min_value: float | None = None
    max_value: float | None = None
    settings: tuple[SettingFilter, ...] = ()
    min_confidence: float | None = None
    min_papers: int | None = None


@dataclass(frozen=True, slots=True)
class PaperScope:
    """Keeps what papers of a kind state.

    Attributes:
        paper: The one with this IRI or identifier.
        venue: Those that appeared here.
        since, until: Those that appeared in this time: `2024`, `2024-03` or `2024-03-12`.
        has_code: Those that give a link to code, or those that do not.
    """

    paper: str | None = None
    venue: str | None = None
    since: str | None = None
    until: str | None = None
    has_code: bool | None = None


@dataclass(frozen=True, slots=True)
class EntityFilter:
    """Filters a list of methods, data sets, tasks or metrics.

    `name` is a label, an alias or an IRI; `search` is full text with prefixes; `min_papers` is how many
    papers name it at least, whichever. An entity is kept if one paper does all that is asked: is within
    `scope`, names it in `role` (of methods and data sets) and states a result about it that fits `reports`.
    """

    name: str | None = None
    search: str | None = None
    role: Role | None = None
    scope: PaperScope = field(default_factory=PaperScope)
    reports: ReportsFilter | None = None
    min_papers: int | None = None
    order: EntityOrder = EntityOrder.LABEL


@dataclass(frozen=True, slots=True)
class PaperFilter:
    """Filters a list of papers; names may be labels, aliases or IRIs.

    `search` is full text with prefixes; a role is that of the method or data set in the paper, any if not
    given; `reports` keeps papers that state a result which fits.
    """

    search: str | None = None
    method: str | None = None
    method_role: Role | None = None
    dataset: str | None = None
    dataset_role: Role | None = None
    task: str | None = None
    metric: str | None = None
    include_variants: bool = False
    include_narrower: bool = False
    scope: PaperScope = field(default_factory=PaperScope)
    reports: ReportsFilter | None = None
    order: PaperOrder = PaperOrder.NEWEST


@dataclass(frozen=True, slots=True)
class ResultFilter:
    """Filters a list of results; names may be labels, aliases or IRIs."""

    reports: ReportsFilter = field(default_factory=ReportsFilter)
    scope: PaperScope = field(default_factory=PaperScope)
    order: ResultOrder = ResultOrder.NEWEST


@dataclass(frozen=True, slots=True)
class LeaderboardFilter:
    """Filters a list of leaderboards; names may be labels, aliases or IRIs."""

    dataset: str | None = None
    metric: str | None = None
    min_papers: int | None = None


@dataclass(frozen=True, slots=True)
class ContradictionFilter:
    """Filters a list of contradictions; names may be labels, aliases or IRIs."""

    method: str | None = None
    dataset: str | None = None
    metric: str | None = None


@dataclass(frozen=True, slots=True)
class VictoryFilter:
    """Filters a list of victories; names may be labels, aliases or IRIs."""

    winner: str | None = None
    loser: str | None = None
    dataset: str | None = None
    metric: str | None = None
    min_papers: int | None = None
