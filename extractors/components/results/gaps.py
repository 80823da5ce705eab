"""How far two places of a sentence are apart, in words that are weighed by what they separate."""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.components.results.frame import MASKS, QUANTITY_MASK
from extractors.patterns.results import load_patterns
from kg.records import EntityType

_TOKEN = re.compile(r"[\ue000]+|[\ue001]+|[\ue002]+|[\ue003]+|[\ue004]+|\w[\w'’-]*|[^\w\s]")


_SLOTS = {
    MASKS[EntityType.METRIC]: "metric",
    MASKS[EntityType.DATASET]: "dataset",
    MASKS[EntityType.METHOD]: "method",
    MASKS[EntityType.TASK]: "task",
    QUANTITY_MASK: "quantity",
}


@lru_cache
def _costs(target: str) -> tuple[dict[str, float], dict[str, float]]:
    """The costs of words and of what masks stand for, when a name of the kind `target` is looked for."""
    data = load_patterns("weights")
    costs = {**data["costs"], **data["costs"].get(target, {})}
    words = {word: costs[group] for group, forms in data["words"].items() for word in forms}
    return words, {mask: costs[slot] for mask, slot in _SLOTS.items()} | {"": costs["other"]}


@lru_cache(maxsize=4096)
def gap_cost(gap: str, target: str = "metrics") -> float:
    """The cost of the masked text between two places; 0 when they touch."""
    by_word, by_mask = _costs(target)
    total = 0.0
    for token in _TOKEN.findall(gap):
        cost = by_mask.get(token[0])
        total += by_word.get(token.lower(), by_mask[""]) if cost is None else cost
    return total
