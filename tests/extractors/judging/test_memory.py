"""What the annotated papers taught about names."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from extractors.judging.memory import KEYS, Memory

SEEN = st.lists(st.tuples(st.tuples(*[st.sampled_from("abc")] * len(KEYS)), st.integers(0, 4)), max_size=30)


@given(SEEN)
def test_what_is_taken_back_is_forgotten(seen: list[tuple[tuple[str, ...], int]]) -> None:
    """So that a paper can be judged without the memory of itself."""
    memory, empty = Memory(), Memory()
    memory.learn(seen)
    memory.learn(seen, -1)
    assert all(list(memory.recall(keys)) == list(empty.recall(keys)) for keys, _ in seen)


@given(SEEN)
def test_a_memory_that_was_written_recalls_the_same(seen: list[tuple[tuple[str, ...], int]]) -> None:
    """What is too rare to be written is too rare to be recalled."""
    memory = Memory()
    memory.learn(seen)
    again = Memory.from_json(json.loads(json.dumps(memory.to_json())))
    assert all(list(memory.recall(keys)) == list(again.recall(keys)) for keys, _ in seen)


@given(SEEN)
def test_shares_are_probabilities(seen: list[tuple[tuple[str, ...], int]]) -> None:
    """Of none and the four types, followed by how often the key was seen."""
    memory = Memory()
    memory.learn(seen)
    for keys, _ in seen:
        told = list(memory.recall(keys))
        for start in range(0, len(told), 6):
            assert abs(sum(told[start : start + 5]) - 1) < 1e-9
            assert told[start + 5] in (0, *range(2, 31))
