"""What one request may cost."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import graphql
import httpx
import pytest

from api.app import create_app
from api.graphql.context import Context
from api.graphql.limits import Limits
from api.graphql.schema import build_schema
from api.settings import Settings
from kg.data_directory import DataDirectory
from kg.reader import Reader

Ask = Callable[..., dict[str, Any]]

LARGE, INVALID, UNREADABLE = "QueryTooLarge", "GRAPHQL_VALIDATION_FAILED", "GRAPHQL_PARSE_FAILED"
#: A query whose cost grows with the square of the page.
SQUARE = """query ($n: Int) { papers(first: $n) { edges { node { results(first: $n) { edges { node {
            iri value kind unit } } } } } } }"""


def nested(levels: int) -> str:
    """A query that goes from papers to methods to papers ..., each level on all of the one before."""
    step = "papers(first: 100) { edges { node { methods { method { "
    return "{ " + step * levels + "label" + " } } } } }" * levels + " }"


def spread(times: int) -> str:
    """A query of fragments each of which spreads the next one twice."""
    steps = " ".join(f"fragment f{i} on Query {{ ...f{i + 1} ...f{i + 1} }}" for i in range(times))
    return f"{{ ...f0 }} {steps} fragment f{times} on Query {{ statistics {{ papers }} }}"


@pytest.mark.parametrize(
    ("query", "code", "says"),
    [
        (nested(4), LARGE, "nested 21 levels deep"),
        ("{ " + " ".join(f"a{i}: statistics {{ papers }}" for i in range(31)) + " }", LARGE, "31 ali"),
        ("{ " + "statistics { papers } " * 300 + "}", LARGE, "600 fields"),
        (spread(40), LARGE, "fields"),
        ("{ ...a } fragment a on Query { ...a }", INVALID, "within itself"),
        ("{ ...a } " + "fragment a on Query { ...b } fragment b on Query { ...a }", INVALID, "itself"),
        (spread(61), LARGE, "nested too many levels deep"),
        ("{ " + "... { " * 70 + "statistics { papers }" + " }" * 70 + " }", LARGE, "too many levels"),
        ("{ statistics " + "@a " * 900 + "{ papers } }", LARGE, "900 directives"),
        ("query " + "@a " * 900 + "{ statistics { papers } }", LARGE, "900 directives"),
        ("{ statistics " + "@skip(if: true) " * 3 + "{ papers } }", INVALID, "@skip"),
        (" ".join(f"query q{i} {{ statistics {{ papers }} }}" for i in range(21)), LARGE, "21 operations"),
        ("#" + "x" * 60_000 + "\n{ statistics { papers } }", LARGE, "characters"),
        ("{ " + "statistics { papers } " * 600 + "}", UNREADABLE, "more than 2000 tokens"),
        ("{ a" * 990 + "}" * 990, UNREADABLE, "nested too deeply"),
        ("{ methods(first: " + "[" * 900 + "]" * 900 + ") { totalCount } }", UNREADABLE, "too deeply"),
        ("{ methods(first: " + "9" * 40_000 + ") { totalCount } }", INVALID, "'Int'"),
        ("{ methods(first: 99999999999) { totalCount } }", INVALID, "32-bit"),
        (
            "{ __schema { types { " + "fields { type { " * 4 + "name" + " } }" * 4 + " } } }",
            INVALID,
            "introspection depth",
        ),
        ('{ __type(name: "Query") { ' + "ofType { " * 20 + "name" + " }" * 20 + " } }", LARGE, "levels"),
    ],
)
def test_a_question_that_is_too_large_is_refused_before_it_is_asked(
    ask: Ask, caplog: pytest.LogCaptureFixture, query: str, code: str, says: str
) -> None:
    """At once, by a message that says how large it may be; and strangers write nothing into our log."""
    began = time.monotonic()

    answer = ask(query, **({"operationName": "q1"} if "q1" in query else {}))

    assert time.monotonic() - began < 2
    assert answer["data"] is None
    assert answer["errors"][0]["extensions"]["code"] == code
    assert answer["errors"][0]["extensions"]["remedy"]
    assert says in answer["errors"][0]["message"]
    assert caplog.records == []


@pytest.mark.parametrize(
    ("query", "variables", "field", "cost"),
    [
        (
            SQUARE,
            {"n": 100},
            "papers.edges.node.results",
            2 + 100 * (1 + 2 + 100 * (1 + 4)),
        ),
        (
            "query ($n: Int = 100) { papers(last: $n) { edges { node { ...P } } } }"
            " fragment P on Paper { title it: results(first: $n) { ...R } }"
            " fragment R on ResultConnection { edges { node { iri value kind unit } } }",
            {},
            "papers.edges.node.it",
            2 + 100 * (1 + 1 + 2 + 100 * (1 + 4)),
        ),
        (
            "query ($n: Int) { leaderboards(first: $n) { edges { node { groups { rows { scores {"
            " result { iri value valueText unit condition method { label } } } } } } } } }",
            {"n": 100},
            "leaderboards.edges.node.groups.rows.scores",
            2 + 100 * (1 + 1 + 5 * (1 + 5 * (1 + 5 * (1 + 5 + 2)))),
        ),
    ],
)
def test_a_question_that_would_cost_too_much_is_refused(
    ask: Ask, query: str, variables: dict[str, Any], field: str, cost: int
) -> None:
    """The cost knows how long lists are, also by variables and in fragments, and names the dearest one."""
    (error,) = ask(query, **variables)["errors"]

    assert error["extensions"] == {
        "code": LARGE,
        "field": field,
        "remedy": "Ask for a smaller page there (`first`, `last`), or for fewer levels, and page on.",
        "cost": cost,
        "limit": 50_000,
    }
    assert f"{cost:,} values, of which most come from `{field}`; 50,000 are allowed" in error["message"]


@pytest.mark.parametrize(
    ("variables", "cost"),
    [({}, 2 + 20 * 2), ({"n": 2}, 2 + 2 * 2), ({"n": 0}, 2), ({"n": None}, 2 + 20 * 2)],
)
def test_who_asks_is_told_the_cost(client: httpx.Client, variables: dict[str, Any], cost: int) -> None:
    """Of the operation that was executed, not of others in the document."""
    query = """query a ($n: Int) { methods(first: $n) { edges { node { label } } } }
               query b { statistics { papers } }"""
    asked = {"query": query, "operationName": "a", "variables": variables, "extensions": {"cost": True}}

    answer = client.post("/graphql", json=asked).json()
    unasked = client.post("/graphql", json={**asked, "extensions": None}).json()

    assert answer["extensions"] == {"cost": {"requested": cost, "limit": 50_000}}
    assert "extensions" not in unasked


def test_a_document_that_is_known_is_held_to_the_limits_all_the_same(ask: Ask) -> None:
    """It is read once, but its cost depends on the variables."""
    assert "errors" not in ask(SQUARE, n=2)
    assert ask(SQUARE, n=100)["errors"][0]["extensions"]["code"] == LARGE
    assert "errors" not in ask(SQUARE, n=2)


@pytest.mark.parametrize(
    "value", [["a"] * 2000, [[["a"] * 500] * 3], {"a": {str(i): i for i in range(1000)}}]
)
def test_variables_have_a_bound(ask: Ask, value: object) -> None:
    """However their items are nested."""
    (error,) = ask('query ($m: [String!]!) { pareto(dataset: "a", metrics: $m) { units } }', m=value)[
        "errors"
    ]

    assert error["extensions"]["code"] == LARGE
    assert error["extensions"]["field"] == "variables"


@pytest.mark.parametrize("number", ["9" * 5000, "-" + "9" * 5000, "1e999999", "NaN"])
def test_a_number_that_is_none_is_refused(client: httpx.Client, number: str) -> None:
    """Whatever JSON can write; Python reads no integer of five thousand digits."""
    query = "query ($n: Int) { methods(first: $n) { totalCount } }"
    body = f'{{"query": "{query}", "variables": {{"n": {number}}}}}'

    answer = client.post("/graphql", content=body, headers={"content-type": "application/json"})

    assert answer.status_code < 500
    assert answer.json()["errors"][0]["message"]


def test_many_questions_in_one_request_are_refused(client: httpx.Client) -> None:
    """A list of operations would go round every limit."""
    answer = client.post("/graphql", json=[{"query": "{ statistics { papers } }"}] * 1000)

    assert answer.status_code == 400
    assert "Batching is not enabled" in answer.json()["errors"][0]["message"]


def test_a_question_that_takes_too_long_is_given_up(garden: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error says what to do, and others are answered meanwhile by the same event loop."""
    monkeypatch.setattr("api.graphql.query.statistics", lambda _: time.sleep(1.5))
    schema = build_schema(Limits(deadline=0.3))

    async def both() -> tuple[Any, Any]:
        slow = schema.execute("{ statistics { papers } }", context_value=Context(reader))  # type: ignore[arg-type]
        quick = schema.execute("{ methods { totalCount } }", context_value=Context(reader))  # type: ignore[arg-type]
        return await asyncio.gather(slow, quick)

    with Reader(DataDirectory(garden)) as reader:
        began = time.monotonic()
        loop = asyncio.new_event_loop()
        slow, quick = loop.run_until_complete(both())
        took = time.monotonic() - began
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()

    assert took < 1.2
    assert quick.data == {"methods": {"totalCount": 3}}
    assert slow.data is None
    assert slow.errors[0].extensions["code"] == "DeadlineExceeded"
    assert "0.3 seconds" in slow.errors[0].message


def test_a_flood_of_slow_questions_leaves_the_rest_of_the_service_free(
    garden: Path, serving: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """They wait for threads of their own, and whoever waits too long is told so."""
    monkeypatch.setattr("api.graphql.query.statistics", lambda _: time.sleep(3))
    settings = Settings(rate_limit=0, graphql_deadline=2, graphql_threads=2)
    with serving(create_app(garden, settings=settings)) as client, ThreadPoolExecutor(30) as crowd:
        flood = [
            crowd.submit(client.post, "/graphql", json={"query": "{ statistics { papers } }"})
            for _ in range(30)
        ]
        began = time.monotonic()
        health = client.get("/healthz")
        took = time.monotonic() - began
        answers = [each.result() for each in flood]

    assert (health.status_code, took < settings.graphql_deadline) == (200, True)
    assert {answer.status_code for answer in answers} == {503}
    assert {answer.json()["errors"][0]["extensions"]["code"] for answer in answers} == {"DeadlineExceeded"}


def test_an_answer_that_is_too_large_is_given_up(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    """All lists of one answer together have a bound, whatever their nesting."""
    query = (
        "{ papers { edges { node { results { edges { node { paper { results { totalCount } } } } } } } } }"
    )
    monkeypatch.setattr("api.graphql.context.MAX_NODES", 5)

    answer = ask(query)

    assert {error["extensions"]["field"] for error in answer["errors"]} == {"first"}
    assert "more than 5 nodes" in answer["errors"][0]["message"]


def test_tools_can_read_the_schema_within_the_limits(ask: Ask) -> None:
    """The standard introspection query, with which every client begins."""
    answer = ask(graphql.get_introspection_query(input_value_deprecation=True, schema_description=True))

    assert "errors" not in answer
    assert graphql.build_client_schema(answer["data"]).query_type is not None


@pytest.mark.parametrize(
    ("setting", "says"),
    [
        ({"graphql_depth": 3}, "nested 4 levels deep; 3 are allowed"),
        ({"graphql_cost": 50}, "50"),
    ],
)
def test_limits_are_settings(garden: Path, serving: Callable[..., Any], setting: Any, says: str) -> None:
    """A service that is told another limit holds questions to that."""
    query = "{ papers(first: 100) { edges { node { title } } } }"

    with serving(create_app(garden, settings=Settings(rate_limit=0, **setting))) as client:
        answer = client.post("/graphql", json={"query": query}).json()

    (error,) = answer["errors"]
    assert error["extensions"]["code"] == LARGE
    assert says in error["message"]
