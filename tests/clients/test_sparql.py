"""`/sparql` asked by clients that others have written, over HTTP."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pandas
import pytest
from rdflib import Graph, Literal, Namespace
from rdflib.namespace import RDF, SKOS
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, N3, POST, POSTDIRECTLY, RDFXML, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from api.app import create_app
from tests.api.conftest import running

pytestmark = pytest.mark.clients

SG = Namespace("https://w3id.org/sotagraph/ontology#")
SELECT = """
PREFIX sg: <https://w3id.org/sotagraph/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?method ?value WHERE {
  ?result a sg:Result ;
          sg:metric/skos:prefLabel "FID" ;
          sg:dataset/skos:prefLabel "CIFAR-10" ;
          sg:method/skos:prefLabel ?method ;
          sg:value ?value .
} ORDER BY ?method ?value
"""
CONSTRUCT = """
PREFIX sg: <https://w3id.org/sotagraph/ontology#>
CONSTRUCT { ?r sg:metric ?m } WHERE { ?r a sg:Result ; sg:metric ?m }
"""
ROWS = [("Flower", "1.74"), ("Flower", "1.91"), ("Tree", "1.74")]


@pytest.fixture(scope="module")
def endpoint(garden: Path) -> Iterator[str]:
    """The address of a running endpoint over the small graph."""
    with running(create_app(garden)) as client:
        yield str(client.base_url.join("/sparql"))


def test_rdflib_reads_the_endpoint_as_a_store(endpoint: str) -> None:
    """Patterns, queries by GET and by POST, and initial bindings."""
    for method in ("GET", "POST", "POST_FORM"):
        graph = Graph(SPARQLStore(endpoint, method=method))

        rows = [(str(row.method), str(row.value)) for row in graph.query(SELECT)]  # type: ignore[union-attr]

        assert rows == ROWS
    assert len(list(graph.triples((None, RDF.type, SG.Paper)))) == 2
    tree = next(iter(graph.subjects(SKOS.prefLabel, Literal("Tree"))))
    assert bool(graph.query("ASK { ?m a ?type }", initBindings={"m": tree, "type": SG.Method}))
    assert len(graph.query(CONSTRUCT).graph or ()) == 5


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("way", ["urlencoded", POSTDIRECTLY])
def test_sparqlwrapper_asks_in_every_way(endpoint: str, method: str, way: str) -> None:
    """By GET and POST, as a form and directly."""
    wrapper = SPARQLWrapper(endpoint)
    wrapper.setMethod(method)
    wrapper.setRequestMethod(way if method == POST else "urlencoded")
    wrapper.setReturnFormat(JSON)
    wrapper.setQuery(SELECT)

    bindings = wrapper.queryAndConvert()["results"]["bindings"]  # type: ignore[index, call-overload]

    assert [(row["method"]["value"], row["value"]["value"]) for row in bindings] == ROWS


@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")  # rdflib's own, when it reads N3
def test_sparqlwrapper_reads_every_format(endpoint: str) -> None:
    """Tables as XML, JSON and CSV; graphs as Turtle, RDF/XML and N3."""
    wrapper = SPARQLWrapper(endpoint)
    wrapper.setQuery(SELECT)
    for format_ in (XML, CSV):
        wrapper.setReturnFormat(format_)
        text = wrapper.query().response.read().decode()
        assert text.count("Flower") == 2
    wrapper.setQuery(CONSTRUCT)
    for format_, name in ((TURTLE, "turtle"), (RDFXML, "xml"), (N3, "n3")):
        wrapper.setReturnFormat(format_)
        assert len(Graph().parse(data=wrapper.query().response.read(), format=name)) == 5


def test_sparqlwrapper_shows_what_is_wrong(endpoint: str) -> None:
    """The text of the error arrives at who wrote the query."""
    wrapper = SPARQLWrapper(endpoint)
    wrapper.setQuery("SELECT * {")

    with pytest.raises(QueryBadFormed, match="SPARQL, line 1, column 11"):
        wrapper.query()


def test_pandas_reads_a_query_as_a_table(endpoint: str) -> None:
    """One line in a notebook; numbers are numbers."""
    frame = pandas.read_csv(str(httpx.URL(endpoint, params={"query": SELECT, "format": "csv"})))

    assert list(frame.columns) == ["method", "value"]
    assert [(row.method, str(row.value)) for row in frame.itertuples()] == ROWS
    assert frame["value"].min() == 1.74


def test_the_notebook_of_the_readme_works(endpoint: str) -> None:
    """Its lines are run as they stand there, with the address of this service."""
    *lines, last = shown("python", "import httpx", endpoint).splitlines()
    names: dict[str, object] = {}

    exec("\n".join(lines), names)  # noqa: S102 - from our own README
    frame = eval(last, names)  # noqa: S307

    assert list(frame.columns) == ["metric", "n"]
    assert list(frame["metric"]) == ["FID"]


def test_curl_asks_in_one_line(endpoint: str, tmp_path: Path) -> None:
    """As the README shows it."""
    (tmp_path / "question.rq").write_text(SELECT, encoding="utf-8")
    line = shown("sh", "curl", endpoint)

    done = subprocess.run(["sh", "-c", line], check=True, capture_output=True, text=True, cwd=tmp_path)

    assert [tuple(row) for row in csv.reader(io.StringIO(done.stdout))] == [("method", "value"), *ROWS]


def shown(language: str, begin: str, endpoint: str) -> str:
    """The block of the README that begins so, with the address of this service in place of the usual one."""
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    (block,) = (b for b in re.findall(rf"```{language}\n(.*?)```", readme, re.S) if b.startswith(begin))
    assert "http://127.0.0.1:8000/sparql" in block
    return str(block.replace("http://127.0.0.1:8000/sparql", endpoint)).strip()


def test_curl_sees_that_an_answer_is_torn(endpoint: str) -> None:
    """Its exit code 18 is a transfer that ended early."""
    sparql = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"

    done = subprocess.run(
        ["curl", "-sS", "-o", os.devnull, endpoint, "--data-urlencode", f"query={sparql}"],
        check=False,
        capture_output=True,
        text=True,
    )

    assert done.returncode == 18, done.stderr


def test_comunica_takes_the_endpoint_as_a_source(endpoint: str) -> None:
    """It reads the service description and asks what it cannot answer itself."""
    done = subprocess.run(
        ["node", "comunica.js", endpoint, SELECT],
        check=True,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parent / "javascript",
    )

    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["method"], row["value"]) for row in rows] == ROWS
