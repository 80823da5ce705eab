"""Different values of what should be one are found, and roundings are not taken for them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from kg.leaderboards.contradictions import contradictions
from kg.leaderboards.score import Score
from kg.records import Bound

MakeScore = Callable[..., Score]


def test_two_papers_that_report_different_values_contradict_each_other(score: MakeScore) -> None:
    """All values are told, the smallest first."""
    scores = [score("85.3", paper="one"), score("85.2", paper="two"), score("85.3", paper="three")]

    (found,) = contradictions(scores)

    assert (found.method, found.dataset, found.metric, found.unit) == ("Net", "data", "accuracy", "%")
    assert [str(s.result.value) for s in found.scores] == ["85.2", "85.3", "85.3"]
    assert not found.in_one_paper


def test_values_of_one_paper_are_told_as_such(score: MakeScore) -> None:
    """Its text most likely leaves out what differs."""
    (found,) = contradictions([score("80"), score("90")])

    assert found.in_one_paper


def test_rounding_is_no_contradiction(score: MakeScore) -> None:
    """0.852, 85.2 and 85.24% are one value; 85 is too."""
    scores = [score("0.852"), score("85.2"), score("85.24", unit="%"), score("85", unit="%")]

    assert contradictions(scores) == ()


def test_what_differs_in_anything_else_does_not_contradict(score: MakeScore) -> None:
    """Another method, data set, metric or protocol may have another value."""
    scores = [
        score("80"),
        score("81", "Other"),
        score("82", dataset="elsewhere"),
        score("83", condition="zero-shot"),
        score("84", condition="5-shot"),
    ]

    assert contradictions(scores) == ()


def test_what_is_no_plain_value_contradicts_nothing(score: MakeScore) -> None:
    """Bounds, shares, hedges, and results that name no method or data set."""
    scores = [
        score("80"),
        score("90", bound=Bound.UP_TO),
        score("91", bound=Bound.ABOUT),
        score("92", relative_to="BERT"),
        score("93", None),
        score("94", dataset=None),
        score(None),
    ]

    assert contradictions(scores) == ()


@given(st.lists(st.tuples(st.sampled_from("AB"), st.integers(800, 830), st.integers(0, 1)), max_size=8))
def test_a_contradiction_is_a_pair_beyond_rounding(
    score: MakeScore, found: list[tuple[str, int, int]]
) -> None:
    """By the definition: the finer value, rounded as the coarser one is written, is another."""
    written = [(method, round(Decimal(number).scaleb(-1), places)) for method, number, places in found]
    scores = [score(f"{value:f}", method, unit="%") for method, value in written]

    def disagree(one: Decimal, other: Decimal) -> bool:
        coarse = max(one.as_tuple().exponent, other.as_tuple().exponent)  # type: ignore[type-var]
        return abs(one - other) > Decimal(1).scaleb(int(coarse)) / 2

    expected = {
        method
        for method, one in written
        for other_method, other in written
        if method == other_method and disagree(one, other)
    }
    assert {c.method for c in contradictions(scores)} == expected
    assert contradictions(scores) == contradictions(scores[::-1])
