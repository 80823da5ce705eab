"""The root's lists of methods, data sets, tasks and metrics."""

from typing import Annotated, TypeVar

import strawberry

from api.graphql.arguments import (
    EntityOrderBy,
    HasCode,
    InPaper,
    Keep,
    MinPapers,
    Name,
    Search,
    Since,
    Until,
    Venue,
    argument,
    count,
    scope,
)
from api.graphql.connection import (
    After,
    Before,
    EntityConnection,
    First,
    Last,
    entity_connection,
    page_request,
)
from api.graphql.context import Context
from api.graphql.types.entity import Dataset, Entity, Method, Metric, Task
from api.graphql.types.enums import DatasetRole, MethodRole, to_role
from kg.queries.arguments import EntityFilter, PageRequest
from kg.queries.orders import EntityOrder

Info = strawberry.Info[Context, None]
EntityOfType = TypeVar("EntityOfType", bound=Entity)


async def _entities(
    info: Info, kind: type[EntityOfType], keep: EntityFilter, page: PageRequest
) -> EntityConnection[EntityOfType]:
    found = await info.context.entity_pages.load((kind.type_, keep, page))
    return entity_connection(found, kind.from_row)


@strawberry.type
class EntityLists:
    """Entities that papers name."""

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
        venue: Venue = None,
        since: Since = None,
        until: Until = None,
        has_code: HasCode = None,
        min_papers: MinPapers = None,
        reports: Keep = None,
        order_by: EntityOrderBy = EntityOrder.LABEL,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> EntityConnection[Method]:
        """The methods that the filters keep, by label."""
        keep = EntityFilter(
            name=name,
            search=search,
            role=to_role(role),
            scope=scope(paper, venue, since, until, has_code),
            reports=reports.to_filter() if reports else None,
            min_papers=count(min_papers, "minPapers"),
            order=order_by,
        )
        return await _entities(info, Method, keep, page_request(first, after, last, before))

    @strawberry.field(description="Data sets, by label.")
    async def datasets(
        self,
        info: Info,
        name: Name = None,
        search: Search = None,
        role: Annotated[DatasetRole | None, argument("Only those that a paper names in this role.")] = None,
        paper: InPaper = None,
        venue: Venue = None,
        since: Since = None,
        until: Until = None,
        has_code: HasCode = None,
        min_papers: MinPapers = None,
        reports: Keep = None,
        order_by: EntityOrderBy = EntityOrder.LABEL,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> EntityConnection[Dataset]:
        """The data sets that the filters keep, by label."""
        keep = EntityFilter(
            name=name,
            search=search,
            role=to_role(role),
            scope=scope(paper, venue, since, until, has_code),
            reports=reports.to_filter() if reports else None,
            min_papers=count(min_papers, "minPapers"),
            order=order_by,
        )
        return await _entities(info, Dataset, keep, page_request(first, after, last, before))

    @strawberry.field(description="Tasks, by label.")
    async def tasks(
        self,
        info: Info,
        name: Name = None,
        search: Search = None,
        paper: InPaper = None,
        venue: Venue = None,
        since: Since = None,
        until: Until = None,
        has_code: HasCode = None,
        min_papers: MinPapers = None,
        reports: Keep = None,
        order_by: EntityOrderBy = EntityOrder.LABEL,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> EntityConnection[Task]:
        """The tasks that the filters keep, by label."""
        keep = EntityFilter(
            name=name,
            search=search,
            scope=scope(paper, venue, since, until, has_code),
            reports=reports.to_filter() if reports else None,
            min_papers=count(min_papers, "minPapers"),
            order=order_by,
        )
        return await _entities(info, Task, keep, page_request(first, after, last, before))

    @strawberry.field(description="Metrics, by label.")
    async def metrics(
        self,
        info: Info,
        name: Name = None,
        search: Search = None,
        paper: InPaper = None,
        venue: Venue = None,
        since: Since = None,
        until: Until = None,
        has_code: HasCode = None,
        min_papers: MinPapers = None,
        reports: Keep = None,
        order_by: EntityOrderBy = EntityOrder.LABEL,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> EntityConnection[Metric]:
        """The metrics that the filters keep, by label."""
        keep = EntityFilter(
            name=name,
            search=search,
            scope=scope(paper, venue, since, until, has_code),
            reports=reports.to_filter() if reports else None,
            min_papers=count(min_papers, "minPapers"),
            order=order_by,
        )
        return await _entities(info, Metric, keep, page_request(first, after, last, before))
