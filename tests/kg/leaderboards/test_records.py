"""Who held the best value when, as far as dates tell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.leaderboards.dates import PartialDate
from kg.leaderboards.records import Progression, progressions
from kg.leaderboards.score import Score
from kg.queries.rows import EntityRow
from kg.records import Bound, EntityType

MakeScore = Callable[..., Score]

ACCURACY = EntityRow("accuracy", EntityType.METRIC, "accuracy", direction="HigherIsBetter", unit="%")


def told(progression: Progression) -> list[tuple[str | None, str, str | None, bool]]:
    return [
        (r.score.result.method, str(r.since), str(r.until) if r.until else None, r.certain)
        for r in progression.records
    ]


def test_each_holder_holds_until_a_better_value_appears(score: MakeScore) -> None:
    """The oldest comes first; what never was the best is not there."""
    scores = [
        score("90", "C", date="2022-05-01"),
        score("80", "A", date="2020-01-01"),
        score("85", "B", date="2021-01-01"),
        score("82", "late", date="2021-06-01"),
    ]

    (progression,) = progressions(scores, ACCURACY)

    assert told(progression) == [
        ("A", "2020-01-01", "2021-01-01", True),
        ("B", "2021-01-01", "2022-05-01", True),
        ("C", "2022-05-01", None, True),
    ]


def test_lower_is_better_where_the_metric_says_so(score: MakeScore) -> None:
    """A record is the least."""
    metric = replace(ACCURACY, direction="LowerIsBetter")
    scores = [score("3", "A", metric=metric, date="2020"), score("2", "B", metric=metric, date="2021")]

    (progression,) = progressions(scores, metric)

    assert [name for name, *_ in told(progression)] == ["A", "B"]


def test_a_year_against_its_month_leaves_the_order_open(score: MakeScore) -> None:
    """A may have held from January to March 2024, or have come too late; so it is there and not certain."""
    scores = [score("80", "A", date="2024"), score("90", "B", date="2024-03-05")]

    (progression,) = progressions(scores, ACCURACY)

    assert told(progression) == [("A", "2024", "2024-03-05", False), ("B", "2024-03-05", None, True)]


def test_on_the_day_of_a_better_value_no_record_is_held(score: MakeScore) -> None:
    """A paper's own weaker results are none."""
    scores = [score("80", "A", date="2024-03-05"), score("90", "B", date="2024-03-05")]

    (progression,) = progressions(scores, ACCURACY)

    assert [name for name, *_ in told(progression)] == ["B"]


def test_the_first_of_equal_values_holds_the_record(score: MakeScore) -> None:
    """On one day both do."""
    scores = [
        score("90", "later", date="2024-04-01"),
        score("90", "A", date="2024-03-05"),
        score("90", "B", date="2024-03-05"),
    ]

    (progression,) = progressions(scores, ACCURACY)

    assert {(name, certain) for name, _, _, certain in told(progression)} == {("A", True), ("B", True)}


def test_a_better_value_without_a_date_makes_records_uncertain(score: MakeScore) -> None:
    """It may have come first; it is told beside."""
    scores = [score("80", "A", date="2020"), score("95", "B"), score("96", "C", date="2021")]

    (progression,) = progressions(scores, ACCURACY)

    assert [(name, certain) for name, *_, certain in told(progression)] == [("A", False), ("C", True)]
    assert [s.result.method for s in progression.undated] == ["B"]


def test_as_of_a_date_later_values_are_unknown(score: MakeScore) -> None:
    """And what may have appeared later is told beside."""
    scores = [
        score("80", "A", date="2020"),
        score("85", "B", date="2021"),
        score("90", "C", date="2022-01"),
    ]

    (progression,) = progressions(scores, ACCURACY, PartialDate.parse("2021-06"))

    assert told(progression) == [("A", "2020", None, False)]
    assert [s.result.method for s in progression.undated] == ["B"]


def test_protocols_have_records_of_their_own(score: MakeScore) -> None:
    """A zero-shot value takes no record from a 5-shot one."""
    scores = [
        score("80", "A", condition="zero-shot", date="2021"),
        score("90", "B", condition="5-shot", date="2020"),
    ]

    found = {str(p.protocol): [name for name, *_ in told(p)] for p in progressions(scores, ACCURACY)}

    assert found == {"0-shot": ["A"], "5-shot": ["B"]}


def test_what_does_not_rank_holds_no_record(score: MakeScore) -> None:
    """Nor is there any where the direction is unknown."""
    metric = replace(ACCURACY, direction=None)

    assert progressions([score("99", date="2020", bound=Bound.UP_TO)], ACCURACY) == ()
    assert progressions([score("99", date="2020", metric=metric)], metric) == ()


START = date(2024, 1, 1)
STRETCHES = st.tuples(st.integers(0, 4), st.integers(0, 2)).map(
    lambda pair: PartialDate(START + timedelta(days=pair[0]), START + timedelta(days=pair[0] + pair[1]))
)


@given(st.lists(st.tuples(st.integers(1, 4), STRETCHES), min_size=1, max_size=5))
def test_records_are_what_all_choices_of_days_say(
    score: MakeScore, found: list[tuple[int, PartialDate]]
) -> None:
    """A score is there if it held a record on some choice of days, and certain if it did on every choice."""
    scores = [replace(score(str(value), unit="%"), date=date_) for value, date_ in found]
    held = [0] * len(scores)
    choices = 0
    for chosen in product(*(range((d.last - d.first).days + 1) for _, d in found)):
        when = [d.first + timedelta(days=more) for more, (_, d) in zip(chosen, found, strict=True)]
        choices += 1
        for i, (value, _) in enumerate(found):
            rivals = [(v, w) for j, ((v, _), w) in enumerate(zip(found, when, strict=True)) if j != i]
            beaten = any((v > value and w <= when[i]) or (v == value and w < when[i]) for v, w in rivals)
            held[i] += not beaten

    (progression,) = progressions(scores, ACCURACY)

    expected = {s.result.iri: n == choices for s, n in zip(scores, held, strict=True) if n}
    assert {r.score.result.iri: r.certain for r in progression.records} == expected


@pytest.mark.parametrize("reverse", [False, True])
def test_the_order_of_scores_does_not_count(score: MakeScore, reverse: bool) -> None:
    """Papers come in any order."""
    scores = [score(str(80 + n % 7), f"M{n}", date=f"20{10 + n % 5}") for n in range(20)]

    assert progressions(scores, ACCURACY) == progressions(scores[:: -1 if reverse else 1], ACCURACY)
