"""How far two places of a sentence are apart, in words that are weighed by what they separate."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from itertools import accumulate

from extractors.components.results.masks import MASKS, QUANTITY_MASK, TOKEN
from extractors.patterns.results import load_patterns
from kg.records import EntityType

_SLOTS = {
    MASKS[EntityType.METRIC]: "metric",
    MASKS[EntityType.DATASET]: "dataset",
    MASKS[EntityType.METHOD]: "method",
    MASKS[EntityType.TASK]: "task",
    QUANTITY_MASK: "quantity",
}


@lru_cache
def _costs(target: str) -> tuple[dict[str, float], float]:
    """What each word and mask costs when a `target` is looked for, and what any other word does."""
    data = load_patterns("weights")
    costs = {**data["costs"], **data["costs"].get(target, {})}
    by_token = {word: costs[group] for group, forms in data["words"].items() for word in forms}
    return by_token | {mask: costs[slot] for mask, slot in _SLOTS.items()}, costs["other"]


class Gaps:
    """The costs of the words of one sentence, summed up from its start.

    Args:
        mask: Masked text.
        start, end: The sentence in it.
        target: `metrics` or `datasets`: what is looked for.
    """

    def __init__(self, mask: str, start: int, end: int, target: str) -> None:
        by_token, other = _costs(target)
        tokens = list(TOKEN.finditer(mask, start, end))
        self._starts = [token.start() for token in tokens]
        costs = (by_token.get(_key(token.group()), other) for token in tokens)
        self._sums = list(accumulate(costs, initial=0.0))

    def cost(self, start: int, end: int) -> float:
        """The cost of the words that begin at `start` or later, before `end`."""
        return self._sums[bisect_left(self._starts, end)] - self._sums[bisect_left(self._starts, start)]


def _key(token: str) -> str:
    return token[0] if token[0] in _SLOTS else token.lower()
