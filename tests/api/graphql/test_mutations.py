"""Decisions through the API, by keys, over a real server."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.app import create_app
from api.graphql import mutations
from api.keys import KeyRing, Scope
from api.settings import Settings
from kg.data_directory import DataDirectory
from kg.store.lock import writer_lock
from tests.api.conftest import PATIENCE, running

Ask = Callable[..., Any]
RESULTS = '{ results(metric: "FID", dataset: "CIFAR-10") { edges { node { iri value method { label } } } } }'
REJECT = """
mutation Reject($fact: String!, $why: String!) {
  reject(input: {target: $fact, why: $why}) {
    number papers snapshot decision { number by reason verdict inEffect }
  }
}
"""
UNDO = 'mutation Undo($n: Int!) { undo(input: {decision: $n, why: "It was right."}) { number } }'


@pytest.fixture
def data(garden: Path, tmp_path: Path) -> Path:
    """A copy of the garden, to write to."""
    shutil.copytree(garden, tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def client(data: Path) -> Iterator[httpx.Client]:
    """A client of a service over it."""
    with running(create_app(data)) as found:
        yield found


@pytest.fixture
def ask(client: httpx.Client, data: Path) -> Ask:
    """Asks with a key of the scope `review`, or another one, or none."""
    _, secret = KeyRing(DataDirectory(data)).create("Ada's program".replace("'", ""), [Scope.REVIEW])

    def ask(query: str, key: str | None = secret, **variables: object) -> Any:
        headers = {} if key is None else {"authorization": f"Bearer {key}"}
        return client.post("/graphql", json={"query": query, "variables": variables}, headers=headers).json()

    return ask


@pytest.fixture
def values(ask: Ask) -> Callable[[], dict[str, str]]:
    """Gives the IRI of the result of each method and value."""

    def values() -> dict[str, str]:
        nodes = [edge["node"] for edge in ask(RESULTS)["data"]["results"]["edges"]]
        return {f"{node['method']['label']} {node['value']}": node["iri"] for node in nodes}

    return values


def test_a_result_is_rejected_and_brought_back(
    ask: Ask, values: Callable[[], dict[str, str]], client: httpx.Client
) -> None:
    """The answer has the decision, by the key's name; GraphQL and SPARQL no longer have the result."""
    before = values()
    fact = before["Flower 1.91"]

    done = ask(REJECT, fact=fact, why="Not what the text says.")["data"]["reject"]

    assert (done["number"], done["papers"]) == (1, 1)
    assert done["decision"] == {
        "number": 1,
        "by": "Adas program",
        "reason": "Not what the text says.",
        "verdict": "REJECT",
        "inEffect": True,
    }
    assert values().keys() == before.keys() - {"Flower 1.91"}
    there = client.get("/sparql", params={"query": f"ASK {{ <{fact}> a ?type }}", "format": "json"})
    assert there.json()["boolean"] is False
    assert ask(UNDO, n=1)["data"]["undo"]["number"] == 2
    assert values() == before


def test_a_result_is_corrected_slot_by_slot(ask: Ask, values: Callable[[], dict[str, str]]) -> None:
    """What is null is taken away, what is not given stays."""
    fact = values()["Flower 1.91"]
    correct = """
    mutation Correct($fact: String!) {
      correctResult(input: {result: $fact, value: "1.9", condition: null, why: "Rounded."}) {
        decision { corrections { slot before after } }
      }
    }
    """

    done = ask(correct, fact=fact)["data"]["correctResult"]["decision"]["corrections"]

    assert {each["slot"]: each["after"] for each in done}["condition"] is None
    found = ask(f'{{ fact(iri: "{fact}") {{ ... on Result {{ value condition method {{ label }} }} }} }}')
    assert found["data"]["fact"] == {"value": 1.9, "condition": None, "method": {"label": "Flower"}}


def test_entities_are_merged_and_split(ask: Ask) -> None:
    """By label with a type, as on the command line."""
    merge = (
        'mutation { merge(input: {source: "Tree", into: "Flower", type: METHOD, why: "One."}) { papers } }'
    )
    names = "{ methods { edges { node { label } } } }"
    before = ask(names)

    assert ask(merge)["data"]["merge"]["papers"] >= 1
    assert "Tree" not in str(ask(names))
    assert ask(UNDO, n=1)["data"]
    assert ask(names) == before


@pytest.mark.parametrize("key", [None, "nonsense", "sg_00000000_" + "a" * 43])
def test_nobody_decides_without_a_key(
    ask: Ask, values: Callable[[], dict[str, str]], key: str | None
) -> None:
    """The error says how to send one; nothing is kept."""
    before = values()

    (error,) = ask(REJECT, key, fact=before["Flower 1.91"], why="Because.")["errors"]

    assert error["extensions"]["code"] == "Unauthenticated"
    assert "Bearer" in error["extensions"]["remedy"]
    assert values() == before


def test_a_key_of_another_scope_may_not_decide(
    ask: Ask, values: Callable[[], dict[str, str]], data: Path
) -> None:
    """It is told which one may."""
    _, other = KeyRing(DataDirectory(data)).create("reader", [Scope.INGEST])

    (error,) = ask(REJECT, other, fact=values()["Flower 1.91"], why="Because.")["errors"]

    assert error["extensions"]["code"] == "Forbidden"


def test_what_is_wrong_with_a_decision_is_said(ask: Ask) -> None:
    """As on the command line."""
    (error,) = ask(REJECT, fact="https://example.org/nothing", why="Because.")["errors"]
    (blank,) = ask(REJECT, fact="https://example.org/nothing", why=" ")["errors"]

    assert error["extensions"]["code"] == "NameUnknown"
    assert (blank["extensions"]["code"], blank["extensions"]["field"]) == ("DecisionInvalid", "why")


def test_a_decision_waits_for_another_writer_and_then_gives_up(
    ask: Ask, values: Callable[[], dict[str, str]], data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says that somebody writes; questions are answered meanwhile."""
    monkeypatch.setattr(mutations, "PATIENCE", 0.3)
    fact = values()["Flower 1.91"]
    with writer_lock(DataDirectory(data), wait=False):
        (error,) = ask(REJECT, fact=fact, why="Because.")["errors"]

    assert error["extensions"]["code"] == "StoreLocked"
    assert ask(REJECT, fact=fact, why="Because.")["data"]["reject"]["number"] == 1


def test_a_link_decides_nothing(client: httpx.Client) -> None:
    """Mutations by GET are refused, so that no page can make a browser decide."""
    answer = client.get(
        "/graphql", params={"query": 'mutation { undo(input: {decision: 1, why: "x"}) { number } }'}
    )

    assert answer.status_code in {400, 405}


def test_a_decision_that_takes_long_is_kept_and_its_answer_says_so(data: Path) -> None:
    """It waits for another writer; the deadline is that of the answer."""
    directory = DataDirectory(data)
    _, secret = KeyRing(directory).create("Ada", [Scope.REVIEW])
    headers = {"authorization": f"Bearer {secret}"}
    settings = Settings(rate_limit=0, graphql_deadline=1)

    with running(create_app(data, settings=settings)) as client:

        def ask(query: str, **variables: object) -> Any:
            body = {"query": query, "variables": variables}
            return client.post("/graphql", json=body, headers=headers).json()

        fact = ask(RESULTS)["data"]["results"]["edges"][0]["node"]["iri"]
        with writer_lock(directory):
            late = ask(REJECT, fact=fact, why="Not what the text says.")
        until = time.monotonic() + PATIENCE
        while not (kept := ask("{ decisions { edges { node { reason } } } }")["data"]["decisions"]["edges"]):
            assert time.monotonic() < until

    (error,) = late["errors"]
    assert error["extensions"]["code"] == "DeadlineExceeded"
    assert "goes on" in error["message"]
    assert "`decisions`" in error["extensions"]["remedy"]
    assert [edge["node"]["reason"] for edge in kept] == ["Not what the text says."]
