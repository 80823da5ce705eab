"""Lists page as Relay's Cursor Connections Specification says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

Ask = Callable[..., dict[str, Any]]

PAGE = """
query ($first: Int, $after: String, $last: Int, $before: String) {
  results(first: $first, after: $after, last: $last, before: $before) {
    totalCount
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor node { iri } }
  }
}
"""


def page(ask: Ask, **stretch: object) -> dict[str, Any]:
    return ask(PAGE, **stretch)["data"]["results"]  # type: ignore[no-any-return]


def iris(found: dict[str, Any]) -> list[str]:
    return [edge["node"]["iri"] for edge in found["edges"]]


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(size=st.integers(1, 7))
def test_pages_in_either_direction_make_up_the_whole_list(ask: Ask, size: int) -> None:
    """Every row once, in the same order, whatever the size of the pages."""
    whole = iris(page(ask))

    forwards, after = [], None
    while True:
        found = page(ask, first=size, after=after)
        forwards += iris(found)
        after = found["pageInfo"]["endCursor"]
        if not found["pageInfo"]["hasNextPage"]:
            break
    backwards: list[str] = []
    before = None
    while True:
        found = page(ask, last=size, before=before)
        backwards = iris(found) + backwards
        before = found["pageInfo"]["startCursor"]
        if not found["pageInfo"]["hasPreviousPage"]:
            break

    assert forwards == backwards == whole
    assert len(set(whole)) == 6


def test_a_page_says_where_it_ends_and_how_long_the_list_is(ask: Ask) -> None:
    """Clients need no second question to draw their buttons."""
    found = page(ask, first=2)

    assert found["totalCount"] == 6
    assert found["pageInfo"] == {
        "hasNextPage": True,
        "hasPreviousPage": False,
        "startCursor": found["edges"][0]["cursor"],
        "endCursor": found["edges"][1]["cursor"],
    }


def test_an_empty_page_is_a_page(ask: Ask) -> None:
    """`first: 0` asks for the count alone."""
    found = page(ask, first=0)

    assert (found["totalCount"], found["edges"]) == (6, [])
    assert found["pageInfo"]["endCursor"] is None


@pytest.mark.parametrize(
    ("stretch", "field", "says"),
    [
        ({"first": -1}, "first", "-1 is not a page size"),
        ({"first": 101}, "first", "Ask for 0 to 100"),
        ({"last": 101}, "last", "Ask for 0 to 100"),
        ({"first": 1, "last": 1}, "first", "both `first` and `last`"),
        ({"after": "Incorrect padding"}, "after", "is no cursor"),
        ({"after": "YXJyYXljb25uZWN0aW9uOjE="}, "after", "is no cursor"),
        ({"before": ""}, "before", "is no cursor"),
        ({"before": "\ud800"}, "before", "is no cursor"),
    ],
)
def test_a_stretch_that_makes_no_sense_is_refused_by_the_name_of_its_argument(
    ask: Ask, stretch: dict[str, object], field: str, says: str
) -> None:
    """The error says which argument it is, and what to give instead."""
    (error,) = ask(PAGE, **stretch)["errors"]

    assert error["extensions"]["field"] == field
    assert error["extensions"]["code"] == "QueryInvalid"
    assert says in error["message"]
