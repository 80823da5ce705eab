"""Methods, data sets, tasks and metrics."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, ClassVar, Self

import strawberry
from strawberry import relay

from api.graphql.arguments import (
    BaselineName,
    DatasetName,
    HasCode,
    KindOfResult,
    MethodName,
    MetricName,
    MinConfidence,
    PaperOrderBy,
    ResultOrderBy,
    Settings,
    Since,
    TaskName,
    Until,
    Venue,
    confidence,
    scope,
)
from api.graphql.arguments import settings as to_settings
from api.graphql.connection import After, Before, Connection, First, Last, connection, page_request
from api.graphql.context import Context
from api.graphql.types.enums import Direction
from api.graphql.types.mention import Mention
from api.graphql.types.reviewable import Reviewable
from kg.errors import QueryInvalid
from kg.queries.arguments import LeaderboardFilter, PaperFilter, PaperScope, ReportsFilter, ResultFilter
from kg.queries.orders import PaperOrder, ResultOrder
from kg.queries.rows import EntityRow
from kg.records import EntityType

if TYPE_CHECKING:
    from api.graphql.types.leaderboard import Leaderboard
    from api.graphql.types.paper import Paper
    from api.graphql.types.result import Result

Info = strawberry.Info[Context, None]
PaperConnection = Connection[Annotated["Paper", strawberry.lazy("api.graphql.types.paper")]]
LeaderboardConnection = Connection[Annotated["Leaderboard", strawberry.lazy("api.graphql.types.leaderboard")]]
ResultConnection = Connection[Annotated["Result", strawberry.lazy("api.graphql.types.result")]]


@strawberry.interface(description="A method, a data set, a task or a metric that papers name (sg:Entity).")
class Entity(relay.Node, Reviewable):
    """What the four types share."""

    type_: ClassVar[EntityType]
    iri: relay.NodeID[str]
    row: strawberry.Private[EntityRow]

    @classmethod
    def from_row(cls, row: EntityRow) -> Self:
        """The entity of a row."""
        return cls(iri=row.iri, row=row)

    @classmethod
    async def load(cls, info: Info, iri: str | None) -> Self | None:
        """The entity with this IRI, or None."""
        row = await info.context.entity.load(iri) if iri else None
        return cls.from_row(row) if row else None

    @classmethod
    async def resolve_nodes(  # type: ignore[override]
        cls, *, info: Info, node_ids: list[str], required: bool = False
    ) -> list[Self | None]:
        """Load entities by IRI; None for one that is not in the snapshot or is of another type."""
        del required
        rows = await info.context.entity.load_many(node_ids)
        return [cls.from_row(row) if row and row.type is cls.type_ else None for row in rows]

    async def _wider(self, info: Info) -> list[Self]:
        row = await info.context.relatives.load(self.row.iri)
        return await self._load_all(info, row.wider if row else ())

    async def _narrower(self, info: Info) -> list[Self]:
        row = await info.context.relatives.load(self.row.iri)
        return await self._load_all(info, row.narrower if row else ())

    async def _load_all(self, info: Info, iris: Sequence[str]) -> list[Self]:
        info.context.spend(len(iris))
        rows = await info.context.entity.load_many(list(iris))
        return [self.from_row(row) for row in rows if row]

    @strawberry.field(name="iri", description="The entity's IRI.")
    def iri_(self) -> str:
        """The IRI, also outside the opaque `id`."""
        return self.row.iri

    @strawberry.field(description="The name that a leaderboard shows (skos:prefLabel).")
    def label(self) -> str:
        """The label."""
        return self.row.label

    @strawberry.field(description="Other names that papers or the vocabularies use (skos:altLabel).")
    def aliases(self) -> list[str]:
        """The aliases."""
        return list(self.row.aliases)

    @strawberry.field(description="What it is, where the vocabularies say so (skos:definition).")
    def definition(self) -> str | None:
        """The definition."""
        return self.row.definition

    @strawberry.field(description="How many papers name it.")
    def paper_count(self) -> int:
        """The number of papers."""
        return self.row.papers

    @strawberry.field(description="The papers that name it.")
    async def papers(
        self,
        info: Info,
        venue: Venue = None,
        since: Since = None,
        until: Until = None,
        has_code: HasCode = None,
        order_by: PaperOrderBy = PaperOrder.NEWEST,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> PaperConnection:
        """The papers."""
        from api.graphql.types.paper import Paper

        keep = PaperFilter(
            scope=scope(None, venue, since, until, has_code),
            order=order_by,
            **{self.type_.value.lower(): self.row.iri},  # type: ignore[arg-type]
        )
        page = await info.context.paper_pages.load((keep, page_request(first, after, last, before)))
        return connection(page, Paper.from_row)

    @strawberry.field(description="The results about it.")
    async def results(
        self,
        info: Info,
        metric: MetricName = None,
        dataset: DatasetName = None,
        task: TaskName = None,
        method: MethodName = None,
        baseline: BaselineName = None,
        kind: KindOfResult = None,
        settings: Settings = None,
        min_confidence: MinConfidence = None,
        since: Since = None,
        until: Until = None,
        order_by: ResultOrderBy = ResultOrder.NEWEST,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> ResultConnection:
        """The results."""
        from api.graphql.types.result import Result

        names = {"metric": metric, "dataset": dataset, "task": task, "method": method}
        slot = self.type_.value.lower()
        if names[slot] is not None:
            raise QueryInvalid(
                f"these are results of one {slot} already, {self.row.label!r}.",
                where=slot,
                remedy=f"Leave out `{slot}` here, or ask `results({slot}: ...)` at the root.",
            )
        names[slot] = self.row.iri
        reports = ReportsFilter(
            metric=names["metric"],
            dataset=names["dataset"],
            task=names["task"],
            method=names["method"],
            baseline=baseline,
            kind=kind,
            settings=to_settings(settings),
            min_confidence=confidence(min_confidence),
        )
        keep = ResultFilter(reports, PaperScope(since=since, until=until), ResultOrder(order_by))
        page = await info.context.result_pages.load((keep, page_request(first, after, last, before)))
        return connection(page, Result.from_row)

    @strawberry.field(description="Where papers name it, the newest papers first (sg:Mention).")
    async def mentions(
        self, info: Info, first: First = None, after: After = None, last: Last = None, before: Before = None
    ) -> Connection[Mention]:
        """The mentions."""
        request = (self.row.iri, page_request(first, after, last, before))
        return connection(await info.context.entity_mention_pages.load(request), Mention.from_row)

    @strawberry.field(description="Why names in papers were taken for it (sg:linkedBy).")
    def linked_by(self) -> list[str]:
        """The reasons."""
        return list(self.row.linked_by)


@strawberry.type(description="A model, algorithm, loss, technique or component (sg:Method).")
class Method(Entity):
    """A method."""

    type_: ClassVar[EntityType] = EntityType.METHOD

    @strawberry.field(description="The families that it belongs to, one step up (skos:broader).")
    async def broader(self, info: Info) -> list["Method"]:
        """The wider methods."""
        return await self._wider(info)

    @strawberry.field(description="The methods of its family that papers name, one step down (skos:broader).")
    async def narrower(self, info: Info) -> list["Method"]:
        """The narrower methods."""
        return await self._narrower(info)


@strawberry.type(description="A data set, corpus, benchmark or test environment (sg:Dataset).")
class Dataset(Entity):
    """A data set."""

    type_: ClassVar[EntityType] = EntityType.DATASET

    @strawberry.field(description="The data set of which it is a version, a part or a size (sg:variantOf).")
    async def variant_of(self, info: Info) -> "Dataset | None":
        """The wider data set."""
        found = await self._wider(info)
        return found[0] if found else None

    @strawberry.field(description="Its versions, parts and sizes that papers name, by label (sg:variantOf).")
    async def variants(self, info: Info) -> list["Dataset"]:
        """The narrower data sets."""
        return await self._narrower(info)

    @strawberry.field(description="The leaderboards on it, those with most papers first (sg:Leaderboard).")
    async def leaderboards(
        self, info: Info, first: First = None, after: After = None, last: Last = None, before: Before = None
    ) -> LeaderboardConnection:
        """The leaderboards."""
        from api.graphql.types.leaderboard import leaderboard_connection

        keep = LeaderboardFilter(dataset=self.row.iri)
        return await leaderboard_connection(info, keep, first, after, last, before)


@strawberry.type(description="A problem that is solved, or an application (sg:Task).")
class Task(Entity):
    """A task."""

    type_: ClassVar[EntityType] = EntityType.TASK

    @strawberry.field(description="The tasks that it is a kind of, one step up (skos:broader).")
    async def broader(self, info: Info) -> list["Task"]:
        """The wider tasks."""
        return await self._wider(info)

    @strawberry.field(description="Its kinds that papers name, one step down (skos:broader).")
    async def narrower(self, info: Info) -> list["Task"]:
        """The narrower tasks."""
        return await self._narrower(info)


@strawberry.type(description="A measure of how well a method does (sg:Metric).")
class Metric(Entity):
    """A metric."""

    type_: ClassVar[EntityType] = EntityType.METRIC

    @strawberry.field(
        description="Which values are better; null where the vocabularies do not say (sg:direction)."
    )
    def direction(self) -> Direction | None:
        """The direction."""
        return Direction(self.row.direction) if self.row.direction else None

    @strawberry.field(description="The unit that its values usually have (sg:unit).")
    def unit(self) -> str | None:
        """The usual unit."""
        return self.row.unit

    @strawberry.field(description="The leaderboards by it, those with most papers first (sg:Leaderboard).")
    async def leaderboards(
        self, info: Info, first: First = None, after: After = None, last: Last = None, before: Before = None
    ) -> LeaderboardConnection:
        """The leaderboards."""
        from api.graphql.types.leaderboard import leaderboard_connection

        keep = LeaderboardFilter(metric=self.row.iri)
        return await leaderboard_connection(info, keep, first, after, last, before)


_TYPES: dict[EntityType, type[Method | Dataset | Task | Metric]] = {
    kind.type_: kind for kind in (Method, Dataset, Task, Metric)
}


async def load_entity(info: Info, iri: str | None) -> Method | Dataset | Task | Metric | None:
    """The entity with this IRI, of whatever type, or None."""
    row = await info.context.entity.load(iri) if iri else None
    return _TYPES[row.type].from_row(row) if row else None
