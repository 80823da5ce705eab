"""A paper and what it names."""

from typing import Annotated, TypeVar

import strawberry
from strawberry import relay

from api.graphql.arguments import DatasetName, KindOfResult, MethodName, MetricName, TaskName
from api.graphql.connection import After, Before, Connection, First, Last, connection, page_request
from api.graphql.context import Context
from api.graphql.types.entity import Dataset, Entity, Method, Metric, Task
from api.graphql.types.enums import DatasetRole, MethodRole, to_role
from api.graphql.types.mention import Mention
from api.graphql.types.provenance import ExtractionRun, Text
from api.graphql.types.result import Result
from api.graphql.types.reviewable import Reviewable
from kg.queries.arguments import PaperScope, ReportsFilter, ResultFilter
from kg.queries.rows import PaperRow, RoleRow
from kg.records import EntityType, LinkKind

Info = strawberry.Info[Context, None]
EntityOfType = TypeVar("EntityOfType", bound=Entity)


@strawberry.type(description="An identifier that only this paper has.")
class Identifier:
    """A strong identifier."""

    kind: str = strawberry.field(
        description="`arxiv` (sg:arxivId), `doi` (sg:doi), `acl` (sg:aclId), `openreview` (sg:openreviewId)."
    )
    value: str = strawberry.field(description="In the canonical spelling of its kind.")


@strawberry.type(description="A URL that the abstract states (sg:Link).")
class Link:
    """A link."""

    kind: LinkKind = strawberry.field(description="What it leads to, as its sentence says (sg:linkKind).")
    url: str = strawberry.field(description="The URL without trailing punctuation (sg:url).")


@strawberry.type(description="A method and what the paper does with it.")
class MethodUse:
    """A method in its role."""

    role: MethodRole = strawberry.field(description="What the paper does with it.")
    method: Method = strawberry.field(description="The method (sg:method).")


@strawberry.type(description="A data set and what the paper does with it.")
class DatasetUse:
    """A data set in its role."""

    role: DatasetRole = strawberry.field(description="What the paper does with it.")
    dataset: Dataset = strawberry.field(description="The data set (sg:dataset).")


@strawberry.type(description="A paper, as title and abstract state it (sg:Paper).")
class Paper(relay.Node, Reviewable):
    """A paper."""

    iri: relay.NodeID[str]
    row: strawberry.Private[PaperRow]

    @classmethod
    def from_row(cls, row: PaperRow) -> "Paper":
        """The paper of a row."""
        return cls(iri=row.iri, row=row)

    @classmethod
    async def resolve_nodes(  # type: ignore[override]
        cls, *, info: Info, node_ids: list[str], required: bool = False
    ) -> list["Paper | None"]:
        """Load papers by IRI; None for one that is not in the snapshot."""
        del required
        rows = await info.context.paper.load_many(node_ids)
        return [cls.from_row(row) if row else None for row in rows]

    @strawberry.field(name="iri", description="The paper's IRI.")
    def iri_(self) -> str:
        """The IRI, also outside the opaque `id`."""
        return self.row.iri

    @strawberry.field(description="The title as read (dcterms:title).")
    def title(self) -> str:
        """The title."""
        return self.row.title

    @strawberry.field(description="The abstract as read (dcterms:abstract).")
    def abstract(self) -> str:
        """The abstract."""
        return self.row.abstract

    @strawberry.field(description="The authors in the paper's order (sg:authorList).")
    def authors(self) -> list[str]:
        """The authors."""
        return list(self.row.authors)

    @strawberry.field(
        description="ISO 8601 date with the precision that is known: 2024, 2024-03 or 2024-03-12 (sg:date)."
    )
    def date(self) -> str | None:
        """The date."""
        return self.row.date

    @strawberry.field(description="Where it appeared (sg:venue).")
    def venue(self) -> str | None:
        """The venue."""
        return self.row.venue

    @strawberry.field(description="Subject categories, e.g. cs.LG (sg:category).")
    def categories(self) -> list[str]:
        """The categories."""
        return list(self.row.categories)

    @strawberry.field(description="arXiv, DOI, ACL Anthology and OpenReview identifiers.")
    def identifiers(self) -> list[Identifier]:
        """The identifiers."""
        return [Identifier(kind=kind, value=value) for kind, value in self.row.identifiers]

    @strawberry.field(description="The identifier that the source itself uses (sg:sourceId).")
    def source_id(self) -> str | None:
        """The source's identifier."""
        return self.row.source_id

    @strawberry.field(description="The URLs in the text (sg:link).")
    def links(
        self,
        kind: Annotated[LinkKind | None, strawberry.argument(description="Only those of this kind.")] = None,
    ) -> list[Link]:
        """The links."""
        return [
            Link(kind=link.kind, url=link.url) for link in self.row.links if kind is None or link.kind is kind
        ]

    @strawberry.field(description="The methods that it names, with their roles.")
    async def methods(
        self,
        info: Info,
        role: Annotated[
            MethodRole | None, strawberry.argument(description="Only those in this role.")
        ] = None,
    ) -> list[MethodUse]:
        """The methods."""
        named = await self._named(info, EntityType.METHOD, Method)
        return [
            MethodUse(role=MethodRole(row.role), method=method)
            for row, method in named
            if row.role and to_role(role) in (None, row.role)
        ]

    @strawberry.field(description="The data sets that it names, with their roles.")
    async def datasets(
        self,
        info: Info,
        role: Annotated[
            DatasetRole | None, strawberry.argument(description="Only those in this role.")
        ] = None,
    ) -> list[DatasetUse]:
        """The data sets."""
        named = await self._named(info, EntityType.DATASET, Dataset)
        return [
            DatasetUse(role=DatasetRole(row.role), dataset=dataset)
            for row, dataset in named
            if row.role and to_role(role) in (None, row.role)
        ]

    @strawberry.field(description="The tasks that it addresses (sg:addresses).")
    async def tasks(self, info: Info) -> list[Task]:
        """The tasks."""
        return [task for _, task in await self._named(info, EntityType.TASK, Task)]

    @strawberry.field(description="The metrics that it reports (sg:reports).")
    async def metrics(self, info: Info) -> list[Metric]:
        """The metrics."""
        return [metric for _, metric in await self._named(info, EntityType.METRIC, Metric)]

    @strawberry.field(description="The results that it states.")
    async def results(
        self,
        info: Info,
        metric: MetricName = None,
        dataset: DatasetName = None,
        task: TaskName = None,
        method: MethodName = None,
        kind: KindOfResult = None,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Result]:
        """The results."""
        reports = ReportsFilter(metric=metric, dataset=dataset, task=task, method=method, kind=kind)
        keep = ResultFilter(reports, PaperScope(paper=self.row.iri))
        page = await info.context.result_pages.load((keep, page_request(first, after, last, before)))
        return connection(page, Result.from_row)

    @strawberry.field(description="The version of the text that its facts are about (sg:text).")
    async def text(self, info: Info) -> Text | None:
        """The text."""
        row = await info.context.provenance.load(self.row.iri)
        return Text.from_row(row.text) if row else None

    @strawberry.field(description="What its facts were found by (prov:wasGeneratedBy).")
    async def extraction_run(self, info: Info) -> ExtractionRun | None:
        """The run."""
        row = await info.context.provenance.load(self.row.iri)
        return ExtractionRun.from_row(row.run) if row else None

    @strawberry.field(description="Where its text names entities, in its order (sg:Mention).")
    async def mentions(
        self, info: Info, first: First = None, after: After = None, last: Last = None, before: Before = None
    ) -> Connection[Mention]:
        """The mentions."""
        request = (self.row.iri, page_request(first, after, last, before))
        return connection(await info.context.paper_mention_pages.load(request), Mention.from_row)

    async def _named(
        self, info: Info, type_: EntityType, kind: type[EntityOfType]
    ) -> list[tuple[RoleRow, EntityOfType]]:
        rows = [r for r in await info.context.roles.load(self.row.iri) or () if r.type is type_]
        found = await info.context.entity.load_many([row.entity for row in rows])
        return [(row, kind.from_row(entity)) for row, entity in zip(rows, found, strict=True) if entity]
