"""Contradictions, victories and Pareto fronts of papers that disagree, in GraphQL and on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.app import create_app
from kg.records import (
    Change,
    Entity,
    EntityType,
    Extraction,
    Extractor,
    Mention,
    Paper,
    Result,
    ResultKind,
    Role,
    Span,
)
from ontology.vocabulary import Concept
from tests.api.conftest import running

BY_HAND = Extractor("by-hand", "1", "0" * 64)
Pair = tuple[Paper, Extraction]


class Abstract:
    """An abstract, and what is found in it by hand."""

    def __init__(self, title: str, text: str) -> None:
        self.paper = Paper(title, text, "test", date="2024")
        self._entities: dict[tuple[EntityType, str], Entity] = {}
        self._results: list[Result] = []

    def entity(self, kind: EntityType, name: str, role: Role | None = None) -> Abstract:
        """Something that is named where its name stands first."""
        start = self.paper.text.index(name)
        mention = Mention(start, start + len(name), name, 0.9)
        self._entities[kind, name] = Entity(kind, name, (mention,), role, 0.9)
        return self

    def result(self, value: str, **slots: Any) -> Abstract:
        """A result whose value stands in the text."""
        start = self.paper.text.index(value)
        span = Span(start, start + len(value))
        kind = slots.pop("kind", ResultKind.ABSOLUTE)
        number = Decimal(value)
        self._results.append(
            Result(kind, span, span, value=number, value_text=value, confidence=0.9, **slots)
        )
        return self

    def pair(self) -> Pair:
        """The paper with its extraction."""
        entities = tuple(self._entities.values())
        return self.paper, Extraction(self.paper.text_digest, BY_HAND, entities, tuple(self._results))


def _abstract(title: str, text: str, own: str, *others: str) -> Abstract:
    made = Abstract(title, text).entity(EntityType.METHOD, own, Role.PROPOSED)
    for name in others:
        made.entity(EntityType.METHOD, name, Role.COMPARED)
    return made.entity(EntityType.DATASET, "COCO", Role.EVALUATED)


@pytest.fixture(scope="module")
def quarrel(tmp_path_factory: pytest.TempPathFactory, publish: Callable[..., str]) -> Path:
    """Three papers: two give one method two values, two say who beats it, two trade accuracy for speed."""
    on = {"dataset": "COCO"}
    slow = _abstract("Slownet", "Slownet reaches 71.2 accuracy on COCO at 12 FPS.", "Slownet")
    slow.entity(EntityType.METRIC, "accuracy").entity(EntityType.METRIC, "FPS")
    slow.result("71.2", method="Slownet", metric="accuracy", unit="%", **on)
    slow.result("12", method="Slownet", metric="FPS", **on)
    fast = _abstract(
        "Fastnet",
        "Fastnet runs at 90 FPS with 65.5 accuracy on COCO; Slownet has 70.1.",
        "Fastnet",
        "Slownet",
    )
    fast.entity(EntityType.METRIC, "accuracy").entity(EntityType.METRIC, "FPS")
    fast.result("65.5", method="Fastnet", metric="accuracy", unit="%", **on)
    fast.result("90", method="Fastnet", metric="FPS", **on)
    fast.result("70.1", method="Slownet", metric="accuracy", unit="%", **on)
    best = _abstract(
        "Bestnet", "Bestnet improves accuracy on COCO by 2.5 over Slownet.", "Bestnet", "Slownet"
    )
    best.entity(EntityType.METRIC, "accuracy")
    best.result(
        "2.5",
        kind=ResultKind.IMPROVEMENT,
        method="Bestnet",
        baseline="Slownet",
        metric="accuracy",
        change=Change.INCREASE,
        unit="%",
        **on,
    )
    data = tmp_path_factory.mktemp("quarrel")
    metrics = (
        Concept(EntityType.METRIC, name, name, direction="HigherIsBetter") for name in ("accuracy", "FPS")
    )
    publish(data, [each.pair() for each in (slow, fast, best)], *metrics)
    return data


@pytest.fixture(scope="module")
def service(quarrel: Path) -> Iterator[httpx.Client]:
    """A client of the service over these papers."""
    with running(create_app(quarrel)) as client:
        yield client


def answer(client: httpx.Client, question: str) -> dict[str, Any]:
    """The data of an answer without errors."""
    body = client.post("/graphql", json={"query": question}).json()
    assert "errors" not in body, body
    data: dict[str, Any] = body["data"]
    return data


def test_contradicting_values_are_listed_with_their_papers(service: httpx.Client) -> None:
    """One method, data set and metric, two papers, two values."""
    data = answer(
        service,
        """{ contradictions(dataset: "COCO") { totalCount edges { node {
               method { label } metric { label } inOnePaper protocol results { value paper { title } }
           } } } }""",
    )

    ((edge,), total) = data["contradictions"]["edges"], data["contradictions"]["totalCount"]
    assert total == 1
    assert edge["node"] == {
        "method": {"label": "Slownet"},
        "metric": {"label": "accuracy"},
        "inOnePaper": False,
        "protocol": None,
        "results": [
            {"value": 70.1, "paper": {"title": "Fastnet"}},
            {"value": 71.2, "paper": {"title": "Slownet"}},
        ],
    }


def test_victories_say_who_beats_whom_and_by_how_much(service: httpx.Client) -> None:
    """The claim is the result; asked from the loser's side it is the same."""
    data = answer(
        service,
        """{ victories(loser: "Slownet", minPapers: 1) { edges { node {
               id winner { label } loser { label } dataset { label } metric { label } paperCount
               claims { value change evidence { quote } }
           } } }
           none: victories(winner: "Slownet") { totalCount } }""",
    )

    (edge,) = data["victories"]["edges"]
    victory = edge["node"]
    node = answer(service, f'{{ node(id: "{victory["id"]}") {{ ... on Victory {{ winner {{ label }} }} }} }}')
    assert node["node"] == {"winner": {"label": "Bestnet"}}
    del victory["id"]
    assert victory == {
        "winner": {"label": "Bestnet"},
        "loser": {"label": "Slownet"},
        "dataset": {"label": "COCO"},
        "metric": {"label": "accuracy"},
        "paperCount": 1,
        "claims": [{"value": 2.5, "change": "INCREASE", "evidence": {"quote": "2.5"}}],
    }
    assert data["none"]["totalCount"] == 0


def test_a_front_holds_who_trades_one_metric_for_the_other(service: httpx.Client) -> None:
    """Slownet is more accurate, Fastnet faster, and neither beats the other."""
    data = answer(
        service,
        """{ pareto(dataset: "COCO", metrics: ["accuracy", "FPS"]) {
               protocol
               points { first { comparableValue result { method { label } } } second { comparableValue } }
               dominated { first { comparableValue } }
           } }""",
    )

    (front,) = data["pareto"]
    assert [
        (
            point["first"]["result"]["method"]["label"],
            point["first"]["comparableValue"],
            point["second"]["comparableValue"],
        )
        for point in front["points"]
    ] == [("Slownet", 71.2, 12), ("Fastnet", 65.5, 90)]
    assert front["dominated"] == []


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        (("leaderboards", "--metric", "accuracy"), ["COCO", "accuracy"]),
        (("contradictions",), ["Slownet", "70.1", "71.2"]),
        (("victories", "--loser", "Slownet"), ["Bestnet", "2.5"]),
        (("pareto", "--dataset", "COCO", "--metrics", "accuracy", "FPS"), ["71.2", "90", "Fastnet"]),
        (("methods", "--metric", "accuracy", "--min-papers", "2"), ["Slownet", "70.1"]),
    ],
)
def test_the_command_line_shows_the_same(
    cli: Callable[..., Any], quarrel: Path, command: tuple[str, ...], expected: list[str]
) -> None:
    """As a table for people and as JSON for programs."""
    table, rows = cli(*command, "--data", quarrel), cli(*command, "--json", "--data", quarrel)

    assert (table.code, rows.code) == (0, 0)
    assert all(word in table.out for word in expected)
    assert json.loads(rows.out)
    assert all(word in rows.out for word in expected)


def test_too_few_papers_behind_it_are_left_out(cli: Callable[..., Any], quarrel: Path) -> None:
    """Only one paper states an accuracy of Fastnet."""
    rows = json.loads(
        cli("methods", "--metric", "accuracy", "--min-papers", "2", "--json", "--data", quarrel).out
    )

    assert {row["method"] for row in rows} == {"Slownet"}
