"""Where jobs are asked for, looked up and cancelled."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import Any

from api.jobs.job import Job, JobFolder, JobState
from kg.clock import now
from kg.data_directory import DataDirectory
from kg.errors import NameUnknown, SotagraphError
from kg.store.failures import reading, writing

__all__ = ["MAX_ACTIVE", "MAX_ENDED", "MAX_PAPERS", "JobDesk", "JobRefused"]

#: How many papers one job may have, how many jobs may wait or run, and how many that ended are kept.
MAX_PAPERS = 1_000
MAX_ACTIVE = 10
MAX_ENDED = 100

#: What may be asked for once more by the same name.
_IN_VAIN = frozenset({JobState.FAILED, JobState.CANCELLED})
_ID = re.compile(r"[0-9a-f]{16}")


class JobRefused(SotagraphError):
    """A job that is not taken."""


class JobDesk:
    """The jobs of a data directory.

    Args:
        directory: Where.
    """

    def __init__(self, directory: DataDirectory) -> None:
        self._directory = directory

    def submit(self, papers: Sequence[Mapping[str, Any]], by: str, mutation: str | None = None) -> Job:
        """Start a job that ingests papers.

        Args:
            papers: Their fields, as JSON Lines have them.
            by: The name of the key that it is asked for with.
            mutation: What the client calls this request; asked again, it is the same job, unless that failed
                or was cancelled.

        Raises:
            JobRefused: There are no papers or too many, too many jobs wait, or another request was called so.
            StoreError: The disk refuses.
        """
        if not 0 < len(papers) <= MAX_PAPERS:
            raise JobRefused(
                f"{len(papers):,} papers were given.",
                where="papers",
                remedy=f"Give 1 to {MAX_PAPERS:,} papers a job.",
            )
        lines = "".join(json.dumps(paper, ensure_ascii=True) + "\n" for paper in papers)
        digest = hashlib.sha256(lines.encode()).hexdigest()
        with writing(self._directory.jobs), self._alone():
            id_ = secrets.token_hex(8) if mutation is None else _named(by, mutation)
            folder = self._folder(id_)
            known = folder.read()
            if known is not None and _same(known, digest).state not in _IN_VAIN:
                return known
            self._make_room()
            shutil.rmtree(folder.path, ignore_errors=True)
            job = Job(id_, JobState.QUEUED, by, len(papers), digest, now())
            folder.path.mkdir(mode=0o700)
            folder.papers.write_text(lines, encoding="utf-8")
            self._start(folder, job)
        return job

    def get(self, id_: str) -> Job:
        """A job. Raises NameUnknown if it is not kept."""
        with reading(self._directory.jobs):
            job = self._folder(id_).read() if _ID.fullmatch(id_) else None
        if job is None:
            raise NameUnknown(f"there is no job {id_[:40]!r}.", where="id", remedy="`jobs` lists them.")
        return job

    def all(self) -> list[Job]:
        """All jobs that are kept, the newest first."""
        with reading(self._directory.jobs):
            jobs = [job for folder in self._folders() if (job := folder.read()) is not None]
        return sorted(jobs, key=lambda job: (job.created, job.id), reverse=True)

    def cancel(self, id_: str) -> Job:
        """End a job; what it has stored by then stays. Raises NameUnknown if it is not kept."""
        job = self.get(id_)
        if not job.state.ended:
            with writing(self._directory.jobs):
                self._folder(id_).cancelled.touch()
            with suppress(FileNotFoundError, ProcessLookupError, ValueError):
                os.kill(int(self._folder(id_).pid.read_text(encoding="utf-8")), signal.SIGINT)
        return self.get(id_)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One at a time hands in, of all services over the directory."""
        self._directory.jobs.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(self._directory.jobs / "desk", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)

    def _start(self, folder: JobFolder, job: Job) -> None:
        descriptor = os.open(folder.lock, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            folder.write(job)  # from here on it is there, and somebody is at it
            with folder.log.open("wb") as log:
                # The lock belongs to what the descriptor stands for, which the child inherits.
                child = subprocess.Popen(  # noqa: S603 - our own program
                    [sys.executable, "-m", "api.jobs", str(folder.path), str(self._directory.path)],
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    pass_fds=(descriptor,),
                    start_new_session=True,
                )
            folder.pid.write_text(str(child.pid), encoding="utf-8")
            # The system keeps what nobody has waited for.
            Thread(target=child.wait, daemon=True).start()
        finally:
            os.close(descriptor)

    def _make_room(self) -> None:
        """Forget the oldest that ended. Raises JobRefused if too many have not."""
        jobs = self.all()
        if sum(not job.state.ended for job in jobs) >= MAX_ACTIVE:
            raise JobRefused(
                f"{MAX_ACTIVE} jobs are waiting already.",
                where="papers",
                remedy="Ask again when one has ended.",
            )
        for job in [job for job in jobs if job.state.ended][MAX_ENDED - 1 :]:
            shutil.rmtree(self._folder(job.id).path, ignore_errors=True)

    def _folder(self, id_: str) -> JobFolder:
        return JobFolder(self._directory.jobs / id_)

    def _folders(self) -> list[JobFolder]:
        root = self._directory.jobs
        found: list[Path] = list(root.iterdir()) if root.is_dir() else []
        return [JobFolder(path) for path in found if _ID.fullmatch(path.name)]


def _named(by: str, mutation: str) -> str:
    return hashlib.sha256(json.dumps([by, mutation]).encode()).hexdigest()[:16]


def _same(known: Job, digest: str) -> Job:
    if known.digest != digest:
        raise JobRefused(
            "another request was called so, with other papers.",
            where="clientMutationId",
            remedy="Call each request by a name of its own.",
        )
    return known
