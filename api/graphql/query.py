"""The root of all questions."""

from typing import Annotated, TypeVar

import strawberry
from strawberry import relay

from api.graphql.arguments import (
    DatasetName,
    InPaper,
    Keep,
    KindOfResult,
    MethodName,
    MetricName,
    MinConfidence,
    MinPapers,
    Name,
    Reports,
    Search,
    TaskName,
    argument,
    confidence,
    count,
)
from api.graphql.boards import Boards
from api.graphql.connection import After, Before, Connection, First, Last, connection, page_request
from api.graphql.context import Context
from api.graphql.nodes import find_node
from api.graphql.types.entity import Dataset, Entity, Method, Metric, Task
from api.graphql.types.enums import DatasetRole, MethodRole, to_role
from api.graphql.types.paper import Paper
from api.graphql.types.result import Result
from api.graphql.types.statistics import Statistics
from kg.queries.arguments import EntityFilter, PageRequest, PaperFilter, ReportsFilter, ResultFilter
from kg.queries.statistics import statistics
from kg.records import Role

Info = strawberry.Info[Context, None]
EntityOfType = TypeVar("EntityOfType", bound=Entity)


async def _entities(
    info: Info, kind: type[EntityOfType], keep: EntityFilter, page: PageRequest
) -> Connection[EntityOfType]:
    found = await info.context.entity_pages.load((kind.type_, keep, page))
    return connection(found, kind.from_row)


def _filter(
    name: str | None,
    search: str | None,
    role: Role | None,
    paper: str | None,
    min_papers: int | None,
    reports: Reports | None,
) -> EntityFilter:
    return EntityFilter(
        name=name,
        search=search,
        role=role,
        paper=paper,
        reports=reports.to_filter() if reports else None,
        min_papers=count(min_papers, "minPapers"),
    )


@strawberry.type(description="Questions to the graph; every answer comes from one snapshot.")
class Query(Boards):
    """The query root."""

    @strawberry.field(description="Anything by its opaque `id`; null for what this snapshot does not have.")
    async def node(
        self,
        info: Info,
        node_id: Annotated[strawberry.ID, argument("The `id` that another answer gave.", name="id")],
    ) -> relay.Node | None:
        """The node."""
        return await find_node(info, node_id)

    @strawberry.field(
        description="Methods, e.g. those that report FID on CIFAR-10: `methods(reports: {...})`."
    )
    async def methods(
        self,
        info: Info,
        name: Name = None,
        search: Search = None,
        role: Annotated[MethodRole | None, argument("Only those that a paper names in this role.")] = None,
        paper: InPaper = None,
        min_papers: MinPapers = None,
        reports: Keep = None,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Method]:
        """The methods that the filters keep, by label."""
        keep = _filter(name, search, to_role(role), paper, min_papers, reports)
        return await _entities(info, Method, keep, page_request(first, after, last, before))

    @strawberry.field(description="Data sets, by label.")
    async def datasets(
        self,
        info: Info,
        name: Name = None,
        search: Search = None,
        role: Annotated[DatasetRole | None, argument("Only those that a paper names in this role.")] = None,
        paper: InPaper = None,
        min_papers: MinPapers = None,
        reports: Keep = None,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Dataset]:
        """The data sets that the filters keep, by label."""
        keep = _filter(name, search, to_role(role), paper, min_papers, reports)
        return await _entities(info, Dataset, keep, page_request(first, after, last, before))

    @strawberry.field(description="Tasks, by label.")
    async def tasks(
        self,
        info: Info,
        name: Name = None,
        search: Search = None,
        paper: InPaper = None,
        min_papers: MinPapers = None,
        reports: Keep = None,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Task]:
        """The tasks that the filters keep, by label."""
        keep = _filter(name, search, None, paper, min_papers, reports)
        return await _entities(info, Task, keep, page_request(first, after, last, before))

    @strawberry.field(description="Metrics, by label.")
    async def metrics(
        self,
        info: Info,
        name: Name = None,
        search: Search = None,
        paper: InPaper = None,
        min_papers: MinPapers = None,
        reports: Keep = None,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Metric]:
        """The metrics that the filters keep, by label."""
        keep = _filter(name, search, None, paper, min_papers, reports)
        return await _entities(info, Metric, keep, page_request(first, after, last, before))

    @strawberry.field(description="Papers, newest first; those without a date come last.")
    async def papers(
        self,
        info: Info,
        search: Annotated[str | None, argument("Words of title or abstract.")] = None,
        method: Annotated[str | None, argument("Names this method.")] = None,
        dataset: Annotated[str | None, argument("Names this data set.")] = None,
        task: Annotated[str | None, argument("Names this task.")] = None,
        metric: Annotated[str | None, argument("Names this metric.")] = None,
        venue: Annotated[str | None, argument("Appeared here.")] = None,
        identifier: Annotated[str | None, argument("IRI, arXiv, DOI, ACL or OpenReview identifier.")] = None,
        since: Annotated[str | None, argument("Not before this date: 2024, 2024-03 or 2024-03-12.")] = None,
        until: Annotated[str | None, argument("Not after this date.")] = None,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Paper]:
        """The papers that the filters keep."""
        keep = PaperFilter(
            search=search,
            method=method,
            dataset=dataset,
            task=task,
            metric=metric,
            venue=venue,
            identifier=identifier,
            since=since,
            until=until,
        )
        page = await info.context.paper_pages.load((keep, page_request(first, after, last, before)))
        return connection(page, Paper.from_row)

    @strawberry.field(description="Results, in the order of their papers and of the texts.")
    async def results(
        self,
        info: Info,
        metric: MetricName = None,
        dataset: DatasetName = None,
        task: TaskName = None,
        method: MethodName = None,
        kind: KindOfResult = None,
        paper: InPaper = None,
        min_confidence: MinConfidence = None,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Result]:
        """The results that the filters keep."""
        reports = ReportsFilter(
            metric=metric,
            dataset=dataset,
            task=task,
            method=method,
            kind=kind,
            min_confidence=confidence(min_confidence),
        )
        keep = ResultFilter(reports=reports, paper=paper)
        page = await info.context.result_pages.load((keep, page_request(first, after, last, before)))
        return connection(page, Result.from_row)

    @strawberry.field(description="How much the graph holds.")
    async def statistics(self, info: Info) -> Statistics:
        """The counts."""
        return Statistics.from_row(await info.context.run(statistics))
