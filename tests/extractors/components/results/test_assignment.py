"""How names are picked for values in order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractors.components.results.assignment import assign

_COST = st.floats(0, 20)


def test_each_value_takes_the_nearest_name() -> None:
    """With nothing else to weigh the cheapest column wins."""
    assert assign([[0.0, 5.0], [5.0, 0.0]], none_cost=9.0, sharing=1.0) == [0, 1]


def test_the_list_settles_the_direction() -> None:
    """A value between two names at equal distance takes the one that leaves the other for its neighbour."""
    costs = [[0.0, 4.0, 9.0], [0.0, 0.0, 4.0], [4.0, 0.0, 0.0]]

    assert assign(costs, none_cost=9.0, sharing=0.5) == [0, 1, 2]


def test_a_far_name_is_left_alone() -> None:
    """A value stays without a name when every name costs more than none."""
    assert assign([[12.0]], none_cost=7.0, sharing=0.5) == [None]


def test_no_names() -> None:
    """Without columns no value gets a name."""
    assert assign([[], []], none_cost=7.0, sharing=0.5) == [None, None]


@given(st.integers(1, 4).flatmap(lambda n: st.lists(st.lists(_COST, min_size=n, max_size=n), max_size=6)))
def test_names_never_go_back(costs: list[list[float]]) -> None:
    """The chosen columns are in the order of the sentence, one answer a value."""
    chosen = assign(costs, none_cost=7.0, sharing=0.5)

    placed = [column for column in chosen if column is not None]
    assert len(chosen) == len(costs)
    assert placed == sorted(placed)
