"""A job as its folder tells it."""

from __future__ import annotations

import fcntl
import json
import os
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

__all__ = ["Job", "JobError", "JobFolder", "JobState"]


class JobState(StrEnum):
    """How far a job is."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def ended(self) -> bool:
        """Whether nothing more will come of it."""
        return self not in {JobState.QUEUED, JobState.RUNNING}


@dataclass(frozen=True, slots=True)
class JobError:
    """What was wrong with a paper, or with the job."""

    code: str
    message: str
    where: str | None = None
    remedy: str | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """A job; times are UTC, as ISO 8601 has them.

    Attributes:
        id: Its name.
        state: How far it is.
        by: The name of the key that it was asked for with.
        papers: How many papers were handed in.
        digest: SHA-256 of them.
        created, ended: When it was asked for, and when it ended.
        done: How many papers are dealt with.
        new, changed, unchanged, failed: What became of them, at the end.
        snapshot: What readers see at its end.
        errors: What was wrong, of the first hundred.
    """

    id: str
    state: JobState
    by: str
    papers: int
    digest: str
    created: str
    ended: str | None = None
    done: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    failed: int = 0
    snapshot: str | None = None
    errors: tuple[JobError, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class JobFolder:
    """The files of a job."""

    path: Path

    @property
    def papers(self) -> Path:
        """What was handed in, as JSON Lines."""
        return self.path / "papers.jsonl"

    @property
    def lock(self) -> Path:
        """What its process locks for as long as it lives."""
        return self.path / "lock"

    @property
    def log(self) -> Path:
        """What its process says."""
        return self.path / "log"

    @property
    def pid(self) -> Path:
        """The number of its process."""
        return self.path / "pid"

    @property
    def cancelled(self) -> Path:
        """Is there once somebody has asked for its end."""
        return self.path / "cancelled"

    @property
    def state(self) -> Path:
        """The job as JSON, replaced by one rename."""
        return self.path / "job.json"

    def write(self, job: Job) -> None:
        """Keep how far the job is."""
        fresh = self.state.with_suffix(".new")
        fresh.write_text(json.dumps(asdict(job), ensure_ascii=False), encoding="utf-8")
        fresh.replace(self.state)

    def read(self) -> Job | None:
        """The job, None if there is none; one whose process died before its end has failed."""
        try:
            alive = self._is_alive()
            kept: dict[str, Any] = json.loads(self.state.read_text(encoding="utf-8"))
        except (FileNotFoundError, NotADirectoryError):
            return None
        errors = tuple(JobError(**error) for error in kept.pop("errors"))
        job = Job(**kept | {"state": JobState(kept["state"]), "errors": errors})
        if job.state.ended or alive:
            return job
        if self.cancelled.exists():  # its process may have been ended before it could say so
            return replace(job, state=JobState.CANCELLED)
        died = JobError("JobDied", "The process of this job ended before the job did.", None, "Ask again.")
        return replace(job, state=JobState.FAILED, errors=(*job.errors, died))

    def _is_alive(self) -> bool:
        descriptor = os.open(self.lock, os.O_RDONLY)
        try:
            # Shared, so that of two who look neither takes the other for the process.
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(descriptor)
        return False
