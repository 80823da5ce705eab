"""A cache of bounded weight, from which goes first what has not been asked for the longest."""

from __future__ import annotations

from collections import OrderedDict
from typing import Generic, TypeVar

__all__ = ["Lru"]

Value = TypeVar("Value")


class Lru(Generic[Value]):
    """Values by text; for one thread, as an event loop is.

    Args:
        capacity: What all values may weigh together. A value that weighs more than a tenth of it is not kept.
    """

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._weight = 0
        self._kept: OrderedDict[str, tuple[Value, int]] = OrderedDict()

    def get(self, key: str) -> Value | None:
        """The value of a key, which then stays longer, or None."""
        found = self._kept.get(key)
        if found is None:
            return None
        self._kept.move_to_end(key)
        return found[0]

    def put(self, key: str, value: Value, weight: int) -> None:
        """Keep a value for as long as there is room."""
        if key in self._kept or weight > self._capacity // 10:
            return
        self._kept[key] = (value, weight)
        self._weight += weight
        while self._weight > self._capacity:
            _, (_, gone) = self._kept.popitem(last=False)
            self._weight -= gone
