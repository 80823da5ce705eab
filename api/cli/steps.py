"""The steps of a long run on standard error: a line each, and where a person is watching, how far it is."""

from __future__ import annotations

import sys
import time
from datetime import timedelta
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

from api.cli.output import note

if TYPE_CHECKING:
    from rich.progress import Progress

#: How often a log says how far a step is, in seconds.
_EVERY = 60.0


class Report(Protocol):
    """Is told how far a step is."""

    def __call__(self, done: int, of: int | None = None, note: str = "") -> None:
        """So many are done of so many, None while that is unknown; the note says more."""


class ShownSteps:
    """Shows the steps of a recipe; a context manager.

    On a terminal there is a progress line. Elsewhere, in a log, there is a line a minute.
    """

    def __init__(self) -> None:
        self._bar: Progress | None = None
        self._last = ""

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            self._bar = _bar()
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def kept(self, task: str) -> None:
        """A step that is done already."""
        self._line(f"{task}: done before")

    def begins(self, task: str, *, again: bool) -> Report:
        """A step that begins."""
        self._line(f"{task}: goes on" if again else f"{task}: begins")
        self._last = ""
        return self._drawn(self._bar, task) if self._bar is not None else self._logged(task)

    def ends(self, task: str, seconds: float) -> None:
        """A step that has ended."""
        took = timedelta(seconds=round(seconds))
        self._line(f"{task}: done in {took}{self._last and f' ({self._last})'}")

    def _drawn(self, bar: Progress, task: str) -> Report:
        for shown in bar.task_ids:
            bar.remove_task(shown)
        shown = bar.add_task(task, total=None)

        def report(done: int, of: int | None = None, note: str = "") -> None:
            self._last = note
            bar.update(shown, completed=done, total=of, description=f"{task} {note}".rstrip())

        return report

    def _logged(self, task: str) -> Report:
        said = time.monotonic()

        def report(done: int, of: int | None = None, note: str = "") -> None:
            nonlocal said
            self._last = note
            now = time.monotonic()
            if now - said >= _EVERY:
                said = now
                self._line(f"{task}: {done:,}{f' of {of:,}' if of is not None else ''} {note}".rstrip())

        return report

    def _line(self, text: str) -> None:
        if self._bar is not None:
            self._bar.console.print(text, markup=False, highlight=False)
        else:
            note(text)


def _bar() -> Progress:
    from rich.console import Console
    from rich.progress import (
        MofNCompleteColumn,
        Progress,
        SpinnerColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
