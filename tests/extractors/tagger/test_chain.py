"""The chain of tags, against sums over all sequences."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.tagger.chain import Chain

TAGS = 3
BEGIN, INSIDE = 1, 2


def chains() -> st.SearchStrategy[tuple[np.ndarray, np.ndarray]]:
    """Emissions of one to five words, and transitions; some steps are as good as impossible."""
    numbers = st.floats(-4, 4, width=32)
    rows = st.lists(st.lists(numbers, min_size=TAGS, max_size=TAGS), min_size=1, max_size=5)
    steps = st.one_of(numbers, st.just(-30.0))
    tables = st.lists(st.lists(steps, min_size=TAGS, max_size=TAGS), min_size=TAGS + 1, max_size=TAGS + 1)
    return st.tuples(rows.map(np.asarray), tables.map(np.asarray))


def weigh(emissions: np.ndarray, transitions: np.ndarray) -> dict[tuple[int, ...], float]:
    """The probability of every sequence of tags, by its definition."""
    scores = {}
    for tags in product(range(TAGS), repeat=len(emissions)):
        score = transitions[0][tags[0]] + sum(emissions[i][tag] for i, tag in enumerate(tags))
        scores[tags] = score + sum(transitions[1 + a][b] for a, b in pairwise(tags))
    most = max(scores.values())
    total = sum(np.exp(score - most) for score in scores.values())
    return {tags: float(np.exp(score - most) / total) for tags, score in scores.items()}


@given(chains())
def test_marginals_are_sums_over_all_sequences(chain: tuple[np.ndarray, np.ndarray]) -> None:
    """Of each tag at each word."""
    emissions, transitions = chain
    weights = weigh(emissions, transitions)
    marginals = Chain(emissions, transitions).marginals()
    for word, tag in product(range(len(emissions)), range(TAGS)):
        expected = sum(weight for tags, weight in weights.items() if tags[word] == tag)
        assert marginals[word, tag] == pytest.approx(expected, abs=1e-6)


@given(chains(), st.data())
def test_a_span_is_as_probable_as_the_sequences_that_have_it(
    chain: tuple[np.ndarray, np.ndarray], data: st.DataObject
) -> None:
    """It begins with its first tag, goes on with the next, and does not go on behind its end."""
    emissions, transitions = chain
    first = data.draw(st.integers(0, len(emissions) - 1))
    last = data.draw(st.integers(first + 1, len(emissions)))
    expected = sum(
        weight
        for tags, weight in weigh(emissions, transitions).items()
        if tags[first] == BEGIN
        and all(tag == INSIDE for tag in tags[first + 1 : last])
        and (last == len(tags) or tags[last] != INSIDE)
    )
    assert Chain(emissions, transitions).span(first, last, BEGIN) == pytest.approx(expected, abs=1e-6)


def test_a_text_without_words_has_no_marginals() -> None:
    """Nothing is divided by nothing."""
    chain = Chain(np.zeros((0, TAGS)), np.zeros((1 + TAGS, TAGS)))
    assert chain.marginals().shape == (0, TAGS)
