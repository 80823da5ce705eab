"""What the service says of itself."""

from __future__ import annotations

import httpx
import pyoxigraph as ox
import pytest

from api.sparql.formats import GRAPHS, TABLES, Format

SD = "http://www.w3.org/ns/sparql-service-description#"


def described(answer: httpx.Response, format_: ox.RdfFormat = ox.RdfFormat.TURTLE) -> ox.Store:
    store = ox.Store()
    store.load(answer.content, format=format_)
    return store


@pytest.mark.parametrize("accept", [None, "*/*", "text/turtle", "text/turtle, text/html;q=0.9"])
def test_who_asks_nothing_gets_the_description(client: httpx.Client, accept: str | None) -> None:
    """It has the address by which the service was called."""
    answer = client.get("/sparql", headers={"accept": accept} if accept else {})

    store = described(answer)
    assert answer.headers["content-type"] == "text/turtle"
    endpoint = ox.NamedNode(str(client.base_url.join("/sparql")))
    assert list(store.quads_for_pattern(endpoint, ox.NamedNode(f"{SD}endpoint"), endpoint))


@pytest.mark.parametrize("format_", GRAPHS, ids=[f.extension for f in GRAPHS])
def test_the_description_comes_in_every_graph_format(client: httpx.Client, format_: Format) -> None:
    """Equal in all of them."""
    answer = client.get("/sparql", headers={"accept": format_.media_types[0]})

    assert answer.headers["content-type"] == format_.media_types[0]
    assert len(described(answer, getattr(ox.RdfFormat, format_.name))) == 23


def test_it_names_what_the_service_does(client: httpx.Client) -> None:
    """Its language, its formats, the union of graphs, and no federation."""
    store = described(client.get("/sparql"))

    def values(name: str) -> set[str]:
        found = store.quads_for_pattern(None, ox.NamedNode(SD + name), None)
        return {quad.object.value for quad in found}  # type: ignore[union-attr]

    engine = {getattr(ox.QueryResultsFormat, f.name).iri for f in TABLES} | {
        getattr(ox.RdfFormat, f.name).iri for f in GRAPHS
    }
    assert values("supportedLanguage") == {f"{SD}SPARQL11Query"}
    assert values("feature") == {f"{SD}UnionDefaultGraph"}
    assert values("resultFormat") == engine | {"http://www.w3.org/ns/formats/JSON-LD"}


@pytest.mark.parametrize(
    "accept", ["text/html", "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"]
)
def test_a_browser_gets_the_query_page(client: httpx.Client, accept: str) -> None:
    """Under a policy that lets it load from this service alone."""
    answer = client.get("/sparql", headers={"accept": accept})

    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "yasgui.min.js" in answer.text
    assert answer.headers["content-security-policy"].startswith("default-src 'self'")
