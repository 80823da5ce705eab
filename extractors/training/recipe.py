"""The recipe: steps that run in order, each only when it has to, and go on where they were interrupted."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from extractors.training.folder import work_folder
from extractors.training.markers import (
    CHECKPOINT,
    begun_for,
    digest_of,
    digest_outputs,
    mark_begun,
    mark_done,
    read_done,
)
from extractors.training.settings import Settings, section_text
from extractors.training.steps import Given, Reads, Report, Runs, Step, Work
from kg.errors import SettingInvalid

_LEAST_FOLDS = 2


class Watcher(Protocol):
    """Is told what the recipe does; tasks are named `train` or `fold-0/train`."""

    def kept(self, task: str) -> None:
        """It is done already."""

    def begins(self, task: str, *, again: bool) -> Report:
        """It begins, or goes on where it was interrupted; gives what is to be told how far it is."""

    def ends(self, task: str, seconds: float) -> None:
        """It is done after so many seconds of this run."""


@dataclass(frozen=True, slots=True)
class _Task:
    """A step for a fold, for the final model, or for both."""

    step: Step
    fold: int | None

    @property
    def name(self) -> str:
        return self.step.name if self.fold is None else f"fold-{self.fold}/{self.step.name}"


class Recipe:
    """Steps over a folder, a task in a folder of its own.

    A task is done when its marker names the digest of all that it depends on (its settings, what it reads,
    what the steps that it needs have made) and that of what it has made itself. Otherwise it runs: from its
    own checkpoint if that was begun for the same digest, or from an empty folder.

    Args:
        steps: In their order; what a step needs stands before it.
        out: The folder.
        given: What the command was given to read.
        settings: All settings.
        watcher: Is told what happens.
    """

    def __init__(
        self, steps: Sequence[Step], out: Path, given: Given, settings: Settings, watcher: Watcher
    ) -> None:
        self._steps = {step.name: step for step in steps}
        self._out = out
        self._given = given
        self._settings = settings
        self._watcher = watcher
        self._done: dict[_Task, str] = {}
        self._read: dict[Reads, str] = {}

    def run(self, *, folds: bool = False, until: str | None = None) -> None:
        """Do what is not done.

        Args:
            folds: Run the steps with each fold held out in turn, and then those over all folds, instead of
                making the final model.
            until: The last step to run.

        Raises:
            SettingInvalid: There is no such step, or fewer than two folds.
            StoreError: The folder cannot be worked in.
            InputError: What was given cannot be used.
        """
        tasks = list(self._tasks(folds=folds, until=until))
        # What was given is looked at before anything is made of it.
        self._read = {
            what: self._given.digest(what, self._settings)
            for step in self._steps.values()
            for what in step.reads
        }
        self._done = {}
        with work_folder(self._out):
            for task in tasks:
                if self._current(task) is None:
                    self._do(task)
                else:
                    self._watcher.kept(task.name)

    def _tasks(self, *, folds: bool, until: str | None) -> Iterator[_Task]:
        chosen = list(self._chosen(folds=folds, until=until))
        if not folds:
            yield from (_Task(step, None) for step in chosen)
            return
        if self._settings.folds < _LEAST_FOLDS:
            raise SettingInvalid(
                f"There cannot be {self._settings.folds} folds.",
                where="folds",
                remedy=f"Set it to {_LEAST_FOLDS} or more.",
            )
        yield from (_Task(step, None) for step in chosen if step.runs is Runs.ONCE)
        for fold in range(self._settings.folds):
            yield from (_Task(step, fold) for step in chosen if step.runs is Runs.EACH)
        yield from (_Task(step, None) for step in chosen if step.runs is Runs.OVER_FOLDS)

    def _chosen(self, *, folds: bool, until: str | None) -> Iterator[Step]:
        known = [step for step in self._steps.values() if folds or step.runs is not Runs.OVER_FOLDS]
        names = [step.name for step in known]
        if until is not None and until not in names:
            raise SettingInvalid(
                f"There is no step {until!r}{'' if folds else ' without --folds'}.",
                where="--until",
                remedy=f"The steps are {', '.join(names)}.",
            )
        last = len(names) if until is None else names.index(until) + 1
        yield from known[:last]

    def _do(self, task: _Task) -> None:
        folder, key = self._out / task.name, self._key(task)
        again = begun_for(folder) == key and read_done(folder) is None
        if not again:
            _empty(folder)
            mark_begun(folder, key)
        checkpoint = folder / CHECKPOINT
        checkpoint.mkdir(exist_ok=True)
        began = time.monotonic()
        task.step.run(self._work(task, folder, checkpoint, self._watcher.begins(task.name, again=again)))
        self._done[task] = mark_done(folder, key).digest
        # Only now, so that an end at any moment loses nothing.
        shutil.rmtree(checkpoint)
        self._watcher.ends(task.name, time.monotonic() - began)

    def _work(self, task: _Task, folder: Path, checkpoint: Path, report: Report) -> Work:
        over = range(self._settings.folds) if task.step.runs is Runs.OVER_FOLDS else ()
        return Work(
            folder=folder,
            checkpoint=checkpoint,
            given=self._given,
            settings=self._settings,
            fold=task.fold,
            report=report,
            made=self._folders(self._before(task)),
            folds=[self._folders(self._needed(task.step, fold)) for fold in over],
        )

    def _folders(self, tasks: Iterator[_Task]) -> Mapping[str, Path]:
        return {task.step.name: self._out / task.name for task in tasks}

    def _before(self, task: _Task) -> Iterator[_Task]:
        """What the task reads of other tasks; over all folds, without what there is of each fold."""
        for needed in self._needed(task.step, task.fold):
            if task.step.runs is not Runs.OVER_FOLDS or needed.step.runs is not Runs.EACH:
                yield needed
        for name in task.step.takes:
            taken = _Task(self._steps[name], None)
            if task.fold is None and self._current(taken) is not None:
                yield taken

    def _needed(self, step: Step, fold: int | None) -> Iterator[_Task]:
        for name in step.needs:
            needed = self._steps[name]
            yield _Task(needed, fold if needed.runs is Runs.EACH else None)

    def _all_before(self, task: _Task) -> Iterator[_Task]:
        yield from self._before(task)
        if task.step.runs is Runs.OVER_FOLDS:
            for fold in range(self._settings.folds):
                yield from self._needed(task.step, fold)

    def _current(self, task: _Task) -> str | None:
        """The digest of a task that is done, or None if it must run."""
        if task not in self._done:
            if any(self._current(needed) is None for needed in self._all_before(task)):
                return None
            folder = self._out / task.name
            marker = read_done(folder)
            if marker is None or marker.key != self._key(task) or marker.outputs != digest_outputs(folder):
                return None
            shutil.rmtree(folder / CHECKPOINT, ignore_errors=True)
            self._done[task] = marker.digest
        return self._done[task]

    def _key(self, task: _Task) -> str:
        """The digest of all that the task depends on; what it needs is done."""
        step, settings = task.step, self._settings
        divided = task.fold is not None or step.runs is Runs.OVER_FOLDS
        obeyed = ("seed", *(("folds",) if divided else ()), *step.settings)
        return digest_of(
            step.name,
            str(step.version),
            str(task.fold),
            *(f"{name} {section_text(settings, name)}" for name in obeyed),
            *(f"{what.value} {self._read[what]}" for what in step.reads),
            *(f"{before.name} {self._current(before)}" for before in self._all_before(task)),
        )


def _empty(folder: Path) -> None:
    """Make the folder anew; by one rename, so that no part of the old one can be taken for the new."""
    old = folder.with_name(f".{folder.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.replace(old)
        shutil.rmtree(old)
    folder.mkdir(parents=True)
