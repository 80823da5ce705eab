"""What a query says, asked of the parser: SERVICE and FROM where they are keywords, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.sparql.grammar import Grammar
from api.sparql.refusal import Refusal
from ontology.namespaces import PREFIXES
from tests.api.sparql.queries import ESCAPED, HONEST, SERVICES

GRAMMAR = Grammar(PREFIXES)


@pytest.mark.parametrize("sparql", [*SERVICES, *ESCAPED])
def test_a_service_clause_is_found_however_it_is_written(sparql: str) -> None:
    """In any spelling and at any depth."""
    with pytest.raises(Refusal, match="SERVICE is not allowed"):
        GRAMMAR.refuse_service(sparql.replace("%s", "http://127.0.0.1:9/"))


@pytest.mark.parametrize("sparql", HONEST)
def test_the_word_elsewhere_is_no_clause(sparql: str) -> None:
    """In strings, names, IRIs and comments it is a word as any other."""
    GRAMMAR.refuse_service(sparql)


def test_what_is_no_query_is_not_refused_for_a_word() -> None:
    """The parser says what is wrong with it."""
    GRAMMAR.refuse_service("SERVICE, please")


@pytest.mark.parametrize(
    ("sparql", "expected"),
    [
        ("SELECT * FROM <http://x.org/> { ?s ?p ?o }", True),
        ("ASK FROM NAMED <http://x.org/> { ?s ?p ?o }", True),
        ("SELECT*\nfRoM<http://x.org/>{ ?s ?p ?o }", True),
        ("CONSTRUCT FROM <http://x.org/> WHERE { ?s ?p ?o }", True),
        ("DESCRIBE <http://x.org/> FROM <http://x.org/>", True),
        ("SELECT ?from ?From { ?from ?p 'From <http://x.org/>' } # FROM <http://x.org/>", False),
        ("PREFIX from: <http://from.org/> ASK { from:from ?p ?o }", False),
        (r'SELECT ("\u00EFrom" AS ?x) {}', False),
        ("SELECT * FROM", False),
    ],
)
def test_whether_a_query_names_graphs_is_known(sparql: str, expected: bool) -> None:
    """FROM as a keyword, and in no other place."""
    assert GRAMMAR.names_graphs(sparql) is expected


def test_no_known_prefix_has_a_keyword_in_it() -> None:
    """It would be replaced in the query and not where it is declared."""
    assert [name for name in PREFIXES if "service" in name or "from" in name] == []


@given(
    st.lists(
        st.sampled_from(["SERVICE", "service", "SILENT", "<a:b>", "?x", *" \n{}.:1'\"#s"]),
        max_size=12,
    )
)
def test_nothing_with_a_service_clause_gets_through(parts: list[str]) -> None:
    """What is let through and parses does so with the word taken out of the language, too."""
    sparql = f"PREFIX : <a:> SELECT * {{ ?a ?b ?c . {''.join(parts)} }}"
    try:
        GRAMMAR.refuse_service(sparql)
    except Refusal:
        return

    without = sparql.replace("SERVICE", "sqqqqqq").replace("service", "szzzzzz")
    assert GRAMMAR._parses(sparql, None) <= GRAMMAR._parses(without, None)
