"""Lists of what is derived from all papers together: leaderboards, contradictions, victories."""

from __future__ import annotations

from collections.abc import Sequence

from kg.queries import filters
from kg.queries.arguments import ContradictionFilter, LeaderboardFilter, PageRequest, VictoryFilter
from kg.queries.names import resolve
from kg.queries.paging import page_of, select, unique
from kg.queries.rows import ContradictionRow, LeaderboardEntry, Page, VictoryRow
from kg.queries.selection import Order, Selection
from kg.queries.solutions import solutions
from kg.rdf.terms import local
from kg.reader import Readable, Snapshot
from kg.records import EntityType
from ontology.namespaces import RDF
from ontology.terms import SG

LeaderboardRequest = tuple[LeaderboardFilter, PageRequest]
ContradictionRequest = tuple[ContradictionFilter, PageRequest]
VictoryRequest = tuple[VictoryFilter, PageRequest]

#: The properties of a node; those that it can have more than once are read in order of their values.
Stated = dict[str, list[str]]


def leaderboard_pages(
    snapshot: Snapshot, requests: Sequence[LeaderboardRequest]
) -> list[Page[LeaderboardEntry]]:
    """A page for each request, those with most papers first.

    Raises:
        NameUnknown: A filter names something that the graph does not have.
        QueryInvalid: A cursor is none of ours.
    """
    iris = [select(snapshot, _leaderboards(snapshot, keep), page) for keep, page in requests]
    rows = leaderboard_entries(snapshot, [iri for each in iris for iri in each.rows])
    return [page_of(each, rows) for each in iris]


def contradiction_pages(
    snapshot: Snapshot, requests: Sequence[ContradictionRequest]
) -> list[Page[ContradictionRow]]:
    """A page for each request. Raises as `leaderboard_pages` does."""
    iris = [select(snapshot, _contradictions(snapshot, keep), page) for keep, page in requests]
    rows = contradictions_by_iri(snapshot, [iri for each in iris for iri in each.rows])
    return [page_of(each, rows) for each in iris]


def victory_pages(snapshot: Snapshot, requests: Sequence[VictoryRequest]) -> list[Page[VictoryRow]]:
    """A page for each request, those that most papers claim first. Raises as `leaderboard_pages` does."""
    iris = [select(snapshot, _victories(snapshot, keep), page) for keep, page in requests]
    rows = victories_by_iri(snapshot, [iri for each in iris for iri in each.rows])
    return [page_of(each, rows) for each in iris]


def leaderboard_entries(snapshot: Readable, iris: Sequence[str]) -> dict[str, LeaderboardEntry]:
    """The leaderboards with these IRIs that the snapshot has, without their rows."""
    return {
        iri: LeaderboardEntry(iri, node["dataset"][0], node["metric"][0], int(node["support"][0]))
        for iri, node in _read(snapshot, iris, SG.Leaderboard).items()
    }


def contradictions_by_iri(snapshot: Readable, iris: Sequence[str]) -> dict[str, ContradictionRow]:
    """The contradictions with these IRIs that the snapshot has."""
    return {
        iri: ContradictionRow(
            iri=iri,
            method=node["method"][0],
            dataset=node["dataset"][0],
            metric=node["metric"][0],
            in_one_paper=node["inOnePaper"][0] == "true",
            results=tuple(node["result"]),
            protocol=_maybe(node, "protocol"),
            unit=_maybe(node, "unit"),
        )
        for iri, node in _read(snapshot, iris, SG.Contradiction).items()
    }


def victories_by_iri(snapshot: Readable, iris: Sequence[str]) -> dict[str, VictoryRow]:
    """The victories with these IRIs that the snapshot has."""
    return {
        iri: VictoryRow(
            iri=iri,
            winner=node["winner"][0],
            loser=node["loser"][0],
            papers=int(node["support"][0]),
            results=tuple(node["claim"]),
            dataset=_maybe(node, "dataset"),
            metric=_maybe(node, "metric"),
        )
        for iri, node in _read(snapshot, iris, SG.Victory).items()
    }


def _leaderboards(snapshot: Readable, keep: LeaderboardFilter) -> Selection:
    selection = _derived("leaderboard")
    _keep_entities(
        snapshot,
        selection,
        dataset=(EntityType.DATASET, keep.dataset),
        metric=(EntityType.METRIC, keep.metric),
    )
    if keep.min_papers is not None:
        _keep_enough(selection, keep.min_papers)
    return selection


def _contradictions(snapshot: Readable, keep: ContradictionFilter) -> Selection:
    selection = _derived("contradiction")
    _keep_entities(
        snapshot,
        selection,
        method=(EntityType.METHOD, keep.method),
        dataset=(EntityType.DATASET, keep.dataset),
        metric=(EntityType.METRIC, keep.metric),
    )
    return selection


def _victories(snapshot: Readable, keep: VictoryFilter) -> Selection:
    selection = _derived("victory")
    _keep_entities(
        snapshot,
        selection,
        winner=(EntityType.METHOD, keep.winner),
        loser=(EntityType.METHOD, keep.loser),
        dataset=(EntityType.DATASET, keep.dataset),
        metric=(EntityType.METRIC, keep.metric),
    )
    if keep.min_papers is not None:
        _keep_enough(selection, keep.min_papers)
    return selection


def _derived(table: str) -> Selection:
    """A list of what is derived, in the order of its table."""
    selection = Selection(table, table)
    node = f"?{table}"
    selection.patterns.append(f"{node} a sg:{table.title()} .")
    label = (f"{node} rdfs:label ?label ; sg:support ?papers .",)
    orders = {
        "leaderboard": Order("papers", (), f"DESC(?papers) LCASE(?label) {node}", label),
        "contradiction": Order("iri", (), node),
        "victory": Order("papers", (), f"DESC(?papers) {node}", (f"{node} sg:support ?papers .",)),
    }
    selection.order = orders[table]
    return selection


def _keep_entities(snapshot: Readable, selection: Selection, **named: tuple[EntityType, str | None]) -> None:
    """Keep what has these entities, each by the name of its column; None for any."""
    for slot, (kind, name) in named.items():
        if name is not None:
            filters.keep_entity(selection, slot, kind, resolve(snapshot, kind, name, where=slot))


def _keep_enough(selection: Selection, papers: int) -> None:
    pattern = f"?{selection.variable} sg:support ?papers .\nFILTER (?papers >= {int(papers)})"
    selection.keep("papers >= ?", papers, pattern=pattern)


def _read(snapshot: Readable, iris: Sequence[str], kind: str) -> dict[str, Stated]:
    """What the derived graph states of nodes of a class; of a contradiction also its results, by value."""
    found: dict[str, Stated] = {}
    rows = solutions(snapshot, "derived", {"iri": unique(iris)})
    rows.sort(key=lambda row: (float(row["number"] or 0), row["value"]))
    for row in rows:
        name = local(row["property"])
        found.setdefault(row["iri"], {}).setdefault(name, []).append(row["value"])
    return {iri: node for iri, node in found.items() if str(kind) in node.get(str(RDF.type), ())}


def _maybe(node: Stated, name: str) -> str | None:
    values = node.get(name)
    return values[0] if values else None
