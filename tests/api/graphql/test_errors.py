"""Askers learn what is wrong with their question, and nothing of what is wrong with us."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.app import create_app
from api.graphql.errors import HIDDEN
from kg.errors import StoreError
from kg.reader import Reader, Snapshot

Ask = Callable[..., dict[str, Any]]


@pytest.mark.parametrize(
    ("query", "field", "code", "says"),
    [
        ('{ methods(name: "nope") { totalCount } }', "name", "NameUnknown", "no method is called 'nope'"),
        (
            '{ methods(reports: {metric: "FIDD"}) { totalCount } }',
            "metric",
            "NameUnknown",
            "Did you mean FID",
        ),
        ('{ datasets(name: "") { totalCount } }', "name", "NameUnknown", "no dataset is called ''"),
        ('{ results(dataset: "CIFR-10") { totalCount } }', "dataset", "NameUnknown", "CIFAR-10"),
        ('{ results(paper: "http://a b<>") { totalCount } }', "paper", "NameUnknown", "no paper has"),
        ('{ papers(identifier: "1") { totalCount } }', "identifier", "NameUnknown", "no paper has"),
        ('{ papers(since: "May") { totalCount } }', "since", "QueryInvalid", "Write 2024, 2024-03"),
        ("{ results(minConfidence: 2) { totalCount } }", "minConfidence", "QueryInvalid", "from 0 to 1"),
        (
            "{ results(minConfidence: 1e999) { totalCount } }",
            "minConfidence",
            "QueryInvalid",
            "no confidence",
        ),
        ('{ leaderboard(dataset: "CIFAR-10", metric: "x") { note } }', "metric", "NameUnknown", "called 'x'"),
    ],
)
def test_an_error_names_the_field_and_what_to_do(
    ask: Ask, query: str, field: str, code: str, says: str
) -> None:
    """Programs read the extensions, people the message."""
    (error,) = ask(query)["errors"]

    assert (error["extensions"]["field"], error["extensions"]["code"]) == (field, code)
    assert says in error["message"]
    assert error["extensions"]["remedy"] in error["message"]


@pytest.mark.parametrize(
    ("query", "variables", "code", "field", "remedy"),
    [
        ("{ method { label } }", {}, "GRAPHQL_VALIDATION_FAILED", None, "Did you mean 'methods'"),
        ("{ zzzz }", {}, "GRAPHQL_VALIDATION_FAILED", None, "/schema.graphql"),
        ("{ results(kind: ABSOLUT) { totalCount } }", {}, "GRAPHQL_VALIDATION_FAILED", None, "'ABSOLUTE'"),
        ('{ methods(first: "x") { totalCount } }', {}, "GRAPHQL_VALIDATION_FAILED", None, "/schema.graphql"),
        ("{ methods(nam: 1) { totalCount } }", {}, "GRAPHQL_VALIDATION_FAILED", None, "'name'"),
        ("{ methods", {}, "GRAPHQL_PARSE_FAILED", None, "locations"),
        (
            "query ($n: Int) { methods(first: $n) { totalCount } }",
            {"n": "x"},
            "BAD_USER_INPUT",
            "$n",
            "of its type",
        ),
        (
            "query ($k: ResultKind) { results(kind: $k) { totalCount } }",
            {"k": "ABSOLUT"},
            "BAD_USER_INPUT",
            "$k",
            "'ABSOLUTE'",
        ),
        ("query ($id: ID!) { node(id: $id) { id } }", {}, "BAD_USER_INPUT", "$id", "of its type"),
    ],
)
def test_what_graphql_finds_wrong_has_a_code_and_a_remedy(
    ask: Ask, query: str, variables: dict[str, Any], code: str, field: str | None, remedy: str
) -> None:
    """So that a program need not read messages."""
    details = ask(query, **variables)["errors"][0]["extensions"]

    assert (details["code"], details.get("field")) == (code, field)
    assert remedy in details["remedy"]


def test_each_of_several_questions_gets_its_own_error(ask: Ask) -> None:
    """They are answered together, but one that is wrong does not speak for the others."""
    answer = ask(
        """{ good: papers(search: "petals") { totalCount }
             bad: papers(metric: "nope") { totalCount }
             worse: papers(since: "May") { totalCount } }"""
    )

    found = {error["path"][0]: error["extensions"]["field"] for error in answer["errors"]}
    assert "good" not in found
    assert found.items() <= {"bad": "metric", "worse": "since"}.items()


def test_the_own_slot_of_an_entity_cannot_be_asked_for_again(ask: Ask) -> None:
    """`results(method: ...)` of a method would be nonsense or nothing."""
    (error,) = ask('{ methods { edges { node { results(method: "Tree") { totalCount } } } } }')["errors"]

    assert error["extensions"]["field"] == "method"
    assert "results of one method already" in error["message"]


@pytest.mark.parametrize("question", ["methods(name: $text)", "papers(venue: $text)"])
def test_half_a_character_is_refused(ask: Ask, question: str) -> None:
    """JSON can carry a lone surrogate; no text in the graph can."""
    answer = ask(f"query ($text: String) {{ {question} {{ totalCount }} }}", text="a\ud800")

    (error,) = answer["errors"]
    assert "no valid text" in error["message"]


@pytest.mark.parametrize("text", ['" OR *:(NEAR', "a\x00b", "%", "x" * 100_000, "'; DROP TABLE paper; --"])
def test_search_words_are_never_syntax(ask: Ask, text: str) -> None:
    """Whatever a person types is looked for, not obeyed."""
    answer = ask("query ($text: String) { papers(search: $text) { totalCount } }", text=text)

    assert answer == {"data": {"papers": {"totalCount": 0}}}


def test_mistakes_of_askers_are_not_logged(ask: Ask, caplog: pytest.LogCaptureFixture) -> None:
    """A log that strangers can fill is read by nobody."""
    with caplog.at_level(logging.WARNING):
        ask('{ methods(name: "nope") { totalCount } }')
        ask('{ methods { edges { node { results(metric: "nope") { totalCount } } } } }')
        ask("{ nope }")

    assert caplog.records == []


def test_a_fault_of_ours_is_hidden_and_logged(
    garden: Path,
    serving: Callable[..., Any],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The asker sees that it was us; the log has the traceback."""

    def fail(_: Snapshot) -> None:
        raise RuntimeError("the secret of the house")

    monkeypatch.setattr("api.graphql.query.statistics", fail)
    with serving(create_app(garden)) as client:
        answer = client.post("/graphql", json={"query": "{ statistics { papers } }"})

    (error,) = answer.json()["errors"]
    assert error["message"] == HIDDEN
    assert "secret" not in answer.text
    assert any("the secret of the house" in str(record.exc_info) for record in caplog.records)


def test_a_store_that_fails_is_503(
    garden: Path, serving: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Proxies and monitors see that the question was not at fault."""

    def fail(_: Reader) -> Snapshot:
        raise StoreError("This place cannot be read.", where="graph", remedy="Give this user the right.")

    monkeypatch.setattr(Reader, "snapshot", fail)
    with serving(create_app(garden)) as client:
        answer: httpx.Response = client.post("/graphql", json={"query": "{ statistics { papers } }"})
        health = client.get("/readyz")

    assert answer.status_code == health.status_code == 503
    assert answer.json()["errors"][0]["extensions"]["code"] == "StoreError"
    assert health.json()["status"] == "failed"
