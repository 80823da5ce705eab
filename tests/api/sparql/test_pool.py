"""The workers, without HTTP: they are reused while they are well, and replaced when they are not."""

from __future__ import annotations

import asyncio
import gc
import mmap
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import pytest

from api.sparql.child import Child, Lost
from api.sparql.frames import FrameKind, Question
from api.sparql.limits import Limits
from api.sparql.pool import Pool
from api.sparql.worker import _own_memory
from kg.reader import Snapshot

T = TypeVar("T")


def with_pool(work: Callable[[Pool], Awaitable[T]]) -> T:
    """Do something with a pool of one worker."""

    async def run() -> T:
        pool = Pool(Limits(workers=1), {})
        try:
            return await work(pool)
        finally:
            await pool.close()

    return asyncio.run(run())


async def ask(child: Child, snapshot: Snapshot, sparql: str = "ASK {}") -> list[tuple[FrameKind, bytes]]:
    """The frames of an answer."""
    return [found async for found in child.ask(Question(sparql, str(snapshot.folder.path)))]


def test_a_worker_is_reused(snapshot: Snapshot) -> None:
    """To start one for each query would take a hundred times as long."""

    async def work(pool: Pool) -> set[int]:
        seen = set()
        for _ in range(5):
            async with pool.worker() as child:
                assert await ask(child, snapshot) == [(FrameKind.TABLE, b'{"head":{},"boolean":true}')]
                seen.add(id(child))
        return seen

    assert len(with_pool(work)) == 1


def test_a_worker_that_has_kept_much_memory_is_replaced(snapshot: Snapshot) -> None:
    """The next query finds as much room as the first."""

    async def work(pool: Pool) -> tuple[Child, Child]:
        async with pool.worker() as first:
            await ask(first, snapshot)
            first.worn = True
        async with pool.worker() as second:
            await ask(second, snapshot)
        return first, second

    first, second = with_pool(work)

    assert first is not second
    assert not first.alive


def test_a_worker_that_is_not_heard_out_is_replaced(snapshot: Snapshot) -> None:
    """What it would still say is nobody's answer."""

    async def work(pool: Pool) -> tuple[Child, Child]:
        async with pool.worker() as first:
            frames = first.ask(Question("SELECT * { ?a ?b ?c . ?d ?e ?f }", str(snapshot.folder.path)))
            await anext(frames)
        async with pool.worker() as second:
            await ask(second, snapshot)
        return first, second

    first, second = with_pool(work)

    assert first is not second
    assert not first.alive


def test_a_worker_ends_itself_when_nobody_else_does(snapshot: Snapshot) -> None:
    """A timer of the kernel ends it in native code too."""
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"

    async def work(pool: Pool) -> None:
        async with pool.worker() as child:
            async for _ in child.ask(Question(endless, str(snapshot.folder.path), seconds=0.5)):
                pass

    with pytest.raises(Lost, match="SIGALRM"):
        with_pool(work)


def test_a_pool_that_is_closed_leaves_nothing_open(snapshot: Snapshot) -> None:
    """Also of workers that were just taken out of service, or are just being started."""
    before = {path.name for path in Path("/proc/self/fd").iterdir()}

    async def work(pool: Pool) -> None:
        for _ in range(3):
            async with pool.worker() as child:
                frames = child.ask(Question("SELECT * { ?a ?b ?c . ?d ?e ?f }", str(snapshot.folder.path)))
                await anext(frames)

    with_pool(work)

    gc.collect()
    sockets = [fd for fd in open_files() if "socket:" in fd[1] and fd[0] not in before]
    assert sockets == []


def open_files() -> list[tuple[str, str]]:
    """What this process has open: the number of each file, and what it is."""
    found = []
    for path in Path("/proc/self/fd").iterdir():
        with suppress(OSError):
            found.append((path.name, str(path.readlink())))
    return found


def test_the_memory_of_a_process_is_measured() -> None:
    """In bytes, by what the process has for its own."""
    before = _own_memory()

    # From the kernel: a large process may have as much lying free, which another object would be given.
    with mmap.mmap(-1, 50_000_000, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS) as held:
        assert 1_000_000 < before < _own_memory() - len(held) // 2
