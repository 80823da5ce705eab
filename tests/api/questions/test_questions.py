"""The questions of the documentation, over papers whose answers are known and over the seed papers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.app import create_app
from api.questions import Question, questions
from api.questions.__main__ import page
from extractors.model import default_model
from extractors.sources import discover, read
from extractors.workers import open_extract
from kg.data_directory import DataDirectory
from kg.ingest import ingest
from kg.records import Paper
from ontology.vocabulary import load_vocabulary
from tests.api.conftest import running
from tests.api.questions.dated import Dated

ROOT = Path(__file__).parents[3]
Row = dict[str, str]


@pytest.fixture(scope="module")
def field(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of the service over the seven dated papers."""
    directory = DataDirectory(tmp_path_factory.mktemp("field"))
    dated = Dated()
    assert ingest(dated.papers, dated, directory, load_vocabulary()).new == len(dated.papers)
    with running(create_app(directory.path)) as client:
        yield client


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of the service over the seed papers, as the shipped pipeline reads them."""
    directory = DataDirectory(tmp_path_factory.mktemp("seeds"))
    papers = [paper for paper in read(discover([ROOT / "seeds"]).files) if isinstance(paper, Paper)]
    vocabulary = load_vocabulary()
    with open_extract(vocabulary, 1, default_model()) as extract:
        assert ingest(papers, extract, directory, vocabulary).new == len(papers)
    with running(create_app(directory.path)) as client:
        yield client


@pytest.mark.parametrize("question", questions(), ids=lambda question: f"{question.folder}-{question.name}")
def test_graphql_and_sparql_answer_alike(question: Question, request: pytest.FixtureRequest) -> None:
    """Row by row; in the same order where the SPARQL query asks for one."""
    client: httpx.Client = request.getfixturevalue(question.folder)

    by_graphql = rows_of(graphql(client, question.graphql))
    by_sparql = sparql(client, question.sparql)

    if "ORDER BY" not in question.sparql:
        by_graphql, by_sparql = sorted(by_graphql, key=repr), sorted(by_sparql, key=repr)
    assert by_graphql == by_sparql
    assert by_graphql, "a question that nothing answers shows nothing"


def test_the_page_shows_the_questions_as_they_are() -> None:
    """`python -m api.questions > api/questions/README.md` writes it."""
    assert (ROOT / "api/questions/README.md").read_text(encoding="utf-8") == page()


def test_both_files_of_a_question_ask_the_same() -> None:
    """Their first lines are the question."""
    for question in questions():
        assert question.text.endswith("?")
        assert question.graphql.startswith(f"# {question.text}\n")


def graphql(client: httpx.Client, query: str) -> dict[str, Any]:
    """The data of the answer."""
    answer = client.post("/graphql", json={"query": query}).json()
    assert "errors" not in answer, answer["errors"]
    return dict(answer["data"])


def sparql(client: httpx.Client, query: str) -> list[Row]:
    """The solutions, without what is unbound."""
    answer = client.post(
        "/sparql", data={"query": query}, headers={"accept": "application/sparql-results+json"}
    )
    assert answer.status_code == 200, answer.text
    return [
        {name: plain(term["value"]) for name, term in sorted(solution.items())}
        for solution in answer.json()["results"]["bindings"]
    ]


def rows_of(data: object) -> list[Row]:
    """An answer of GraphQL as a table: lists are rows, innermost fields are columns, null is nothing.

    What stands side by side is joined, but the fields of the root are one below the other.
    """
    assert isinstance(data, dict)
    tables = [_table(key, value) for key, value in data.items()]
    return [dict(sorted(row.items())) for table in tables for row in table if row]


def _table(key: str, value: object) -> list[Row]:
    if isinstance(value, list):
        return [row for each in value for row in _table(key, each)] or [{}]
    if isinstance(value, dict):
        parts = product(*(_table(name, each) for name, each in value.items()))
        return [{name: cell for row in part for name, cell in row.items()} for part in parts]
    return [{}] if value is None else [{key: plain(value)}]


def plain(value: object) -> str:
    """Numbers without zeros at their ends, so that 10 is 10.0."""
    try:
        return f"{float(str(value)):g}"
    except ValueError:
        return str(value)
