"""One worker process: papers go in, records come out, and it ends when its parent does."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from multiprocessing import get_context, parent_process, resource_tracker
from multiprocessing.connection import Connection
from threading import Lock, Thread
from typing import Any, Protocol

from kg.errors import ExtractionFailed, SotagraphError
from kg.records import Extraction, Extractor, Paper

__all__ = ["Answer", "Child", "Lost", "Make", "Pipeline", "answer", "failure"]

#: What comes of one paper.
Answer = Extraction | ExtractionFailed

_REPORT = "The other papers are not affected. Please report this with the paper's text."

# For how many seconds to wait for a pipeline to be loaded.
_LOADING = 600

_SPAWN = get_context("spawn")
# What starting a process changes in this one for a moment is not for two threads at a time.
_starting = Lock()
# There are as many processes as there are to be threads. Libraries read this when they are loaded, so it must
# be there before the process is.
_ONE_THREAD = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "TOKENIZERS_PARALLELISM": "false",
}


class Pipeline(Protocol):
    """What reads one paper after the other, once it is loaded."""

    @property
    def identity(self) -> Extractor:
        """What its records are made by."""

    def __call__(self, paper: Paper) -> Extraction:
        """Everything that is found in one paper."""


#: Loads the pipeline; it is called in the worker, so it must be picklable, and small.
Make = Callable[[], Pipeline]


class Lost(Exception):
    """A worker process that gives no answer any more; says why, as the end of a sentence."""


class Child:
    """The parent's side of one worker process, which begins to load as soon as it is made.

    Args:
        make: Loads the pipeline.
        patience: For how many seconds to wait for one paper.

    Raises:
        OSError: The system has no room for another process.
    """

    def __init__(self, make: Make, patience: int) -> None:
        self._patience = patience
        self._connection, theirs = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=_serve, args=(theirs, make, patience), daemon=True)
        _start(self._process)
        # Only the child holds this end now, so that its death is seen as the end of what comes.
        theirs.close()

    @property
    def alive(self) -> bool:
        """Whether the process has not ended."""
        return self._process.is_alive()

    def loaded(self) -> Extractor:
        """Wait until the pipeline is loaded; what its records are made by.

        Raises:
            Lost: The process has ended or hangs.
            SotagraphError: The pipeline cannot be loaded.
        """
        said = self._receive(_LOADING)
        if isinstance(said, SotagraphError):
            raise said
        return said  # type: ignore[no-any-return]

    def read(self, papers: Sequence[Paper]) -> Iterator[Answer]:
        """The answer for each paper in turn, as soon as it is there. Raises Lost."""
        try:
            self._connection.send(papers)
        except OSError:
            raise self._ended() from None
        for _ in papers:
            yield self._receive(self._patience)

    def kill(self) -> None:
        """End the process, which has nothing to put in order; may be called by another thread."""
        self._process.kill()

    def close(self) -> None:
        """End the process and let go of it."""
        self.kill()
        self._process.join()
        self._process.close()
        self._connection.close()

    def _receive(self, patience: int) -> Any:
        try:
            # Counted in steps, so that hours for which the machine or both processes slept are one step.
            for _ in range(patience):
                if self._connection.poll(1):
                    return self._connection.recv()
        except (EOFError, OSError):
            raise self._ended() from None
        raise _silent(patience)

    def _ended(self) -> Lost:
        self._process.join(1)
        code = self._process.exitcode
        if code == -signal.SIGPROF:
            # Its own clock was faster than ours.
            return _silent(self._patience)
        if code is not None and code < 0:
            return Lost(f"was ended by {signal.Signals(-code).name}")
        return Lost(f"ended with exit code {code}")


def _silent(patience: int) -> Lost:
    return Lost(f"gave no answer for {patience} seconds")


def answer(extract: Pipeline, paper: Paper) -> Answer:
    """What comes of one paper; whatever happens to it concerns no other."""
    try:
        return extract(paper)
    except ExtractionFailed as error:
        return error
    except Exception as error:  # noqa: BLE001 - rules and models run over text from anywhere
        return failure(paper, f"Extraction failed: {type(error).__name__}: {error}", _REPORT)


def failure(paper: Paper, message: str, remedy: str) -> ExtractionFailed:
    """The error that names a paper."""
    return ExtractionFailed(message, where=f"{paper.source}, {paper.title[:80]!r}", remedy=remedy)


def _start(process: Any) -> None:
    """Start a process that has one thread and that Ctrl-C does not reach: its parent ends it."""
    with _starting:
        # Before signals are blocked, since it lets them through again; it is started once.
        resource_tracker.ensure_running()
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        changed = {name: os.environ.get(name) for name in _ONE_THREAD}
        os.environ.update(_ONE_THREAD)
        try:
            process.start()
        finally:
            for name, value in changed.items():
                if value is None:
                    del os.environ[name]
                else:
                    os.environ[name] = value
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(connection: Connection, make: Make, patience: int) -> None:
    """What the worker does: load the pipeline, say so, and read papers until the parent is gone."""
    Thread(target=_end_with_parent, daemon=True).start()
    try:
        extract = make()
    except SotagraphError as error:
        connection.send(error)
        return
    try:
        connection.send(extract.identity)
        while True:
            for paper in connection.recv():
                # Code that holds the interpreter for ever would keep the thread from seeing the parent's end.
                signal.setitimer(signal.ITIMER_PROF, patience)
                connection.send(answer(extract, paper))
                signal.setitimer(signal.ITIMER_PROF, 0)
    except (EOFError, OSError):
        return


def _end_with_parent() -> None:
    """End this process at once when its parent has ended, however it did and whatever is under way here."""
    parent = parent_process()
    if parent is not None:
        parent.join()
    os._exit(1)
