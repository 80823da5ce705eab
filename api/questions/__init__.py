"""Questions that people ask of such a graph, each in GraphQL and in SPARQL, with equal answers.

A question is two files of one name, whose first line is the question itself. The columns of the table that
SPARQL gives are the names of the innermost fields of the GraphQL answer, which aliases make unique.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

__all__ = ["FOLDERS", "Question", "questions"]

#: The folders of the questions, and what each is about.
FOLDERS = {
    "field": "Questions to a graph of any papers",
    "seeds": "Questions to the graph of the seed papers",
}


@dataclass(frozen=True, slots=True)
class Question:
    """A question in both languages.

    Attributes:
        folder: One of FOLDERS.
        name: The name of its files.
        text: What is asked, in English.
        graphql: An operation without variables.
        sparql: A SELECT query.
    """

    folder: str
    name: str
    text: str
    graphql: str
    sparql: str


@cache
def questions() -> tuple[Question, ...]:
    """All questions, in the order of their folders and names."""
    return tuple(_read(folder, name) for folder in FOLDERS for name in _names(_folder(folder)))


def _folder(name: str) -> Traversable:
    return files("api.questions") / name


def _names(folder: Traversable) -> list[str]:
    return sorted(path.name.removesuffix(".rq") for path in folder.iterdir() if path.name.endswith(".rq"))


def _read(folder: str, name: str) -> Question:
    graphql = (_folder(folder) / f"{name}.graphql").read_text(encoding="utf-8")
    sparql = (_folder(folder) / f"{name}.rq").read_text(encoding="utf-8")
    return Question(folder, name, sparql.partition("\n")[0].removeprefix("# "), graphql, sparql)
