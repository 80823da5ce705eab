"""Which format a client gets that says what it accepts."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.sparql.formats import GRAPHS, TABLES
from api.sparql.negotiation import accepted, prefer
from api.sparql.refusal import Refusal

Query = Callable[..., httpx.Response]
JSON, XML, CSV = "application/sparql-results+json", "application/sparql-results+xml", "text/csv"
OFFERED = (JSON, XML, CSV, "text/tab-separated-values")


@pytest.mark.parametrize(
    ("accept", "best"),
    [
        ("", JSON),
        ("*/*", JSON),
        (f"{XML};q=0.2, {CSV};q=0.7", CSV),
        (f"{JSON};q=0, */*", XML),
        (f"{JSON};q=0.1, */*;q=0.2", XML),
        (f"text/*, {CSV};q=0", "text/tab-separated-values"),
        (f"{CSV};q=0.5, */*;q=0.1", CSV),
        (f"{JSON},*/*;q=0.9", JSON),
        (f"{CSV};charset=utf-8", CSV),
        ("TEXT/CSV", CSV),
        (f"text/html, {XML};q=0.9, */*;q=0.8", XML),
        ("*/*;q=0", None),
        ("image/png", None),
        ("garbage", None),
    ],
)
def test_qualities_are_followed(accept: str, best: str | None) -> None:
    """RFC 9110: the most specific range that matches says how much a type is liked; 0 is not at all."""
    assert prefer(accept, OFFERED) == best


@given(st.text(max_size=60))
def test_no_header_is_too_strange(accept: str) -> None:
    """A choice or a refusal comes of it, and nothing else."""
    try:
        choice = accepted(accept)
    except Refusal:
        return
    assert choice.table is not None or choice.graph is not None


def test_an_alias_is_answered_by_its_own_name(query: Query) -> None:
    """A client that asks for application/json gets what it can match."""
    table = query("ASK {}", accept="application/json")
    graph = query("CONSTRUCT WHERE { ?s a sg:Metric }", accept="application/json")

    assert table.headers["content-type"] == graph.headers["content-type"] == "application/json"
    assert table.json()["boolean"] is True
    assert isinstance(graph.json(), list)


@pytest.mark.parametrize("accept", ["image/png", "*/*;q=0", "text/turtle;q=0, application/pdf"])
def test_a_client_that_takes_nothing_is_told_what_there_is(query: Query, accept: str) -> None:
    """Before the query is run."""
    answer = query("ASK {}", accept=accept)

    assert answer.status_code == 406
    message = answer.json()["errors"][0]["message"]
    assert all(f.media_types[0] in message for f in (*TABLES, *GRAPHS))


def test_a_client_that_takes_tables_only_gets_no_graph(query: Query) -> None:
    """Which it is, is known when the query has been read."""
    answer = query("CONSTRUCT WHERE { ?s a sg:Metric }", accept=CSV)

    assert answer.status_code == 406
    assert "text/turtle" in answer.json()["errors"][0]["message"]


def test_answers_say_that_they_depend_on_accept(query: Query) -> None:
    """Caches need to know, of errors too."""
    answers = query("ASK {}"), query("ASK")

    assert all("Accept" in answer.headers["vary"].split(", ") for answer in answers)
