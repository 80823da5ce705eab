"""How many requests an address may send: a generic cell rate algorithm with bounded memory."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import NamedTuple

__all__ = ["RateLimit", "Verdict"]


class Verdict(NamedTuple):
    """What is said of one request.

    Attributes:
        allowed: Whether it may pass.
        remaining: How many more may follow at once.
        wait: Seconds until the next one may pass, or until all may.
    """

    allowed: bool
    remaining: int
    wait: float


class RateLimit:
    """At most `limit` requests at once and `limit` each `window`, evenly given back.

    Of each address one number is kept: when it will have used up nothing. So memory is bounded by the number
    of addresses; the one that asked least recently is forgotten first.

    Args:
        limit: Requests.
        window: Seconds.
        addresses: How many are remembered.
        clock: Gives seconds that never go back.
    """

    def __init__(
        self, limit: int, window: float, addresses: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.limit = limit
        self.window = window
        self._addresses = addresses
        self._clock = clock
        self._step = window / limit
        self._free_at: OrderedDict[str, float] = OrderedDict()

    def __len__(self) -> int:
        return len(self._free_at)

    def ask(self, address: str) -> Verdict:
        """Count a request of an address; one that may not pass does not count."""
        now = self._clock()
        after = max(self._free_at.get(address, now), now) + self._step
        used = after - now
        # A millionth of a step forgives what floating point makes of sums.
        if used > self.window + self._step * 1e-6:
            return Verdict(allowed=False, remaining=0, wait=used - self.window)
        self._free_at[address] = after
        self._free_at.move_to_end(address)
        if len(self._free_at) > self._addresses:
            self._free_at.popitem(last=False)
        remaining = math.floor((self.window - used) / self._step + 1e-6)
        return Verdict(allowed=True, remaining=remaining, wait=used)
