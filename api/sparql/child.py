"""The service's side of one worker process."""

from __future__ import annotations

import asyncio
import json
import signal
import socket
from collections.abc import AsyncGenerator, Mapping
from multiprocessing import get_context, resource_tracker
from typing import Any

from api.sparql.frames import HEAD, FrameKind, Question, written
from api.sparql.limits import Limits
from api.sparql.refusal import Refusal
from api.sparql.worker import serve

__all__ = ["Child", "Fault", "Lost"]

_SPAWN = get_context("spawn")
#: How many bytes of an answer may wait here for its client to read.
_AHEAD = 262_144
#: How many seconds a process may take to start, on a machine that does much else.
_LOADING = 60


class Lost(Exception):
    """A worker that gives no answer any more; says why, as the end of a sentence.

    Args:
        why: What happened to it.
        exit_code: Its exit code, negative for a signal.
    """

    def __init__(self, why: str, exit_code: int | None) -> None:
        super().__init__(why)
        self.exit_code = exit_code


class Fault(Exception):
    """A worker that could not answer for no reason that it knows; says where it happened."""


class Child:
    """A worker process. It answers one question at a time.

    Attributes:
        idle: Whether it has answered everything that it was asked.
        worn: Whether it should be replaced.
        cut_off: Whether the kernel keeps it from the network.
    """

    def __init__(
        self, process: Any, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, cut_off: bool
    ) -> None:
        self._process = process
        self._reader = reader
        self._writer = writer
        self.cut_off = cut_off
        self.idle = True
        self.worn = False
        self._ended = False

    @classmethod
    async def start(cls, limits: Limits, prefixes: Mapping[str, str]) -> Child:
        """Start a process and wait until it takes questions.

        Raises:
            OSError: The system has no room for another process.
            Lost: The process ended instead.
        """
        ours, theirs = socket.socketpair()
        try:
            process = await asyncio.to_thread(_spawn, theirs, limits, prefixes)
            reader, writer = await asyncio.open_unix_connection(sock=ours, limit=_AHEAD)
        except BaseException:
            ours.close()
            raise
        finally:
            # Only the child holds this end now, so that its death is seen as the end of what comes.
            theirs.close()
        child = cls(process, reader, writer, cut_off=False)
        try:
            async with asyncio.timeout(_LOADING):
                _, content = await child._read()
        except TimeoutError:
            await child.end()
            raise Lost(f"did not start within {_LOADING} seconds", None) from None
        except BaseException:
            await child.end()
            raise
        child.cut_off = bool(json.loads(content)["cut_off"])
        return child

    async def ask(self, question: Question) -> AsyncGenerator[tuple[FrameKind, bytes], None]:
        """The frames of an answer. What is not read to its end must be ended.

        Raises:
            Lost: The process has ended.
            Refusal: The worker refuses the question, or gives up in the middle.
            Fault: The same by a fault of ours.
        """
        self.idle = False
        try:
            self._writer.write(written(question))
            await self._writer.drain()
        except OSError:
            raise await self._lost() from None
        failure: Refusal | Fault | None = None
        while True:
            kind, content = await self._read()
            if kind is FrameKind.END:
                self.worn = bool(content)
                self.idle = True
                break
            if kind is FrameKind.REFUSAL:
                failure = _refusal(json.loads(content))
            elif kind is FrameKind.FAULT:
                failure = Fault(content.decode("utf-8", "replace"))
            else:
                yield kind, content
        if failure is not None:
            raise failure

    @property
    def alive(self) -> bool:
        """Whether the process has not ended."""
        return not self._ended and bool(self._process.is_alive())

    def kill(self) -> None:
        """End the process, whatever it is at."""
        if not self._ended:
            self._process.kill()

    async def end(self) -> None:
        """End the process and let go of it."""
        if self._ended:
            return
        self.kill()
        self._ended = True
        self._writer.close()
        await asyncio.to_thread(self._process.join)
        self._process.close()

    async def _read(self) -> tuple[FrameKind, bytes]:
        try:
            kind, length = HEAD.unpack(await self._reader.readexactly(HEAD.size))
            return FrameKind(kind), await self._reader.readexactly(length)
        except (asyncio.IncompleteReadError, OSError):
            raise await self._lost() from None

    async def _lost(self) -> Lost:
        await asyncio.to_thread(self._process.join, 1)
        code = self._process.exitcode
        if code is not None and code < 0:
            return Lost(f"was ended by {signal.Signals(-code).name}", code)
        return Lost(f"ended with exit code {code}", code)


def _refusal(said: Mapping[str, Any]) -> Refusal:
    return Refusal(int(said["status"]), said["message"], where=said["where"], remedy=said["remedy"])


def _spawn(connection: socket.socket, limits: Limits, prefixes: Mapping[str, str]) -> Any:
    """Start a process that Ctrl-C does not reach: the service ends it."""
    process = _SPAWN.Process(
        target=serve, name="sparql", args=(connection, limits, dict(prefixes)), daemon=True
    )
    # Before signals are blocked, since it lets them through again; it is started once.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        process.start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return process
