"""One SPARQL query a level of the question, never one a row."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from api.graphql.context import Context
from api.graphql.schema import Schema, build_schema
from kg.catalogue import Catalogue
from kg.data_directory import DataDirectory
from kg.reader import Reader, Snapshot
from kg.synthetic import papers


class CountingStore:
    """Passes everything on to a store and counts its queries; the store itself cannot be patched."""

    def __init__(self, store: Any) -> None:
        self._store = store
        self.queries = 0

    def query(self, *arguments: Any, **settings: Any) -> Any:
        self.queries += 1
        return self._store.query(*arguments, **settings)

    def __len__(self) -> int:
        return len(self._store)


class Only:
    """A reader that has one snapshot, and counts how often it is asked for."""

    def __init__(self, snapshot: Any) -> None:
        self._snapshot = snapshot
        self.opened = 0

    def snapshot(self) -> Any:
        self.opened += 1
        return self._snapshot

    def at(self, _: str) -> Any:
        return self.snapshot()


class CountedSnapshot:
    """A snapshot over a counting store."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.id = snapshot.id
        self.store = CountingStore(snapshot.store)
        self.catalogue: Catalogue = snapshot.catalogue


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, publish: Callable[..., str]) -> Path:
    """A data directory with thirty synthetic papers."""
    data = tmp_path_factory.mktemp("library")
    publish(data, list(papers(30, seed=3)))
    return data


@pytest.fixture(scope="module")
def schema() -> Schema:
    """The executable schema."""
    return build_schema()


async def queries(schema: Schema, data: Path, question: str) -> tuple[int, Any]:
    """How many SPARQL queries a question costs, and its answer."""
    with Reader(DataDirectory(data)) as reader:
        counted = CountedSnapshot(reader.snapshot())
        answer = await schema.execute(question, context_value=Context(Only(counted)))  # type: ignore[arg-type]
    assert answer.errors is None
    return counted.store.queries, answer.data


QUESTIONS = {
    "{ papers(first: 30) { edges { node { title } } } }": 1,
    "{ results(first: 100) { edges { node { method { label } metric { label } paper { title } } } } }": 3,
    # Pages of papers, of their results, and the entities of those: all methods and data sets in one query.
    """{ papers(first: 30) { edges { node { results { edges { node {
           method { label } dataset { label } task { label } metric { label } baseline { label }
         } } } } } } }""": 3,
    # Roles and the entities that they name.
    "{ papers(first: 30) { edges { node { methods { method { label } } tasks { label } } } } }": 3,
    "{ methods(first: 50) { edges { node { label results { edges { node { value } } } } } } }": 2,
    "{ a: methods { totalCount } b: methods(first: 3) { totalCount } c: datasets { totalCount } }": 1,
    '{ statistics { papers results } methods(search: "zzz") { totalCount } }': 0,
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_level_costs_one_query(schema: Schema, library: Path, question: str) -> None:
    """However many rows the level above has."""
    cost, _ = asyncio.run(queries(schema, library, question))

    assert cost == QUESTIONS[question]


def test_a_question_sees_one_snapshot(schema: Schema, library: Path) -> None:
    """It is opened once, by whichever field asks first."""
    with Reader(DataDirectory(library)) as reader:
        only = Only(reader.snapshot())
        question = "{ papers { totalCount } methods { totalCount } statistics { snapshot } }"
        answer = asyncio.run(schema.execute(question, context_value=Context(only)))  # type: ignore[arg-type]

    assert answer.errors is None
    assert only.opened == 1
