"""Boards rank like with like and say why they do not rank the rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.leaderboards.dates import PartialDate
from kg.leaderboards.notes import why_apart
from kg.leaderboards.ranking import NO_DIRECTION, LeaderboardRow, rank
from kg.leaderboards.score import Mark, Score
from kg.queries.rows import EntityRow
from kg.records import Bound, EntityType, ResultKind

MakeScore = Callable[..., Score]

ACCURACY = EntityRow("accuracy", EntityType.METRIC, "accuracy", direction="HigherIsBetter", unit="%")


def rows(scores: list[Score], metric: EntityRow) -> tuple[LeaderboardRow, ...]:
    (group,) = rank(scores, metric)
    return group.rows


def test_higher_is_better_where_the_metric_says_so(score: MakeScore, accuracy: EntityRow) -> None:
    """The direction is the metric's, not the numbers'."""
    scores = [score("80", "low"), score("90", "high")]
    lower = replace(accuracy, direction="LowerIsBetter")

    assert [(r.best.result.method, r.rank) for r in rows(scores, accuracy)] == [("high", 1), ("low", 2)]
    assert [(r.best.result.method, r.rank) for r in rows(scores, lower)] == [("low", 1), ("high", 2)]


def test_a_fraction_and_a_percentage_share_a_rank(score: MakeScore, accuracy: EntityRow) -> None:
    """0.852, 85.2 and 85.2% are one value."""
    scores = [score("0.852", "a"), score("85.2", "b"), score("85.2", "c", unit="%")]

    assert [r.rank for r in rows(scores, accuracy)] == [1, 1, 1]


def test_a_method_stands_by_its_best_and_keeps_all_its_values(score: MakeScore, accuracy: EntityRow) -> None:
    """It takes one rank, not three."""
    scores = [score("80", "A"), score("90", "A"), score("85", "A"), score("87", "B")]

    found = [
        (r.rank, r.best.result.method, [s.result.value for s in r.scores]) for r in rows(scores, accuracy)
    ]

    assert found == [(1, "A", [90, 85, 80]), (2, "B", [87])]


def test_results_that_name_no_method_are_rows_of_their_own(score: MakeScore, accuracy: EntityRow) -> None:
    """Nothing says that they are of one method."""
    scores = [score("90", None, own=None), score("80", None, own=None)]

    assert [r.rank for r in rows(scores, accuracy)] == [1, 2]


def test_a_value_reported_by_others_is_marked(score: MakeScore, accuracy: EntityRow) -> None:
    """The paper does not propose the method; of two equal values the own one stands first."""
    scores = [score("90", own=False), score("90", own=True), score("91", "B", own=False)]

    found = rows(scores, accuracy)

    assert [[s.marks for s in r.scores] for r in found] == [[(Mark.BY_OTHERS,)], [(), (Mark.BY_OTHERS,)]]


def test_an_approximate_value_ranks_and_is_marked(score: MakeScore, accuracy: EntityRow) -> None:
    """`about 90%` is a value."""
    (only,) = rows([score("90", bound=Bound.ABOUT)], accuracy)

    assert (only.rank, only.best.marks) == (1, (Mark.APPROXIMATE,))


@pytest.mark.parametrize(
    ("slots", "reason"),
    [
        ({"relative_to": "BERT"}, "a share of BERT"),
        ({"bound": Bound.UP_TO}, "only a bound: up to 99"),
        ({"bound": Bound.OVER}, "only a bound: over 99"),
        ({"unit": "dB"}, "in dB, not in %"),
        ({"kind": ResultKind.IMPROVEMENT}, "improvement over another value"),
    ],
)
def test_what_is_no_plain_score_is_not_ranked(
    score: MakeScore, accuracy: EntityRow, slots: dict[str, object], reason: str
) -> None:
    """It stands last, with the reason."""
    board = rows([score("99", "odd", **slots), score("90", "plain")], accuracy)

    found = [(r.best.result.method, r.rank, r.unranked) for r in board]
    assert found == [("plain", 1, None), ("odd", None, reason)]


def test_nothing_is_ranked_where_the_direction_is_unknown(score: MakeScore, accuracy: EntityRow) -> None:
    """A guess would put the worst first half of the time; the board says so."""
    metric = replace(accuracy, direction=None)
    groups = rank([score("10", "A", metric=metric), score("20", "B", metric=metric)], metric)

    assert [(r.rank, r.unranked) for r in groups[0].rows] == [(None, NO_DIRECTION)] * 2
    assert why_apart(groups, metric) == (
        "Nothing is ranked: whether more or less accuracy is better is not known."
    )


def test_protocols_are_ranked_by_themselves(score: MakeScore, accuracy: EntityRow) -> None:
    """Each has a first; what is unstated is last, and the note names what differs."""
    scores = [
        score("99", "A"),
        score("90", "B", condition="zero-shot"),
        score("80", "C", condition="5-shot"),
        score("81", "D", condition="5-shot"),
    ]

    groups = rank(scores, accuracy)

    found = [(str(g.protocol), [(r.rank, r.best.result.method) for r in g.rows]) for g in groups]
    assert found == [("5-shot", [(1, "D"), (2, "C")]), ("0-shot", [(1, "B")]), ("unstated", [(1, "A")])]
    assert "shots (0-shot, 5-shot, unstated)" in (why_apart(groups, accuracy) or "")


def test_words_that_were_not_understood_are_never_compared_silently(
    score: MakeScore, accuracy: EntityRow
) -> None:
    """`strange mode` is ranked with nothing else."""
    scores = [score("90", "A", condition="strange procedure"), score("80", "B")]

    assert [len(g.rows) for g in rank(scores, accuracy)] == [1, 1]


def test_units_of_a_metric_without_one_are_ranked_apart(score: MakeScore, accuracy: EntityRow) -> None:
    """Nobody knows whether 0.9 is more than 80%; a value that cannot rank joins the larger of the two."""
    metric = replace(accuracy, unit=None)
    scores = [
        score("0.9", "A", metric=metric),
        score("80", "B", metric=metric, unit="%"),
        score("70", "C", metric=metric, unit="%"),
        score(None, "D", metric=metric),
    ]

    groups = rank(scores, metric)

    assert [(g.unit, [r.rank for r in g.rows]) for g in groups] == [("%", [1, 2, None]), ("", [1])]
    assert why_apart(groups, metric) == (
        "Values in % and plain numbers are apart, since this metric has no usual unit."
    )


def test_a_note_is_about_what_ranks(score: MakeScore, accuracy: EntityRow) -> None:
    """A row without a rank says by itself why it has none."""
    scores = [score("90"), score("99", "B", condition="of ResNet-18", relative_to="ResNet-18")]

    groups = rank(scores, accuracy)

    assert [[r.unranked for r in g.rows] for g in groups] == [["a share of ResNet-18"], [None]]
    assert why_apart(groups, accuracy) is None


def test_one_ranking_needs_no_note(score: MakeScore, accuracy: EntityRow) -> None:
    """Nor does an empty board."""
    assert why_apart(rank([score("90"), score("80", "B")], accuracy), accuracy) is None
    assert why_apart(rank([], accuracy), replace(accuracy, direction=None)) is None


def test_a_note_counts_what_it_does_not_name(score: MakeScore, accuracy: EntityRow) -> None:
    """A board with forty conditions has a note of one line, which still says that some texts state none."""
    scores = [score("90", condition=f"{n}-shot") for n in range(10, 50)] + [score("90")]

    note = why_apart(rank(scores, accuracy), accuracy) or ""

    assert "shots (10-shot, 11-shot, 38 others, unstated)" in note


def test_as_of_a_date_later_values_are_left_out(score: MakeScore, accuracy: EntityRow) -> None:
    """What may have appeared later is shown without a rank, and why."""
    scores = [
        score("80", "A", date="2020"),
        score("90", "B", date="2022"),
        score("85", "C", date="2021"),
        score("86", "D"),
    ]

    (group,) = rank(scores, accuracy, PartialDate.parse("2021-06"))

    assert [(r.best.result.method, r.rank, r.unranked) for r in group.rows] == [
        ("A", 1, None),
        ("C", None, "its date (2021) may be after 2021-06"),
        ("D", None, "its date (unknown) may be after 2021-06"),
    ]


@given(
    st.lists(
        st.tuples(
            st.integers(0, 20), st.sampled_from("ABCDE"), st.sampled_from([None, "zero-shot"]), st.booleans()
        )
    ),
    st.booleans(),
)
def test_ranks_are_those_of_standard_competition(
    score: MakeScore, found: list[tuple[int, str, str | None, bool]], higher: bool
) -> None:
    """In a group a method's rank is 1 and the number of methods whose best is strictly better.

    And no score is lost or shown twice, whatever the order in which they came.
    """
    metric = replace(ACCURACY, direction="HigherIsBetter" if higher else "LowerIsBetter")
    scores = [
        score(str(value), method, metric=metric, condition=condition, unit="%", own=own)
        for value, method, condition, own in found
    ]

    groups = rank(scores, metric)

    assert groups == rank(scores[::-1], metric)
    shown = [s.result.iri for g in groups for r in g.rows for s in r.scores]
    assert sorted(shown) == sorted(s.result.iri for s in scores)
    for group in groups:
        best = [row.best.result.value or Decimal(0) for row in group.rows]
        for row, value in zip(group.rows, best, strict=True):
            better = sum(1 for other in best if (other > value if higher else other < value))
            assert row.rank == 1 + better
            values = [s.result.value or Decimal(0) for s in row.scores]
            assert values == sorted(values, reverse=higher)
            assert len({s.result.method for s in row.scores}) == 1
