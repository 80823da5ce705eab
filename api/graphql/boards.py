"""The root's questions to what is derived from all papers together."""

from typing import Annotated

import strawberry

from api.graphql.arguments import AsOf, DatasetName, MethodName, MetricName, MinPapers, argument, count
from api.graphql.connection import After, Before, Connection, First, Last, connection, page_request
from api.graphql.context import Context
from api.graphql.types.disagreements import Contradiction, Victory
from api.graphql.types.leaderboard import Leaderboard
from api.graphql.types.pareto import ParetoFront
from api.graphql.types.records import Progression
from kg.errors import QueryInvalid
from kg.queries.arguments import ContradictionFilter, LeaderboardFilter, VictoryFilter
from kg.queries.leaderboard import find_leaderboard, pareto, records

Info = strawberry.Info[Context, None]
BoardDataset = Annotated[str, argument("Label, alias or IRI; variants are data sets of their own.")]
BoardMetric = Annotated[str, argument("Label, alias or IRI.")]


@strawberry.type
class Boards:
    """Leaderboards and what goes with them."""

    @strawberry.field(description="What papers report by one metric on one data set, best first.")
    async def leaderboard(
        self, info: Info, dataset: BoardDataset, metric: BoardMetric, as_of: AsOf = None
    ) -> Leaderboard:
        """The board."""
        entry = await info.context.run(find_leaderboard, dataset, metric, as_of)
        return Leaderboard.from_row(entry, as_of)

    @strawberry.field(description="The leaderboards that there are, those with most papers first.")
    async def leaderboards(
        self,
        info: Info,
        dataset: DatasetName = None,
        metric: MetricName = None,
        min_papers: MinPapers = None,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Leaderboard]:
        """The boards that the filters keep."""
        keep = LeaderboardFilter(dataset=dataset, metric=metric, min_papers=count(min_papers, "minPapers"))
        page = await info.context.leaderboard_pages.load((keep, page_request(first, after, last, before)))
        return connection(page, Leaderboard.from_row)

    @strawberry.field(description="Who held the best value of a metric on a data set when.")
    async def records(
        self, info: Info, dataset: BoardDataset, metric: BoardMetric, as_of: AsOf = None
    ) -> list[Progression]:
        """The records, a progression for each protocol."""
        found = await info.context.run(records, dataset, metric, as_of)
        info.context.spend(sum(len(each.records) + len(each.undated) for each in found.progressions))
        return [Progression.from_progression(each) for each in found.progressions]

    @strawberry.field(description="Values that differ where all that the texts state agrees.")
    async def contradictions(
        self,
        info: Info,
        method: MethodName = None,
        dataset: DatasetName = None,
        metric: MetricName = None,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Contradiction]:
        """The contradictions that the filters keep."""
        keep = ContradictionFilter(method=method, dataset=dataset, metric=metric)
        page = await info.context.contradiction_pages.load((keep, page_request(first, after, last, before)))
        return connection(page, Contradiction.from_row)

    @strawberry.field(description="Who is claimed to beat whom, what most papers claim first.")
    async def victories(
        self,
        info: Info,
        winner: Annotated[str | None, argument("This method wins: its label, an alias or its IRI.")] = None,
        loser: Annotated[str | None, argument("This method loses: its label, an alias or its IRI.")] = None,
        dataset: DatasetName = None,
        metric: MetricName = None,
        min_papers: MinPapers = None,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Victory]:
        """The victories that the filters keep."""
        keep = VictoryFilter(
            winner=winner,
            loser=loser,
            dataset=dataset,
            metric=metric,
            min_papers=count(min_papers, "minPapers"),
        )
        page = await info.context.victory_pages.load((keep, page_request(first, after, last, before)))
        return connection(page, Victory.from_row)

    @strawberry.field(description="The methods that no other beats by both of two metrics.")
    async def pareto(
        self,
        info: Info,
        dataset: BoardDataset,
        metrics: Annotated[list[str], argument("Two metrics: labels, aliases or IRIs.")],
    ) -> list[ParetoFront]:
        """The fronts, one for each protocol; none if the direction of a metric is unknown."""
        if len(metrics) != 2:
            raise QueryInvalid(
                f"{len(metrics)} metrics were given.", where="metrics", remedy="Give two, as a list."
            )
        found = await info.context.run(pareto, dataset, *metrics)
        info.context.spend(sum(len(each.points) + len(each.dominated) for each in found.fronts))
        return [ParetoFront.from_front(each) for each in found.fronts]
