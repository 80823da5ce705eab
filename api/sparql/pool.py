"""The workers: as many as there are to be, warm, and a bounded queue before them."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncIterator, Coroutine, Mapping
from contextlib import asynccontextmanager

from api.sparql.child import Child, Lost
from api.sparql.limits import Limits
from api.sparql.refusal import Refusal

__all__ = ["Pool"]

_log = logging.getLogger(__name__)
#: Seconds between two attempts to start a worker, after the first and at most.
_PAUSE, _LONGEST_PAUSE = 0.5, 30.0
#: Why a query may have no whole answer.
REASONS = ("deadline", "memory", "nesting", "lost", "fault", "full", "left")


class Pool:
    """Workers that take turns. Start and close it in the event loop that uses it.

    Args:
        limits: How many there are, and what each may take.
        prefixes: Those that a query need not declare.
    """

    def __init__(self, limits: Limits, prefixes: Mapping[str, str]) -> None:
        self._limits = limits
        self._prefixes = prefixes
        self._free: asyncio.Queue[Child] = asyncio.Queue()
        self._children: set[Child] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._asking = 0
        self._busy = 0
        #: Queries without a whole answer, by reason.
        self.ended: Counter[str] = Counter(dict.fromkeys(REASONS, 0))
        self._started = False
        self._closed = False

    @property
    def alive(self) -> int:
        """How many workers there are, free or not."""
        return sum(child.alive for child in self._children)

    @property
    def busy(self) -> int:
        """How many workers answer."""
        return self._busy

    @property
    def waiting(self) -> int:
        """How many queries wait for a worker."""
        return self._asking - self._busy

    def start(self) -> None:
        """Start the workers, without waiting for them; doing it twice does nothing."""
        if not self._started:
            self._started = True
            for _ in range(self._limits.workers):
                self._keep(self._add())

    async def close(self) -> None:
        """End all workers, whatever they are at."""
        self._closed = True
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(*(child.end() for child in self._children))
        self._children.clear()

    @asynccontextmanager
    async def worker(self) -> AsyncIterator[Child]:
        """A worker, as soon as one is free; one that is not idle at the end is ended and replaced.

        Raises:
            Refusal: Too many wait already.
        """
        self.start()
        if self._asking >= self._limits.workers + self._limits.queue:
            self.ended["full"] += 1
            raise Refusal(
                503,
                f"{self._limits.workers} queries are being answered and {self._limits.queue} wait, "
                "which is as many as may.",
                remedy="Try again in some seconds.",
                headers={"retry-after": "5"},
            )
        self._asking += 1
        try:
            child = await self._take()
            self._busy += 1
            try:
                yield child
            finally:
                self._busy -= 1
                self._give_back(child)
        finally:
            self._asking -= 1

    async def _take(self) -> Child:
        """A free worker that has not ended since it was last used."""
        while not (child := await self._free.get()).alive:
            self._drop(child)
        return child

    def _give_back(self, child: Child) -> None:
        if child.idle and not child.worn:
            self._free.put_nowait(child)
        else:
            self._drop(child)

    def _drop(self, child: Child) -> None:
        """End a worker and start another one."""
        child.kill()
        self._keep(self._end(child))
        if not self._closed:
            self._keep(self._add())

    async def _end(self, child: Child) -> None:
        await child.end()
        # Not before, so that one that is not ended when the pool is closed is ended there.
        self._children.discard(child)

    async def _add(self) -> None:
        """Start a worker, and try again if that fails."""
        pause = _PAUSE
        while True:
            try:
                child = await Child.start(self._limits, self._prefixes)
            except (OSError, Lost) as error:
                _log.error("A worker for SPARQL cannot be started (%s).", error)
                await asyncio.sleep(pause)
                pause = min(2 * pause, _LONGEST_PAUSE)
            else:
                break
        if not child.cut_off:
            _log.warning("This system does not cut workers off the network; SERVICE is refused all the same.")
        self._children.add(child)
        self._free.put_nowait(child)

    def _keep(self, work: Coroutine[object, object, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
