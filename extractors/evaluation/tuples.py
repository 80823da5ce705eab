"""Results as tuples that can be compared, in several views."""

from __future__ import annotations

import re
from collections import Counter

from extractors.evaluation.folding import fold
from extractors.evaluation.pairing import Pairs
from extractors.guidelines import Annotation

Row = tuple[object, ...]

VIEWS: dict[str, tuple[str, ...]] = {
    "results": ("method", "dataset", "metric", "value", "kind"),
    "scores": ("dataset", "metric", "value", "kind"),
    "values": ("metric", "value", "kind"),
    "reports": ("method", "dataset", "metric"),
    "complete": ("method", "dataset", "metric", "value", "kind", "unit", "baseline"),
}

_TYPE_OF_SLOT = {"method": "Method", "baseline": "Method", "dataset": "Dataset", "metric": "Metric"}


def row(result: Annotation, slots: tuple[str, ...], pairs: Pairs) -> Row:
    """The slots of one result, names folded and, by `pairs`, replaced by those of the gold entities."""
    return tuple(_slot(slot, result.get(slot), pairs) for slot in slots)


def _slot(slot: str, value: object, pairs: Pairs) -> object:
    if value is None:
        return None
    if slot in _TYPE_OF_SLOT:
        name = fold(str(value))
        return pairs.get((_TYPE_OF_SLOT[slot], name), name)
    if slot == "unit":
        return fold(str(value)) or value
    if slot == "value" and isinstance(value, int | float):
        return round(float(value), 6)
    return value


def rows(annotation: Annotation, slots: tuple[str, ...], pairs: Pairs) -> Counter[Row]:
    """How often each tuple occurs among the results."""
    return Counter(row(result, slots, pairs) for result in annotation["results"])


def condition_words(annotation: Annotation, pairs: Pairs) -> dict[Row, list[str]]:
    """The folded words of the condition of each results tuple (of its first result)."""
    words: dict[Row, list[str]] = {}
    for result in annotation["results"]:
        condition = re.findall(r"[\w.+%-]+", result.get("condition") or "")
        words.setdefault(row(result, VIEWS["results"], pairs), [fold(word) for word in condition])
    return words
