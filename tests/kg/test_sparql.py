"""Terms put into SPARQL."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Store

from kg.errors import QueryInvalid
from kg.rdf.sparql import fill, load_query, values

ANY_TEXT = st.text(st.characters(exclude_categories=("Cs",)))
NASTY = st.sampled_from(
    ['"', "'", "\\", "\n", "}", "#", "?x", "<http://x/>", '" } DROP ALL #', "\\u0022", "\r"]
)
STRINGS = st.lists(ANY_TEXT | NASTY, max_size=4).map("".join)


@given(st.lists(STRINGS, max_size=5, unique=True))
def test_a_value_comes_back_as_it_was_put_in(strings: list[str]) -> None:
    """No string, whatever it holds, is read as anything but itself."""
    query = f"SELECT ?x {{ {values('x', map(Literal, strings))} }}"

    found = [row["x"].value for row in Store().query(query)]

    assert sorted(found) == sorted(strings)


@given(STRINGS)
def test_a_string_cannot_be_the_name_of_a_variable_unless_it_is_one(name: str) -> None:
    """The name is the one part that is not a term, so it is held to a pattern."""
    if re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", name):
        assert values(name, []) == f"VALUES ?{name} {{  }}"
    else:
        with pytest.raises(QueryInvalid, match="name of a variable"):
            values(name, [])


@given(STRINGS)
def test_no_string_can_be_an_iri_that_ends_early(text: str) -> None:
    """pyoxigraph refuses to make a node of what is no IRI, before anything is written."""
    try:
        node = NamedNode(f"http://example.org/{text}")
    except ValueError:
        return
    query = f"SELECT ?x {{ {values('x', [node])} }}"

    assert [row["x"] for row in Store().query(query)] == [node]


def test_a_blank_node_is_refused() -> None:
    """In a query it would be a variable."""
    with pytest.raises(QueryInvalid, match="neither an IRI nor a literal"):
        values("x", [BlankNode("b")])  # type: ignore[list-item]


@given(STRINGS, STRINGS)
def test_blocks_are_filled_by_name(one: str, other: str) -> None:
    """What is put into one block is never taken for another block."""
    query = "SELECT ?a ?b { VALUES ?a { } VALUES ?b {\n} }"

    filled = fill(query, {"a": [Literal(one + "VALUES ?b { }")], "b": [Literal(other)]})

    [row] = Store().query(filled)
    assert (row["a"].value, row["b"].value) == (one + "VALUES ?b { }", other)


def test_a_block_that_is_not_named_stays_empty() -> None:
    """Nothing is filled in by guess, and nothing is dropped."""
    assert fill("SELECT * { VALUES ?a { } VALUES ?b { } }", {"a": [Literal("x")]}) == (
        'SELECT * { VALUES ?a { "x" } VALUES ?b { } }'
    )


def test_a_block_that_is_not_there_is_an_error() -> None:
    """A misspelt name must not give a query without its restriction."""
    with pytest.raises(QueryInvalid, match="no empty block VALUES \\?paper"):
        fill("SELECT * { VALUES ?papers { } }", {"paper": []})


def test_every_query_file_is_valid_as_it_stands() -> None:
    """With its blocks empty it parses, and it is read by its name."""
    names = [
        f.name.removesuffix(".rq")
        for f in files("kg").joinpath("queries").iterdir()
        if f.name.endswith(".rq")
    ]

    for name in names:
        query = load_query(name)
        variables = re.findall(r"VALUES\s+\?(\w+)\s*\{\s*\}", query)
        Store().query(fill(query, {variable: [] for variable in variables}))
    assert names


def test_a_query_that_does_not_exist_is_an_error() -> None:
    """The name is one of the files' names, without its ending."""
    with pytest.raises(FileNotFoundError):
        load_query("no-such-query")
