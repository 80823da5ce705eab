"""Tags as a chain: how probable a whole mention is, not each of its words alone (Lafferty et al. 2001)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Doubles = NDArray[np.float64]

_TINY = 1e-300


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
        # Sums of products are scaled at each word, lest they vanish (Rabiner 1989, section V.A).
        self._most = self._emissions.max(axis=1, keepdims=True)
        self._weights = np.exp(self._emissions - self._most)
        self._before = self._forward()
        self._after = self._backward()
        self._total = _log_sum(self._before[-1]) if len(emissions) else 0.0

    def _forward(self) -> Doubles:
        """For each word and tag, all ways of tagging the words up to it."""
        rows, steps, ways = self._emissions, np.exp(self._steps), np.exp(self._start)
        table, scales = np.empty_like(rows), np.empty((len(rows), 1))
        for word, row in enumerate(self._weights):
            ways = row * (ways @ steps if word else ways)
            scales[word] = scale = ways.sum()
            ways = table[word] = ways / scale
        return _logs(table, np.cumsum(np.log(scales) + self._most, axis=0))

    def _backward(self) -> Doubles:
        """For each word and tag, all ways of tagging the words after it."""
        rows, steps = self._emissions, np.exp(self._steps)
        table, scales = np.ones_like(rows), np.ones((len(rows), 1))
        for word in range(len(rows) - 2, -1, -1):
            ways = steps @ (self._weights[word + 1] * table[word + 1])
            scales[word] = scale = ways.sum()
            table[word] = ways / scale
        logs = np.log(scales)
        logs[:-1] += self._most[1:]
        return _logs(table, np.cumsum(logs[::-1], axis=0)[::-1])

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


def _logs(table: Doubles, scales: Doubles) -> Doubles:
    """What is impossible stays finite, so that differences of it are numbers."""
    logs: Doubles = np.log(table + _TINY) + scales
    return logs


def _log_sum(values: Doubles) -> float:
    most = values.max()
    return float(most + np.log(np.exp(values - most).sum()))
