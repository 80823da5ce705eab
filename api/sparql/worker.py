"""The worker process: questions go in, answers come out, and nothing else is possible."""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
import time
import traceback
from collections.abc import Mapping
from contextlib import suppress
from multiprocessing import parent_process
from pathlib import Path
from threading import Thread

from api.sparql.confinement import confine
from api.sparql.engine import Engine
from api.sparql.frames import FrameKind, Question, frame, read_question
from api.sparql.limits import MEGABYTE, Limits
from api.sparql.refusal import Refusal, refusal
from kg.errors import SotagraphError

__all__ = ["serve"]

#: How many bytes of an answer are collected before they are sent: an answer below it is sent whole.
CHUNK = 65_536
#: A worker that has taken more than this share of its memory is replaced after its answer: allocators keep
#: what they have freed, and the next query is to find as much room as the first.
_WORN = 0.5
#: A query that takes less time than this, in seconds, cannot have filled the memory.
_LONG = 0.02


def serve(connection: socket.socket, limits: Limits, prefixes: Mapping[str, str]) -> None:
    """Answer questions until the service has gone.

    Args:
        connection: Where questions come from and answers go to.
        limits: What one query may take.
        prefixes: Those that a query need not declare.
    """
    cut_off = confine(limits.memory)
    Thread(target=_end_with_parent, daemon=True).start()
    engine = Engine(prefixes)
    # What native code writes when memory ends is pages long and says nothing to who runs the service.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
    # The service is gone when nobody reads; there is nothing to put in order.
    with suppress(BrokenPipeError, ConnectionResetError), connection.makefile("rb") as questions:
        connection.sendall(frame(FrameKind.READY, json.dumps({"cut_off": cut_off}).encode()))
        while (question := read_question(questions)) is not None:
            # Ends the process in native code too, should the service not be there to do it.
            signal.setitimer(signal.ITIMER_REAL, question.seconds)
            begun = time.monotonic()
            output = Output(connection, limits.result * MEGABYTE)
            _answer(engine, question, output)
            signal.setitimer(signal.ITIMER_REAL, 0)
            # To ask for the memory takes a tenth of the time of a small query, which needs none to speak of.
            long = time.monotonic() - begun > _LONG
            output.end(worn=long and _own_memory() > _WORN * limits.memory * MEGABYTE)


class Output:
    """Where an answer is written to: a file for the serializer, frames for the service.

    Args:
        connection: Where frames go.
        limit: How many bytes an answer may have.
    """

    def __init__(self, connection: socket.socket, limit: int) -> None:
        self._connection = connection
        self._limit = limit
        self._written = 0
        self._kind = FrameKind.TABLE
        self._waiting = bytearray()
        self._last = b""

    def begin(self, kind: FrameKind) -> None:
        """Say what the answer is, before it is written."""
        self._kind = kind

    def write(self, data: bytes) -> int:
        """Take a part of the answer. Raises Refusal when it is too long."""
        self._written += len(data)
        if self._written > self._limit:
            raise Refusal(
                500,
                f"the answer is longer than {self._limit // MEGABYTE:,} MB.",
                where="SPARQL",
                remedy="Ask for less, or for parts of it with LIMIT and OFFSET.",
            )
        self._waiting += data
        if len(self._waiting) >= CHUNK:
            self._send()
        return len(data)

    def flush(self) -> None:
        """Nothing: what waits is sent when it is worth it."""

    def complete(self) -> None:
        """Say that the answer has been written."""
        self._last = frame(self._kind, bytes(self._waiting))

    def end(self, *, worn: bool) -> None:
        """Send what is left, in one piece, so that the service wakes up once for a small answer."""
        self._connection.sendall(self._last + frame(FrameKind.END, b"worn" if worn else b""))

    def refuse(self, error: Refusal) -> None:
        """Say why there is no answer, or no more of it."""
        said = {
            "status": error.status,
            "message": error.message,
            "where": error.where,
            "remedy": error.remedy,
        }
        self._last = frame(FrameKind.REFUSAL, json.dumps(said).encode())

    def fail(self, trace: str) -> None:
        """Say that there is no answer, or no more of it, by a fault of ours."""
        self._last = frame(FrameKind.FAULT, trace.encode("utf-8", "replace"))

    def _send(self) -> None:
        self._connection.sendall(frame(self._kind, bytes(self._waiting)))
        self._kind = FrameKind.DATA
        self._waiting.clear()


def _answer(engine: Engine, question: Question, output: Output) -> None:
    try:
        engine.answer(question, output)
    except ConnectionError:
        raise
    except SotagraphError as error:
        output.refuse(refusal(error))
    except MemoryError:
        output.refuse(Refusal(500, "the query needs more memory than it may have.", where="SPARQL"))
    except FileNotFoundError:
        output.refuse(Refusal(503, "the snapshot was deleted by hand.", where="store", remedy="Try again."))
    except Exception:  # noqa: BLE001 - a fault of ours must not take the worker along
        output.fail(traceback.format_exc())
    else:
        output.complete()


def _own_memory() -> int:
    """How many bytes of memory are this process's own (`proc(5)`); 0 where the system does not say it."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5]) * os.sysconf(
            "SC_PAGE_SIZE"
        )
    except OSError:
        return 0


def _end_with_parent() -> None:
    """End this process at once when the service has ended, however it did and whatever is under way here."""
    parent = parent_process()
    if parent is not None:
        parent.join()
    os._exit(1)
