"""The SPARQL 1.1 Protocol: how queries arrive, and what is said of those that are none."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx
import pytest

from api.app import create_app
from kg.reader import Snapshot
from ontology.namespaces import PREFIXES

Query = Callable[..., httpx.Response]
Serving = Callable[..., object]
FORM = {"content-type": "application/x-www-form-urlencoded"}
DIRECT_TYPE = "application/sparql-query"
DIRECT = {"content-type": DIRECT_TYPE}
UPDATE = {"content-type": "application/sparql-update"}
PAPERS = "SELECT (COUNT(?p) AS ?n) { ?p a sg:Paper }"
IN_GRAPHS = "SELECT (COUNT(?p) AS ?n) { GRAPH ?g { ?p a sg:Paper } }"


def message(answer: httpx.Response) -> str:
    """The one error of an answer."""
    (error,) = answer.json()["errors"]
    return str(error["message"])


def number(answer: httpx.Response) -> int:
    """The one number of an answer."""
    assert answer.status_code == 200, answer.text
    (row,) = answer.json()["results"]["bindings"]
    return int(row["n"]["value"])


@pytest.fixture(scope="module")
def graphs(snapshot: Snapshot) -> list[str]:
    """The graphs of the two papers."""
    rows = snapshot.store.query("SELECT ?g { GRAPH ?g { ?p a sg:Paper } }", prefixes=dict(PREFIXES))
    return sorted(row["g"].value for row in rows)  # type: ignore[index, union-attr]


def test_a_query_comes_by_get_or_by_either_post(client: httpx.Client) -> None:
    """One answer to all three."""
    answers = [
        client.get("/sparql", params={"query": PAPERS}),
        client.post("/sparql", data={"query": PAPERS}),
        client.post("/sparql", content=PAPERS, headers=DIRECT),
        client.post(
            "/sparql", content=PAPERS, headers={"content-type": "Application/SPARQL-Query;charset=UTF-8"}
        ),
    ]

    assert [number(answer) for answer in answers] == [2, 2, 2, 2]
    assert len({answer.content for answer in answers}) == 1


def test_text_beyond_ascii_arrives(client: httpx.Client) -> None:
    """In each of the three ways."""
    sparql = 'SELECT ("β-VAE 🌷" AS ?n) {}'

    answers = [
        client.get("/sparql", params={"query": sparql}),
        client.post("/sparql", data={"query": sparql}),
        client.post("/sparql", content=sparql, headers=DIRECT),
    ]

    assert [a.json()["results"]["bindings"][0]["n"]["value"] for a in answers] == ["β-VAE 🌷"] * 3


def test_the_default_graph_is_the_union_unless_graphs_are_named(query: Query, graphs: list[str]) -> None:
    """By the request or by the query; graphs are counted one by one."""
    one, other = graphs

    assert number(query(PAPERS)) == 2
    assert number(query(PAPERS, {"default-graph-uri": one})) == 1
    assert number(query(PAPERS, {"default-graph-uri": [one, other]})) == 2  # type: ignore[dict-item]
    assert number(query(PAPERS, {"named-graph-uri": one})) == 0
    assert number(query(IN_GRAPHS)) == 2
    assert number(query(IN_GRAPHS, {"named-graph-uri": one})) == 1
    assert number(query(IN_GRAPHS, {"default-graph-uri": one})) == 0
    assert number(query(PAPERS.replace("{", f"FROM <{one}> {{"))) == 1
    assert number(query(IN_GRAPHS.replace("{", f"FROM NAMED <{one}> {{", 1))) == 1
    assert number(query(PAPERS, {"default-graph-uri": "https://example.org/nothing"})) == 0


def test_graphs_of_the_request_go_before_those_of_the_query(query: Query, graphs: list[str]) -> None:
    """SPARQL 1.1 Protocol, 2.1.4."""
    one, other = graphs
    sparql = f"SELECT (COUNT(*) AS ?n) FROM <{other}> {{ <{one.removesuffix('/graph')}> a sg:Paper }}"

    assert number(query(sparql)) == 0
    assert number(query(sparql, {"default-graph-uri": one})) == 1


def test_graphs_of_a_direct_post_are_in_the_address(client: httpx.Client, graphs: list[str]) -> None:
    """Its body has no place for them; a form has, and may have them in either."""
    parameters = {"default-graph-uri": graphs[0]}

    direct = client.post("/sparql", params=parameters, content=PAPERS, headers=DIRECT)
    form = client.post("/sparql", params=parameters, data={"query": PAPERS})
    body = client.post("/sparql", data={"query": PAPERS, **parameters})

    assert [number(answer) for answer in (direct, form, body)] == [1, 1, 1]


def test_relative_iris_are_relative_to_the_endpoint(client: httpx.Client, query: Query) -> None:
    """Unless the query has a BASE."""
    plain = query("CONSTRUCT { <a> <b> <c> } {}", accept="application/n-triples").text
    based = query("BASE <http://x.org/> CONSTRUCT { <a> <b> <c> } {}", accept="application/n-triples").text

    assert plain.startswith(f"<{client.base_url.join('/a')}> ")
    assert based == "<http://x.org/a> <http://x.org/b> <http://x.org/c> .\n"


@pytest.mark.parametrize(
    ("send", "says"),
    [
        (lambda c: c.get("/sparql", params={"update": "CLEAR ALL"}), "only answers queries"),
        (lambda c: c.post("/sparql", data={"update": "CLEAR ALL"}), "only answers queries"),
        (lambda c: c.post("/sparql", content="CLEAR ALL", headers=UPDATE), "only answers queries"),
        (lambda c: c.post("/sparql", data={"update": "LOAD <http://x.org/>"}), "sotagraph ingest"),
        (lambda c: c.post("/sparql?update=x", data={"query": "ASK {}"}), "only answers queries"),
    ],
    ids=["get", "form", "direct", "load", "mixed"],
)
def test_updates_are_refused(
    client: httpx.Client, send: Callable[[httpx.Client], httpx.Response], says: str
) -> None:
    """The error says that the endpoint is read-only, and how the graph changes."""
    answer = send(client)

    assert answer.status_code == 403
    assert says in message(answer)


@pytest.mark.parametrize(
    ("sparql", "says"),
    [
        ("", "the query is empty"),
        ("SELECT * {", "SPARQL, line 1, column 11"),
        ("SELECT ?x { ?x foo:bar ?y }", "Prefix not found"),
        ("INSERT DATA { <a:b> <a:b> 1 }", "updates are not possible"),
        ("LOAD <http://example.org/>", "updates are not possible"),
        ("ASK {} ; CLEAR ALL", "the query is wrong"),
        ("SELECT ?x ?y { ?x a sg:Paper } GROUP BY ?x", "unbound"),
        ("\x00", "the query is wrong"),
    ],
)
def test_a_query_that_is_none_is_explained(query: Query, sparql: str, says: str) -> None:
    """With its place, in the words of the command line."""
    answer = query(sparql)

    assert answer.status_code == 400
    assert says in message(answer)


@pytest.mark.parametrize(
    ("send", "status", "says"),
    [
        (lambda c: c.get("/sparql?query=ASK{}&query=ASK{}"), 400, "query is there 2 times"),
        (lambda c: c.post("/sparql?query=ASK{}", content="ASK {}", headers=DIRECT), 400, "2 times"),
        (lambda c: c.post("/sparql", data={"queri": "ASK {}"}), 400, "no field query"),
        (lambda c: c.get("/sparql", headers={"accept": "text/csv"}), 400, "there is no query"),
        (lambda c: c.get("/sparql?query=ASK{}&default-graph-uri=here"), 400, "'here' is no IRI"),
        (lambda c: c.get("/sparql?query=ASK{}&named-graph-uri=a:b%20c"), 400, "'a:b c' is no IRI"),
        (lambda c: c.get("/sparql?query=ASK{}&named-graph-uri="), 400, "'' is no IRI"),
        (lambda c: c.get("/sparql?query=%FF"), 400, "no UTF-8"),
        (lambda c: c.post("/sparql", content=b"query=%C3%28", headers=FORM), 400, "no UTF-8"),
        (lambda c: c.post("/sparql", content=b"ASK {}\xff", headers=DIRECT), 400, "no UTF-8"),
        (lambda c: c.get("/sparql?" + "x=1&" * 1001), 400, "more than 1,000 parameters"),
        (lambda c: c.post("/sparql", content="ASK {}"), 415, "no media type"),
        (lambda c: c.post("/sparql", json={"query": "ASK {}"}), 415, "application/sparql-query"),
        (lambda c: c.post("/sparql", files={"query": b"ASK {}"}), 415, "'multipart/form-data'"),
        (
            lambda c: c.post(
                "/sparql", content="x", headers={"content-type": "application/sparql-query;charset=utf-16"}
            ),
            415,
            "'utf-16'",
        ),
        (
            lambda c: c.post("/sparql", content="x", headers={**DIRECT, "content-encoding": "gzip"}),
            415,
            "'gzip'",
        ),
        (lambda c: c.put("/sparql", content="ASK {}", headers=DIRECT), 405, "PUT is no way to ask"),
        (lambda c: c.delete("/sparql?query=ASK{}"), 405, "DELETE"),
    ],
)
def test_a_request_that_is_no_query_is_explained(
    client: httpx.Client, send: Callable[[httpx.Client], httpx.Response], status: int, says: str
) -> None:
    """What was wrong, and what to do."""
    answer = send(client)

    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/json"
    assert says in message(answer)


def test_refusals_say_what_is_possible_in_headers_too(client: httpx.Client) -> None:
    """As RFC 9110 wants it."""
    assert client.put("/sparql").headers["allow"] == "GET, HEAD, POST"
    assert "application/sparql-query" in client.post("/sparql", content="x").headers["accept-post"]


def test_a_body_of_ten_megabytes_is_refused(client: httpx.Client) -> None:
    """With or without its length; the service goes on."""
    sparql = "ASK {} #" + "x" * 10_000_000

    answers = [
        client.post("/sparql", data={"query": sparql}),
        client.post("/sparql", content=sparql, headers=DIRECT),
        client.post("/sparql", content=iter([sparql.encode()]), headers=DIRECT),
    ]

    assert [answer.status_code for answer in answers] == [413] * 3
    assert "larger than 1,000,000 bytes" in message(answers[0])
    assert client.get("/sparql", params={"query": "ASK {}"}).json()["boolean"] is True


def test_head_answers_as_get_does_without_the_body(client: httpx.Client) -> None:
    """Of the description, the page and a query."""
    for parameters in ({}, {"query": "ASK {}"}):
        head, get = client.head("/sparql", params=parameters), client.get("/sparql", params=parameters)
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["content-type"] == get.headers["content-type"]


def test_before_the_first_publication_it_says_what_is_missing(tmp_path: Path, serving: Serving) -> None:
    """503, and the description and the page are there."""
    with serving(create_app(tmp_path / "nothing")) as client:  # type: ignore[attr-defined]
        answer = client.get("/sparql", params={"query": "ASK {}"})
        about = client.get("/sparql")
        page = client.get("/sparql", headers={"accept": "text/html"})

    assert answer.status_code == 503
    assert "sotagraph ingest" in message(answer)
    assert (about.status_code, page.status_code) == (200, 200)


def raw(client: httpx.Client, request: str) -> str:
    """What comes back when exactly this is sent."""
    address = urlsplit(str(client.base_url))
    with socket.create_connection((address.hostname or "", address.port or 0), timeout=60) as connection:
        connection.sendall(request.encode("latin-1"))
        parts = []
        while part := connection.recv(65536):
            parts.append(part)
    return b"".join(parts).decode("latin-1")


@pytest.mark.parametrize("host", ["a<b>", 'x"y', "a b", "evil> . <a> <b> <c"])
def test_a_host_that_is_none_makes_no_iri(client: httpx.Client, host: str) -> None:
    """It would be the base of the query and the endpoint of the description; the server's address is."""
    construct = quote("CONSTRUCT { <sparql> a <> } {}")
    for path in ("/sparql", f"/sparql?query={construct}"):
        answer = raw(client, f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")
        assert answer.startswith("HTTP/1.1 200 ")
        assert f"<{client.base_url.join('/sparql')}>" in answer
        assert host not in answer


def test_a_host_with_a_broken_escape_is_refused(client: httpx.Client) -> None:
    """It looks like a host and is not part of any IRI."""
    answer = client.get("/sparql", params={"query": "ASK {}"}, headers={"host": "a%zz"})

    assert (answer.status_code, message(answer)) == (
        400,
        "Host: the host is none. Send the name of the server.",
    )


@pytest.mark.parametrize("text", ["a\r\nX-Evil: 1", "text/csv\r\n\r\n<script>"])
def test_no_header_can_be_injected(client: httpx.Client, text: str) -> None:
    """What a stranger sends comes back in the text of an error at most, as JSON."""
    for name in ("format", "default-graph-uri", "query"):
        parameters = f"query=ASK%7B%7D&{name}={quote(text)}" if name != "query" else f"query={quote(text)}"
        answer = client.get(f"/sparql?{parameters}")
        assert answer.status_code == 400
        assert "x-evil" not in answer.headers
        assert answer.headers["content-type"] == "application/json"


def test_iris_cannot_leave_their_place(query: Query, graphs: list[str]) -> None:
    """A graph's IRI is handed to the engine as a term, and never written into the query."""
    answer = query(PAPERS, {"default-graph-uri": f"{graphs[0]}> FROM <{graphs[1]}"})

    assert answer.status_code == 400
    assert "is no IRI" in message(answer)
