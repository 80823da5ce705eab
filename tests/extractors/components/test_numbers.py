from __future__ import annotations

import pytest

from extractors.components.numbers import number_near

NEAR = ("cuts [latency] by 35%", "78.5 seconds of [latency]", "with 3x less [latency]")
FAR = (
    "on CIFAR-10 the [latency] falls",  # part of a name
    "It needs 35 steps. The [latency] is low",  # in another sentence
    "35 " + "and so on " * 7 + "the [latency]",
)


@pytest.mark.parametrize(("text", "near"), [(t, True) for t in NEAR] + [(t, False) for t in FAR])
def test_a_number_is_near_in_the_same_sentence(text: str, near: bool) -> None:
    """A number of a name, of another sentence or far away does not count."""
    start, end = text.index("["), text.index("]") - 1
    plain = text.replace("[", "").replace("]", "")

    assert number_near(plain, start, end) is near
