from __future__ import annotations

from collections.abc import Callable

import pytest

Mentions = Callable[[str], tuple[set[tuple[str, str]], set[tuple[str, str]]]]

LISTS = (
    "It serves tasks such as [coding|Task], [lip reading|Task] and [gait reading|Task].",
    "It has applications (e.g., [fraud alerts|Task], [triage|Task]) in banks.",
    "It serves tasks including efficient [lip reading|Task] and [triage|Task].",
    "It runs on datasets such as [Zorpa|Dataset] and [Quxan|Dataset].",
    "It runs on four simulators ([ZorpSim|Dataset], [QuxSim|Dataset]).",
)


@pytest.mark.parametrize("sentence", LISTS)
def test_a_noun_tells_what_the_list_behind_it_holds(mentions: Mentions, sentence: str) -> None:
    """Members need no head of their own, and praise in front of one is no part of it."""
    found, marked = mentions(sentence)

    assert found == marked


def test_one_member_is_no_list(mentions: Mentions) -> None:
    """Behind `tasks like X` anything may come."""
    found, _ = mentions("It serves tasks like everybody.")

    assert found == set()
