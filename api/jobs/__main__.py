"""`python -m api.jobs FOLDER DATA`: the process of one job."""

from __future__ import annotations

import fcntl
import os
import re
import signal
import sys
import time
from dataclasses import replace
from pathlib import Path

from api.jobs.job import Job, JobError, JobFolder, JobState
from kg.clock import now
from kg.data_directory import DataDirectory
from kg.errors import SotagraphError

#: By how much the kernel prefers other processes, see `nice(2)`: who asks goes first.
NICENESS = 10
#: Seconds between two notes of how far it is.
EVERY = 0.3
#: How many errors are kept.
ERRORS = 100

_LINE = re.compile(r"papers\.jsonl, line (\d+)$")


def run(folder: JobFolder, data: Path) -> Job:
    """Wait for the jobs before it, ingest the papers, and keep what came of it."""
    job = folder.read()
    assert job is not None  # noqa: S101 - who starts this has written it
    directory = DataDirectory(data)
    turn = os.open(directory.jobs / "turn", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        # A service that was started with interrupts ignored hands that on.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        if folder.cancelled.exists():
            raise KeyboardInterrupt
        fcntl.flock(turn, fcntl.LOCK_EX)
        job = _ingest(folder, replace(job, state=JobState.RUNNING), data)
    except KeyboardInterrupt:
        job = replace(folder.read() or job, state=JobState.CANCELLED)
    except SotagraphError as error:
        job = replace(job, state=JobState.FAILED, errors=(*job.errors, _error(error)))
    except Exception as error:
        failed = JobError(type(error).__name__, "An error that is ours; the job's log has it.")
        folder.write(replace(job, state=JobState.FAILED, errors=(failed,), ended=now()))
        raise
    job = replace(job, ended=now())
    folder.write(job)
    return job


def _ingest(folder: JobFolder, job: Job, data: Path) -> Job:
    # Only now, since it takes memory, and jobs before this one may take long.
    from api.cli.ingest import run as ingest  # noqa: PLC0415
    from api.cli.options import MODEL  # noqa: PLC0415

    folder.write(job)
    noted = time.monotonic()

    def tick(done: int, _of: int | None) -> None:
        nonlocal noted
        if time.monotonic() > noted + EVERY:
            noted = time.monotonic()
            folder.write(replace(job, done=done))

    model = os.environ.get(MODEL)
    summary = ingest(
        [folder.papers],
        data,
        workers=1,
        model=Path(model) if model else None,
        wait=True,
        list_skipped=False,
        tick=tick,
    )
    return replace(
        job,
        state=JobState.DONE,
        done=summary.read,
        new=summary.new,
        changed=summary.changed,
        unchanged=summary.unchanged + summary.merged,
        failed=summary.failed,
        snapshot=summary.snapshot,
        errors=tuple(map(_error, summary.errors[:ERRORS])),
    )


def _error(error: SotagraphError) -> JobError:
    """The error, told of the paper as it was handed in and not of a line of our file."""
    line = _LINE.search(error.where or "")
    place = f"papers[{int(line[1]) - 1}]" if line else error.where
    return JobError(type(error).__name__, error.message, place, error.remedy)


if __name__ == "__main__":
    os.nice(NICENESS)
    run(JobFolder(Path(sys.argv[1])), Path(sys.argv[2]))
