"""Tags as a chain: how probable a whole mention is, not each of its words alone (Lafferty et al. 2001)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Doubles = NDArray[np.float64]


class Chain:
    """The probabilities of a linear-chain conditional random field over the words of a text.

    Args:
        emissions: How much speaks for each tag at each word, `[words, tags]`, as logarithms.
        transitions: How much speaks for each tag after each tag, `[1 + tags, tags]`; the first row is for
            the first word.
    """

    def __init__(self, emissions: NDArray[np.floating], transitions: NDArray[np.floating]) -> None:
        self._emissions = emissions.astype(np.float64)
        self._start, self._steps = transitions[0].astype(np.float64), transitions[1:].astype(np.float64)
        self._before = self._forward()
        self._after = self._backward()
        self._total = _log_sum(self._before[-1]) if len(emissions) else 0.0

    def _forward(self) -> Doubles:
        """For each word and tag, all ways of tagging the words up to it."""
        table = self._emissions.copy()
        steps = np.exp(self._steps)
        for word in range(len(table)):
            if word == 0:
                table[0] += self._start
                continue
            most = table[word - 1].max()
            table[word] += most + np.log(np.exp(table[word - 1] - most) @ steps + 1e-300)
        return table

    def _backward(self) -> Doubles:
        """For each word and tag, all ways of tagging the words after it."""
        table = np.zeros_like(self._emissions)
        steps = np.exp(self._steps)
        for word in range(len(table) - 2, -1, -1):
            following = self._emissions[word + 1] + table[word + 1]
            most = following.max()
            table[word] = most + np.log(steps @ np.exp(following - most) + 1e-300)
        return table

    def marginals(self) -> Doubles:
        """The probability of each tag at each word, `[words, tags]`."""
        return np.exp(self._before + self._after - self._total)

    def span(self, first: int, last: int, begin: int) -> float:
        """The probability that the words from `first` to before `last` are one whole mention.

        Args:
            first, last: The words, half-open, at least one.
            begin: The tag of its first word; the next tag is that of the others.
        """
        inside = begin + 1
        so_far = self._before[first, begin]
        tag = begin
        for word in range(first + 1, last):
            so_far += self._steps[tag, inside] + self._emissions[word, inside]
            tag = inside
        if last < len(self._emissions):
            following = self._steps[tag] + self._emissions[last] + self._after[last]
            following[inside] = -np.inf
            so_far += _log_sum(following)
        return float(np.exp(min(0.0, so_far - self._total)))


def _log_sum(values: Doubles) -> float:
    most = values.max()
    return float(most + np.log(np.exp(values - most).sum()))
