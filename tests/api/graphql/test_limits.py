"""What one request may cost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import graphql
import pytest

Ask = Callable[..., dict[str, Any]]


def nested(levels: int) -> str:
    """A query that goes from papers to methods to papers ..., each level on all of the one before."""
    step = "papers(first: 100) { edges { node { methods { method { "
    return "{ " + step * levels + "label" + " } } } } }" * levels + " }"


@pytest.mark.parametrize(
    ("query", "says"),
    [
        (nested(4), "maximum operation depth"),
        ("{ " + " ".join(f"a{i}: statistics {{ papers }}" for i in range(31)) + " }", "31 aliases"),
        ("{ " + "statistics { papers } " * 600 + "}", "more than 2000 tokens"),
        ("{ a" * 990 + "}" * 990, "nested too deeply"),
        ("{ methods(first: " + "[" * 900 + "]" * 900 + ") { totalCount } }", "nested too deeply"),
    ],
)
def test_a_question_that_is_too_large_is_refused_before_it_is_asked(ask: Ask, query: str, says: str) -> None:
    """Depth, aliases and tokens have bounds."""
    answer = ask(query)

    assert answer["data"] is None
    assert any(says in error["message"] for error in answer["errors"]), answer


def test_an_answer_that_is_too_large_is_given_up(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    """All lists of one answer together have a bound, whatever their nesting."""
    query = (
        "{ papers { edges { node { results { edges { node { paper { results { totalCount } } } } } } } } }"
    )
    monkeypatch.setattr("api.graphql.context.MAX_NODES", 5)

    answer = ask(query)

    assert {error["extensions"]["field"] for error in answer["errors"]} == {"first"}
    assert "more than 5 nodes" in answer["errors"][0]["message"]


def test_tools_can_read_the_schema_within_the_limits(ask: Ask) -> None:
    """The standard introspection query, with which every client begins."""
    answer = ask(graphql.get_introspection_query(input_value_deprecation=True, schema_description=True))

    assert "errors" not in answer
    assert graphql.build_client_schema(answer["data"]).query_type is not None
