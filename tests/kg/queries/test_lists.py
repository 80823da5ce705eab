"""Lists by any filters in any order: their pages, and the SPARQL that gives the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import synthetic
from kg.data_directory import DataDirectory
from kg.errors import QueryInvalid
from kg.ingest import ingest
from kg.leaderboards.facets import Facet
from kg.queries.arguments import (
    ContradictionFilter,
    EntityFilter,
    LeaderboardFilter,
    PageRequest,
    PaperFilter,
    PaperScope,
    ReportsFilter,
    ResultFilter,
    SettingFilter,
    VictoryFilter,
)
from kg.queries.boards import contradiction_pages, leaderboard_pages, victory_pages
from kg.queries.entities import entity_pages
from kg.queries.orders import EntityOrder, PaperOrder, ResultOrder
from kg.queries.papers import paper_pages
from kg.queries.results import result_pages
from kg.queries.rows import Page
from kg.reader import Reader, Snapshot
from kg.records import EntityType, ResultKind, Role
from ontology.vocabulary import load_vocabulary
from tests.api.conftest import Known

PAPERS = 80


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """A snapshot of made-up papers that share methods, data sets and metrics."""
    directory = DataDirectory(tmp_path_factory.mktemp("crowd"))
    pairs = list(synthetic.papers(PAPERS))
    ingest((paper for paper, _ in pairs), Known(pairs), directory, load_vocabulary(), validate=None)
    with Reader(directory) as reader:
        yield reader.snapshot()


maybe = st.none()
dates = maybe | st.sampled_from(["2019", "2021-05", "2023-02-11", "2024"])
scopes = st.builds(
    PaperScope,
    venue=maybe | st.sampled_from(["NeurIPS", "ICML", "CVPR", "nowhere"]),
    since=dates,
    until=dates,
    has_code=maybe | st.booleans(),
)
values = maybe | st.sampled_from([-1.0, 0.0, 1.5, 20.0, 1e6])
facets = st.builds(
    SettingFilter,
    st.sampled_from(Facet),
    maybe | st.sampled_from(["class-conditional", "5-shot", "256x256", "x"]),
    st.booleans(),
)
reports = st.builds(
    ReportsFilter,
    metric=maybe | st.sampled_from(["FID", "accuracy", "F1"]),
    dataset=maybe | st.sampled_from(["CIFAR-10", "ImageNet"]),
    include_variants=st.booleans(),
    task=maybe | st.sampled_from(["image generation", "image classification"]),
    include_narrower=st.booleans(),
    kind=maybe | st.sampled_from(ResultKind),
    units=st.just(()) | st.just(("%", "X")),
    min_value=values,
    max_value=values,
    settings=st.just(()) | st.tuples(facets),
    min_confidence=maybe | st.sampled_from([0.0, 0.5, 0.75]),
    min_papers=maybe | st.integers(0, 3),
)
roles = maybe | st.sampled_from(Role)
entities = st.builds(
    EntityFilter,
    role=roles,
    scope=scopes,
    reports=maybe | reports,
    min_papers=maybe | st.integers(0, 4),
    order=st.sampled_from(EntityOrder),
)
papers = st.builds(
    PaperFilter,
    search=maybe | st.sampled_from(["model", "a im"]),
    dataset=maybe | st.sampled_from(["CIFAR-10", "ImageNet"]),
    include_variants=st.booleans(),
    task=maybe | st.sampled_from(["image generation"]),
    scope=scopes,
    reports=maybe | reports,
    order=st.sampled_from(PaperOrder),
)
results = st.builds(ResultFilter, reports=reports, scope=scopes, order=st.sampled_from(ResultOrder))
thorough = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])


def listed(snapshot: Snapshot, pages: Any, *wanted: Any, size: int = 10_000) -> Page[Any]:
    """The whole list on one page."""
    (page,) = pages(snapshot, [(*wanted, PageRequest(first=size))])
    return page  # type: ignore[no-any-return]


def explained(snapshot: Snapshot, page: Page[Any]) -> list[tuple[str, int]]:
    """What the SPARQL of a list gives: IRIs, and how many papers are behind each where it counts them."""
    found = snapshot.store.query(page.explain(), use_default_graph_as_union=True)
    assert isinstance(found, ox.QuerySolutions)
    counted = len(found.variables) > 1
    return [(row[0].value, int(row[1].value) if counted else 0) for row in found]  # type: ignore[union-attr]


def seen(page: Page[Any]) -> list[tuple[str, int]]:
    """The same as the list has it."""
    return [(row.iri, support) for row, support in zip(page.rows, page.support, strict=True)]


@thorough
@given(kind=st.sampled_from(EntityType), keep=entities)
def test_the_sparql_of_a_list_of_entities_gives_the_list(
    crowd: Snapshot, kind: EntityType, keep: EntityFilter
) -> None:
    """The same entities in the same order, with as many papers behind each."""
    page = listed(crowd, entity_pages, kind, keep)

    assert explained(crowd, page) == seen(page)
    assert page.total == len(page.rows)


@thorough
@given(keep=papers)
def test_the_sparql_of_a_list_of_papers_gives_the_list(crowd: Snapshot, keep: PaperFilter) -> None:
    """The same papers in the same order."""
    page = listed(crowd, paper_pages, keep)

    assert explained(crowd, page) == seen(page)
    assert page.total == len(page.rows)


@thorough
@given(keep=results)
def test_the_sparql_of_a_list_of_results_gives_the_list(crowd: Snapshot, keep: ResultFilter) -> None:
    """The same results in the same order."""
    page = listed(crowd, result_pages, keep)

    assert explained(crowd, page) == seen(page)
    assert page.total == len(page.rows)


def test_the_sparql_of_what_is_derived_gives_the_list(crowd: Snapshot) -> None:
    """Leaderboards, contradictions and victories."""
    boards = listed(crowd, leaderboard_pages, LeaderboardFilter(metric="accuracy", min_papers=1))
    contradictions = listed(crowd, contradiction_pages, ContradictionFilter())
    victories = listed(crowd, victory_pages, VictoryFilter(min_papers=1))

    for page in (boards, contradictions, victories):
        assert [iri for iri, _ in explained(crowd, page)] == [row.iri for row in page.rows]
    assert boards.rows
    assert victories.rows


ASKED = st.one_of(
    st.tuples(st.just(entity_pages), st.tuples(st.sampled_from(EntityType), entities)),
    st.tuples(st.just(paper_pages), st.tuples(papers)),
    st.tuples(st.just(result_pages), st.tuples(results)),
)


@thorough
@given(asked=ASKED, size=st.integers(1, 40), backwards=st.booleans())
def test_pages_of_any_size_give_each_row_once(
    crowd: Snapshot, asked: Any, size: int, backwards: bool
) -> None:
    """Forwards and backwards, in the order of the list."""
    pages, wanted = asked
    whole = listed(crowd, pages, *wanted)
    found: list[str] = []
    cursor = None
    while True:
        page_request = PageRequest(None, None, size, cursor) if backwards else PageRequest(size, cursor)
        (page,) = pages(crowd, [(*wanted, page_request)])
        rows = [row.iri for row in page.rows]
        found = rows + found if backwards else found + rows
        assert page.total == whole.total
        if not (page.has_previous if backwards else page.has_next):
            break
        cursor = page.cursors[0 if backwards else -1]

    assert found == [row.iri for row in whole.rows]


def test_a_cursor_of_another_list_is_refused(crowd: Snapshot) -> None:
    """Its place would mean nothing in a list of other filters or of another order."""
    page = listed(crowd, result_pages, ResultFilter(), size=1)
    for other in (
        ResultFilter(order=ResultOrder.HIGHEST),
        ResultFilter(reports=ReportsFilter(metric="FID")),
        ResultFilter(scope=PaperScope(has_code=True)),
    ):
        with pytest.raises(QueryInvalid, match=r"^after: this cursor is of another list"):
            result_pages(crowd, [(other, PageRequest(1, page.cursors[0]))])


def test_names_and_iris_of_one_thing_ask_for_one_list(crowd: Snapshot) -> None:
    """So a cursor of the one goes on in the other."""
    page = listed(crowd, result_pages, ResultFilter(reports=ReportsFilter(dataset="CIFAR-10")), size=1)
    iri = page.rows[0].dataset

    (more,) = result_pages(
        crowd, [(ResultFilter(reports=ReportsFilter(dataset=iri)), PageRequest(1, page.cursors[0]))]
    )

    assert more.total == page.total > 1
    assert more.rows != page.rows


def test_a_role_of_nothing_is_an_error(crowd: Snapshot) -> None:
    """It says what to give as well."""
    with pytest.raises(QueryInvalid, match=r"^methodRole: .* Give `method` as well"):
        paper_pages(crowd, [(PaperFilter(method_role=Role.USED), PageRequest())])


def test_filters_of_entities_are_about_one_paper(crowd: Snapshot) -> None:
    """The paper that proposes the method is the one that states the result."""
    keep = EntityFilter(role=Role.PROPOSED, reports=ReportsFilter(kind=ResultKind.ABSOLUTE))
    page = listed(crowd, entity_pages, EntityType.METHOD, keep)
    query = """
        PREFIX sg: <https://w3id.org/sotagraph/ontology#>
        SELECT DISTINCT ?m { ?p sg:proposes ?m . ?r sg:paper ?p ; sg:method ?m ; sg:kind sg:Absolute }
    """

    found = crowd.store.query(query, use_default_graph_as_union=True)

    assert {row.iri for row in page.rows} == {row["m"].value for row in found}  # type: ignore[union-attr, index]
    assert page.rows
