"""Every object can be had again by its opaque id (Relay's Global Object Identification)."""

from __future__ import annotations

import base64
import logging
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

Ask = Callable[..., dict[str, Any]]

NODE = "query ($id: ID!) { node(id: $id) { __typename id } }"
ALL = """
{
  papers { edges { node { __typename id } } }
  methods { edges { node { __typename id } } }
  datasets { edges { node { __typename id } } }
  tasks { edges { node { __typename id } } }
  metrics { edges { node { __typename id } } }
  results { edges { node { __typename id } } }
}
"""


def encode(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def test_each_type_is_found_by_its_id(ask: Ask) -> None:
    """The node that comes back is the node whose id it was."""
    given_out = [edge["node"] for field in ask(ALL)["data"].values() for edge in field["edges"]]

    found = [ask(NODE, id=node["id"])["data"]["node"] for node in given_out]

    assert found == given_out
    assert {node["__typename"] for node in found} == {
        "Paper",
        "Method",
        "Dataset",
        "Task",
        "Metric",
        "Result",
    }


def test_what_the_snapshot_does_not_have_is_null(ask: Ask) -> None:
    """A well-formed id can outlive its paper."""
    answer = ask(NODE, id=encode("Paper:https://w3id.org/sotagraph/id/paper/gone-00000000"))

    assert answer == {"data": {"node": None}}


def test_an_iri_under_another_type_is_null(ask: Ask) -> None:
    """A data set is no method, however it is asked for."""
    iri = ask('{ datasets(name: "CIFAR-10") { edges { node { iri } } } }')["data"]["datasets"]["edges"][0]

    answer = ask(NODE, id=encode(f"Method:{iri['node']['iri']}"))

    assert answer == {"data": {"node": None}}


def test_a_paper_under_another_type_is_null(ask: Ask) -> None:
    """The graph has it, but as nothing that a list of entities could have."""
    iri = ask("{ papers(first: 1) { edges { node { iri } } } }")["data"]["papers"]["edges"][0]["node"]["iri"]

    for kind in ("Method", "Result", "Mention", "Decision", "Leaderboard", "Victory"):
        assert ask(NODE, id=encode(f"{kind}:{iri}")) == {"data": {"node": None}}


@pytest.mark.parametrize(
    "garbage",
    ["", "garbage", "%%%", "\x00", encode("no colon"), encode("Query:x"), encode("Entity:x"), encode(":")],
)
def test_an_id_that_is_none_of_ours_is_refused(ask: Ask, garbage: str) -> None:
    """The error names the argument and where to take an id from."""
    answer = ask(NODE, id=garbage)

    (error,) = answer["errors"]
    assert answer["data"] == {"node": None}
    assert error["extensions"]["field"] == "id"
    assert "is no id of a node" in error["message"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    kind=st.sampled_from(["Paper", "Method", "Dataset", "Task", "Metric", "Result", "Mention", "Decision"]),
    rest=st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
)
def test_no_id_makes_the_service_fail(ask: Ask, kind: str, rest: str) -> None:
    """Whatever stands where an IRI should stand, there is an answer, and it is null."""
    assert ask(NODE, id=encode(f"{kind}:{rest}")) == {"data": {"node": None}}


def test_garbage_leaves_no_trace_in_the_log(ask: Ask, caplog: pytest.LogCaptureFixture) -> None:
    """The log is for faults of ours."""
    with caplog.at_level(logging.WARNING):
        for garbage in ("garbage", encode("Query:x"), encode("Paper:\ud7ff<>")):
            ask(NODE, id=garbage)

    assert caplog.records == []
