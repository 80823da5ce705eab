"""The current snapshot, for who must not block the event loop."""

from __future__ import annotations

import asyncio
from concurrent.futures import Executor

from kg.reader import Reader, Snapshot

__all__ = ["current_snapshot"]


async def current_snapshot(reader: Reader, threads: Executor | None = None) -> Snapshot:
    """The one that is open if it is still current, else the new one, opened in a thread.

    Raises as `Reader.snapshot` does.
    """
    known = reader.known()
    if known is not None:
        return known
    return await asyncio.get_running_loop().run_in_executor(threads, reader.snapshot)
