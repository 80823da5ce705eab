"""Every format that an answer comes in."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import httpx
import pyoxigraph as ox
import pytest

from api.sparql.formats import GRAPHS, TABLES, Format

Query = Callable[..., httpx.Response]

TABLE = "SELECT ?l { ?r a sg:Result ; sg:method ?m . ?m skos:prefLabel ?l } ORDER BY ?l"
GRAPH = "CONSTRUCT { ?r sg:metric ?m } { ?r a sg:Result ; sg:metric ?m }"
LABELS = ["Flower"] * 3 + ["Tree"] * 3


def ids(formats: tuple[Format, ...]) -> list[str]:
    return [f.extension for f in formats]


@pytest.mark.parametrize("format_", TABLES, ids=ids(TABLES))
@pytest.mark.parametrize("by", ["accept", "format"])
def test_a_table_comes_in_each_result_format(query: Query, format_: Format, by: str) -> None:
    """By its media type in Accept, or by its name as a parameter; and it can be read."""
    media_type = format_.media_types[0]

    if by == "accept":
        answer = query(TABLE, accept=media_type)
    else:
        answer = query(TABLE, {"format": format_.extension}, accept="text/html")

    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == media_type
    if format_.name == "CSV":
        assert [row[0] for row in csv.reader(io.StringIO(answer.text))] == ["l", *LABELS]
    else:
        rows = ox.parse_query_results(answer.content, format=getattr(ox.QueryResultsFormat, format_.name))
        assert [row["l"].value for row in rows] == LABELS  # type: ignore[index, union-attr]


@pytest.mark.parametrize("format_", TABLES, ids=ids(TABLES))
def test_a_boolean_comes_in_each_result_format(query: Query, format_: Format) -> None:
    """True is true in all of them."""
    answer = query("ASK { ?x a sg:Paper }", accept=format_.media_types[0])

    assert answer.status_code == 200
    assert "true" in answer.text


@pytest.mark.parametrize("format_", GRAPHS, ids=ids(GRAPHS))
@pytest.mark.parametrize("by", ["accept", "format"])
def test_a_graph_comes_in_each_graph_format(query: Query, format_: Format, by: str) -> None:
    """The triples are the same in all of them."""
    media_type = format_.media_types[0]

    if by == "accept":
        answer = query(GRAPH, accept=media_type)
    else:
        answer = query(GRAPH, {"format": format_.extension}, accept="text/csv")

    triples = {quad.triple for quad in ox.parse(answer.content, format=getattr(ox.RdfFormat, format_.name))}
    assert answer.status_code == 200
    assert answer.headers["content-type"] == media_type
    assert len(triples) == 5


def test_describe_answers_a_graph(query: Query) -> None:
    """What the graph says of a thing, in Turtle unless another format is asked for."""
    answer = query("DESCRIBE ?m { ?m a sg:Metric }")

    assert answer.headers["content-type"] == "text/turtle"
    assert b"FID" in answer.content


@pytest.mark.parametrize(
    ("sparql", "name", "media_type"),
    [
        (TABLE, "json", "application/sparql-results+json"),
        (TABLE, "xml", "application/sparql-results+xml"),
        (GRAPH, "json", "application/ld+json"),
        (GRAPH, "xml", "application/rdf+xml"),
        (GRAPH, "turtle", "text/turtle"),
        (GRAPH, " N-Triples ", "application/n-triples"),
        (GRAPH, "application/trig", "application/trig"),
        (GRAPH, "rdf+xml", "application/rdf+xml"),
    ],
)
def test_formats_have_the_names_that_people_try(
    query: Query, sparql: str, name: str, media_type: str
) -> None:
    """As on the command line, `json` and `xml` mean what fits the answer."""
    answer = query(sparql, {"format": name})

    assert (answer.status_code, answer.headers["content-type"]) == (200, media_type)


def test_of_several_formats_the_last_one_counts(query: Query) -> None:
    """Libraries add theirs to those that are there."""
    answer = query(TABLE, {"format": ["json", "csv"]})

    assert answer.headers["content-type"] == "text/csv; charset=utf-8"


@pytest.mark.parametrize(
    ("sparql", "name", "status", "says"),
    [
        (TABLE, "excel", 400, "no format is called 'excel'"),
        (TABLE, "", 400, "no format is called ''"),
        (TABLE, "turtle", 406, "application/sparql-results+json"),
        (GRAPH, "csv", 406, "text/turtle"),
    ],
)
def test_a_format_that_does_not_fit_is_refused(
    query: Query, sparql: str, name: str, status: int, says: str
) -> None:
    """The error names those that do."""
    answer = query(sparql, {"format": name})

    assert answer.status_code == status
    assert says in answer.json()["errors"][0]["message"]


def test_every_format_of_the_engine_is_offered() -> None:
    """A new one in pyoxigraph would be noticed here; JSON-LD in its other order is the same format."""
    tables = {name for name in dir(ox.QueryResultsFormat) if name.isupper()}
    graphs = {name for name in dir(ox.RdfFormat) if name.isupper()} - {"STREAMING_JSON_LD"}

    assert {f.name for f in TABLES} == tables
    assert {f.name for f in GRAPHS} == graphs
