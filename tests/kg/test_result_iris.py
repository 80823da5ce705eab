"""The IRIs of results stay with the facts that they name."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kg.identity.results import SLOTS, ResultKey, result_iris
from kg.records import Span

PAPER = "https://w3id.org/sotagraph/id/paper/x-00000000"
DIGEST = "ab" * 32

SLOT_VALUES = st.tuples(*[st.sampled_from([None, "a", "b"])] * len(SLOTS))
KEYS = st.builds(ResultKey, st.builds(Span, st.integers(0, 2), st.integers(3, 4)), SLOT_VALUES)


def key(start: int = 10, **slots: str) -> ResultKey:
    """A result at [start, start + 4) with these slots filled."""
    return ResultKey(Span(start, start + 4), tuple(slots.get(slot) for slot in SLOTS))


@given(st.lists(KEYS, max_size=12))
def test_different_results_never_share_an_iri(keys: list[ResultKey]) -> None:
    """Two results have one IRI exactly if they stand in one place and say the same."""
    iris = result_iris(PAPER, DIGEST, keys)

    assert len(set(iris)) == len(set(keys))
    assert all((iris[i] == iris[j]) == (keys[i] == keys[j]) for i in range(len(keys)) for j in range(i))


@given(st.lists(KEYS, max_size=12), st.randoms(use_true_random=False))
def test_the_order_of_results_has_no_say(keys: list[ResultKey], order: random.Random) -> None:
    """Each result has the IRI that it has in any other order."""
    shuffled = keys[:]
    order.shuffle(shuffled)

    before = dict(zip(keys, result_iris(PAPER, DIGEST, keys), strict=True))
    after = dict(zip(shuffled, result_iris(PAPER, DIGEST, shuffled), strict=True))

    assert before == after


@given(SLOT_VALUES, SLOT_VALUES)
def test_a_result_alone_at_its_place_is_named_by_the_place(
    one: tuple[str | None, ...], other: tuple[str | None, ...]
) -> None:
    """Whatever a better model says of it, its IRI stays."""
    place = Span(5, 9)

    assert result_iris(PAPER, DIGEST, [ResultKey(place, one)]) == result_iris(
        PAPER, DIGEST, [ResultKey(place, other)]
    )


def test_slots_that_need_not_tell_results_apart_have_no_say() -> None:
    """`91% on A and B` stays two results of the same names when the task becomes known for one of them."""
    before = [key(dataset="a", method="m"), key(dataset="b", method="m")]
    after = [key(dataset="a", method="m", task="t"), key(dataset="b", method="m", unit="%")]

    assert result_iris(PAPER, DIGEST, before) == result_iris(PAPER, DIGEST, after)


def test_a_slot_in_which_results_agree_has_no_say() -> None:
    """Two metrics at one value stay what they are when the data set of both becomes known."""
    before = [key(metric="a"), key(metric="b")]
    after = [key(metric="a", dataset="d"), key(metric="b", dataset="d")]

    assert result_iris(PAPER, DIGEST, before) == result_iris(PAPER, DIGEST, after)


def test_results_of_other_places_have_no_say() -> None:
    """A result that is found or lost elsewhere renames nothing here."""
    here = [key(dataset="a"), key(dataset="b")]
    elsewhere = key(50, dataset="a")

    assert result_iris(PAPER, DIGEST, [*here, elsewhere])[:2] == result_iris(PAPER, DIGEST, here)


def test_a_result_of_another_text_or_place_has_another_iri() -> None:
    """The digest of the text and both ends of the anchor count."""
    one = key()
    longer = replace(one, anchor=Span(10, 15))

    iris = {
        *result_iris(PAPER, DIGEST, [one]),
        *result_iris(PAPER, "cd" * 32, [one]),
        *result_iris(PAPER, DIGEST, [key(11)]),
        *result_iris(PAPER, DIGEST, [longer]),
    }

    assert len(iris) == 4
