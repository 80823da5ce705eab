"""Extraction of many papers: in worker processes that each load the pipeline once, or in this process."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from threading import Lock

from extractors.child import Answer, Child, Lost, Make, Pipeline, answer, failure
from extractors.identity import extractor_identity
from extractors.model import Model
from kg.errors import WorkersFailed
from kg.records import Extractor, Paper
from ontology.vocabulary import Vocabulary

__all__ = ["Alone", "Workers", "cores", "open_extract"]

# How many papers a worker is given at a time: enough that it need not wait for a busy parent.
_CHUNK = 8
# How many papers are at most under way or waiting to be taken: what a writer stores in some seconds.
_AHEAD = 512
# The longest abstract takes seconds, on a machine that does much else perhaps a minute.
_PATIENCE = 300
# So many workers lost without an answer between them are not the fault of a paper.
_LOST_IN_A_ROW = 3

_MEMORY = "If the memory is short, run it again with fewer --workers."
_NO_OTHER = f"The other papers are not affected. {_MEMORY} If not, please report this with the paper's text."


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def open_extract(vocabulary: Vocabulary, workers: int, model: Model | None) -> Iterator[Alone | Workers]:
    """What finds the facts in papers, with the pipeline, this vocabulary and this model.

    Nothing is loaded and no process started before there is a paper to read.

    Args:
        vocabulary: The concepts that the matcher knows.
        workers: How many processes; 1 is this one alone.
        model: What was trained; None for the rules alone.
    """
    make = partial(_load, vocabulary, None if model is None else model.directory)
    identity = extractor_identity(vocabulary, model)
    if workers == 1:
        yield Alone(make, identity)
        return
    pool = Workers(make, identity, workers)
    try:
        yield pool
    finally:
        pool.close()


def _load(vocabulary: Vocabulary, model: Path | None) -> Pipeline:
    # Here and not above, so that a parent that never extracts does without spaCy.
    from extractors.extraction import Extract  # noqa: PLC0415

    return Extract(vocabulary, None if model is None else Model(model))


class Alone:
    """Extraction in this process.

    Args:
        make: Loads the pipeline, when the first paper comes.
        identity: What the records are made by.
    """

    def __init__(self, make: Make, identity: Extractor) -> None:
        self.identity = identity
        self._make = make
        self._extract: Pipeline | None = None

    def map(self, papers: Iterable[Paper]) -> Iterator[Answer]:
        """The answer for each paper, in their order, when it is asked for."""
        for paper in papers:
            if self._extract is None:
                self._extract = self._make()
            yield answer(self._extract, paper)


class Workers:
    """Extraction in worker processes, which are started as they are needed. Close it at the end.

    A paper whose worker dies or hangs has failed; another worker is started for those that come after it.
    A thread stands by each worker, so that papers keep coming while the caller is busy with something else.

    Args:
        make: Loads the pipeline, in each worker.
        identity: What the records are made by.
        count: How many workers.
        patience: For how many seconds a worker may be at one paper.
    """

    def __init__(self, make: Make, identity: Extractor, count: int, *, patience: int = _PATIENCE) -> None:
        self.identity = identity
        self._make = make
        self._patience = patience
        self._limit = max(_AHEAD // _CHUNK, 2 * count)
        self._threads = ThreadPoolExecutor(count, "worker")
        self._lock = Lock()
        self._children: set[Child] = set()
        self._idle: list[Child] = []
        self._lost = 0
        self._closed = False

    def map(self, papers: Iterable[Paper]) -> Iterator[Answer]:
        """The answer for each paper, in their order.

        Reading begins now and not when the first answer is asked for, and goes on some hundred papers ahead.

        Raises:
            WorkersFailed: Workers cannot be started, or end again and again.
        """
        rest, begun = iter(papers), deque[Future[list[Answer]]]()
        self._begin(rest, begun)
        return self._answers(rest, begun)

    def close(self) -> None:
        """End all workers, whatever they are at."""
        with self._lock:
            self._closed = True
            for child in self._children:
                child.kill()
        self._threads.shutdown(cancel_futures=True)
        for child in self._children:
            child.close()
        self._children.clear()

    def _begin(self, papers: Iterator[Paper], begun: deque[Future[list[Answer]]]) -> None:
        """Have as many papers under way as may be."""
        while len(begun) < self._limit and (chunk := list(islice(papers, _CHUNK))):
            begun.append(self._threads.submit(self._read, chunk))

    def _answers(self, papers: Iterator[Paper], begun: deque[Future[list[Answer]]]) -> Iterator[Answer]:
        try:
            while begun:
                answers = begun.popleft().result()
                self._begin(papers, begun)
                yield from answers
        finally:
            for future in begun:
                future.cancel()

    # What follows is called by the threads.

    def _read(self, papers: list[Paper]) -> list[Answer]:
        """Have a worker read papers, and another those that are left if it is lost."""
        answers: list[Answer] = []
        while rest := papers[len(answers) :]:
            child = self._take()
            try:
                for found in child.read(rest):
                    answers.append(found)
                    self._lost = 0
            except Lost as lost:
                self._drop(child)
                answers.append(self._blame(papers[len(answers)], lost))
            else:
                with self._lock:
                    self._idle.append(child)
        return answers

    def _take(self) -> Child:
        """A worker that nobody uses, or a new one when it has loaded."""
        with self._lock:
            child = self._idle.pop() if self._idle else None
        if child is not None:
            if child.alive:
                return child
            self._drop(child)
        with self._lock:
            if self._closed:
                raise Lost("is not wanted any more")
            try:
                child = Child(self._make, self._patience)
            except OSError as error:
                message = f"A worker process cannot be started: {error.strerror or error}."
                raise WorkersFailed(message, remedy=_MEMORY) from error
            self._children.add(child)
        self._welcome(child)
        return child

    def _welcome(self, child: Child) -> None:
        """Wait until a worker has loaded. Raises WorkersFailed."""
        try:
            identity = child.loaded()
        except Lost as lost:
            message = f"A worker process {lost} before it could read a paper."
            raise WorkersFailed(message, remedy=_MEMORY) from lost
        if identity != self.identity:
            message = "A worker process has loaded other rules or another model than this process has."
            remedy = "The program was changed while it ran; run it again."
            raise WorkersFailed(message, remedy=remedy)

    def _drop(self, child: Child) -> None:
        """End a worker that is of no use any more."""
        with self._lock:
            if not self._closed:
                self._children.remove(child)
                child.close()

    def _blame(self, paper: Paper, lost: Lost) -> Answer:
        """The error of the paper that a worker was lost with. Raises WorkersFailed if it is one of many."""
        with self._lock:
            self._lost += 1
            too_often = self._lost >= _LOST_IN_A_ROW
        error = failure(paper, f"The worker process that read this paper {lost}.", _NO_OTHER)
        if too_often:
            message = f"One worker process after the other is lost; this one {lost}."
            raise WorkersFailed(message, where=error.where, remedy=_MEMORY)
        return error
