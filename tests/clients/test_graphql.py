"""`/graphql` asked by clients that others have written, over HTTP."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from gql import Client, gql
from gql.transport.exceptions import TransportQueryError
from gql.transport.httpx import HTTPXTransport
from hypothesis import HealthCheck, given, settings
from schemathesis import Case

from api.app import create_app
from tests.api.conftest import running

pytestmark = pytest.mark.clients

QUESTION = """
query Methods($metric: String!, $dataset: String!) {
  methods(reports: {metric: $metric, dataset: $dataset}) {
    totalCount
    edges { node { label results(metric: $metric) { edges { node { value evidence { quote } } } } } }
  }
}
"""
#: How many questions Schemathesis makes up for each field of the root.
MADE_UP = 50


@pytest.fixture(scope="module")
def endpoint(garden: Path) -> Iterator[str]:
    """The address of a running endpoint over the small graph."""
    with running(create_app(garden)) as client:
        yield str(client.base_url.join("/graphql"))


def test_every_audit_of_graphql_over_http_is_passed(endpoint: str) -> None:
    """All 61 of the package `graphql-http`, those that are only recommended included."""
    done = subprocess.run(
        ["node", "audit.js", endpoint],
        check=True,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parent / "javascript",
    )

    audits = [json.loads(line) for line in done.stdout.splitlines()]
    assert [audit for audit in audits if audit["status"] != "ok"] == []
    assert len(audits) == 61


def test_gql_checks_a_question_by_the_schema_and_asks_it(endpoint: str) -> None:
    """It reads the schema by introspection first, as its users have it."""
    with Client(transport=HTTPXTransport(endpoint), fetch_schema_from_transport=True) as session:
        question = gql(QUESTION)
        question.variable_values = {"metric": "FID", "dataset": "CIFAR-10"}

        answer = session.execute(question)

    assert answer["methods"]["totalCount"] == 2
    flower, tree = (edge["node"] for edge in answer["methods"]["edges"])
    assert (flower["label"], tree["label"]) == ("Flower", "Tree")
    assert {edge["node"]["value"] for edge in flower["results"]["edges"]} >= {1.74, 1.91}


def test_gql_shows_what_is_wrong_and_what_to_do(endpoint: str) -> None:
    """The message, the field and the remedy arrive at who asked."""
    client = Client(transport=HTTPXTransport(endpoint))

    with pytest.raises(TransportQueryError) as caught:
        client.execute(gql('{ methods(name: "Flowr") { totalCount } }'))

    (error,) = caught.value.errors or []
    details = error["extensions"]
    assert (details["code"], details["field"]) == ("NameUnknown", "name")
    assert details["remedy"].startswith("Did you mean Flower")


def test_questions_that_schemathesis_makes_up_never_break_the_service(endpoint: str) -> None:
    """Any question that the schema allows, with any strings and numbers, is answered or refused: no 5xx."""
    for operation in schemathesis.graphql.from_url(endpoint).get_all_operations():
        ask = operation.ok()

        @given(case=ask.as_strategy())
        @settings(
            max_examples=MADE_UP,
            deadline=None,
            database=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        )
        def answered(case: Case) -> None:
            response = case.call()

            assert response.status_code < 500, case.as_curl_command()
            assert {"data", "errors"} & set(response.json())
            messages = [error["message"] for error in response.json().get("errors", [])]
            assert not [each for each in messages if each.startswith("Internal error")]

        answered()
