"""How far two places of a sentence are apart, in words that are weighed by what they separate."""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.components.results.frame import MASKS, QUANTITY_MASK
from extractors.components.results.patterns import load_patterns, words
from kg.records import EntityType

_TOKEN = re.compile(r"[\ue000]+|[\ue001]+|[\ue002]+|[\ue003]+|[\ue004]+|\w[\w'’-]*|[^\w\s]")


@lru_cache(maxsize=1)
def _costs() -> tuple[dict[str, float], dict[str, float]]:
    data = load_patterns("weights")
    return {
        w: cost
        for cost_name, forms in data["words"].items()
        for w in forms
        for cost in [data["costs"][cost_name]]
    }, data["costs"]


@lru_cache(maxsize=4096)
def gap_cost(gap: str) -> float:
    """The cost of the masked text between two places; 0 when they touch."""
    by_word, costs = _costs()
    total = 0.0
    for token in _TOKEN.findall(gap):
        first = token[0]
        if first == QUANTITY_MASK:
            total += costs["quantity"]
        elif first == MASKS[EntityType.METRIC]:
            total += costs["metric"]
        elif first == MASKS[EntityType.DATASET]:
            total += costs["dataset"]
        elif first == MASKS[EntityType.METHOD]:
            total += costs["method"]
        elif first == MASKS[EntityType.TASK]:
            total += costs["task"]
        else:
            total += by_word.get(token.lower(), costs["other"])
    return total
