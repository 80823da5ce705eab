"""The root of all questions."""

from typing import Annotated, TypeVar

import strawberry
from strawberry import relay

from api.graphql.arguments import (
    BaselineName,
    DatasetName,
    HasCode,
    InPaper,
    KindOfResult,
    MaxValue,
    MethodName,
    MetricName,
    MinConfidence,
    MinValue,
    PaperOrderBy,
    Reports,
    ResultOrderBy,
    Settings,
    Since,
    TaskName,
    Units,
    Until,
    Venue,
    WithNarrower,
    WithVariants,
    argument,
    scope,
)
from api.graphql.boards import Boards
from api.graphql.connection import (
    After,
    Before,
    Connection,
    First,
    Last,
    connection,
    page_request,
)
from api.graphql.context import Context
from api.graphql.entities import EntityLists
from api.graphql.jobs import JobQueries
from api.graphql.nodes import find_node
from api.graphql.reviewed import Reviewed
from api.graphql.types.entity import Entity
from api.graphql.types.enums import DatasetRole, MethodRole, to_role
from api.graphql.types.paper import Paper
from api.graphql.types.result import Result
from api.graphql.types.statistics import Statistics
from kg.queries.arguments import PaperFilter, ResultFilter
from kg.queries.orders import PaperOrder, ResultOrder
from kg.queries.statistics import statistics

Info = strawberry.Info[Context, None]
EntityOfType = TypeVar("EntityOfType", bound=Entity)


@strawberry.type(description="Questions to the graph; every answer comes from one snapshot.")
class Query(EntityLists, Boards, Reviewed, JobQueries):
    """The query root."""

    @strawberry.field(description="Anything by its opaque `id`; null for what this snapshot does not have.")
    async def node(
        self,
        info: Info,
        node_id: Annotated[strawberry.ID, argument("The `id` that another answer gave.", name="id")],
    ) -> relay.Node | None:
        """The node."""
        return await find_node(info, node_id)

    @strawberry.field(description="Papers, by default the newest first; those without a date come last.")
    async def papers(
        self,
        info: Info,
        search: Annotated[str | None, argument("Words of title or abstract.")] = None,
        method: Annotated[str | None, argument("Names this method.")] = None,
        method_role: Annotated[MethodRole | None, argument("Names the method in this role.")] = None,
        dataset: Annotated[str | None, argument("Names this data set.")] = None,
        dataset_role: Annotated[DatasetRole | None, argument("Names the data set in this role.")] = None,
        include_variants: Annotated[bool, argument("Or names a variant of the data set.")] = False,
        task: Annotated[str | None, argument("Names this task.")] = None,
        include_narrower: Annotated[bool, argument("Or names a task that is narrower.")] = False,
        metric: Annotated[str | None, argument("Names this metric.")] = None,
        venue: Annotated[str | None, argument("Appeared here.")] = None,
        identifier: Annotated[str | None, argument("IRI, arXiv, DOI, ACL or OpenReview identifier.")] = None,
        since: Annotated[str | None, argument("Not before this date: 2024, 2024-03 or 2024-03-12.")] = None,
        until: Annotated[str | None, argument("Not after this date.")] = None,
        has_code: Annotated[bool | None, argument("Gives a link to code, or gives none.")] = None,
        reports: Annotated[Reports | None, argument("States a result that fits.")] = None,
        order_by: PaperOrderBy = PaperOrder.NEWEST,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Paper]:
        """The papers that the filters keep."""
        keep = PaperFilter(
            search=search,
            method=method,
            method_role=to_role(method_role),
            dataset=dataset,
            dataset_role=to_role(dataset_role),
            include_variants=include_variants,
            task=task,
            include_narrower=include_narrower,
            metric=metric,
            scope=scope(identifier, venue, since, until, has_code),
            reports=reports.to_filter() if reports else None,
            order=order_by,
        )
        page = await info.context.paper_pages.load((keep, page_request(first, after, last, before)))
        return connection(page, Paper.from_row)

    @strawberry.field(
        description="Results, by default by paper, the newest first, and in the order of the texts."
    )
    async def results(
        self,
        info: Info,
        metric: MetricName = None,
        dataset: DatasetName = None,
        include_variants: WithVariants = False,
        task: TaskName = None,
        include_narrower: WithNarrower = False,
        method: MethodName = None,
        baseline: BaselineName = None,
        kind: KindOfResult = None,
        units: Units = None,
        min_value: MinValue = None,
        max_value: MaxValue = None,
        settings: Settings = None,
        min_confidence: MinConfidence = None,
        min_papers: Annotated[int | None, argument("Of methods with such results in so many papers.")] = None,
        paper: InPaper = None,
        venue: Venue = None,
        since: Since = None,
        until: Until = None,
        has_code: HasCode = None,
        order_by: ResultOrderBy = ResultOrder.NEWEST,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Result]:
        """The results that the filters keep."""
        reports = Reports(
            metric=metric,
            dataset=dataset,
            include_variants=include_variants,
            task=task,
            include_narrower=include_narrower,
            method=method,
            baseline=baseline,
            kind=kind,
            units=units,
            min_value=min_value,
            max_value=max_value,
            settings=settings,
            min_confidence=min_confidence,
            min_papers=min_papers,
        )
        keep = ResultFilter(
            reports.to_filter(), scope(paper, venue, since, until, has_code), ResultOrder(order_by)
        )
        page = await info.context.result_pages.load((keep, page_request(first, after, last, before)))
        return connection(page, Result.from_row)

    @strawberry.field(description="How much the graph holds.")
    async def statistics(self, info: Info) -> Statistics:
        """The counts."""
        return Statistics.from_row(await info.context.run(statistics))
