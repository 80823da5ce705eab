"""Ingest that was asked for through the API: each a process that outlives the service that started it.

A job is a folder of the data directory. Its process holds a lock on a file there for as long as it lives, by
a descriptor that it was born with, so whoever reads the folder knows whether it still runs, after a restart
of the service, too. Jobs run one after the other: the others wait before they load anything.
"""

from api.jobs.desk import JobDesk, JobRefused
from api.jobs.job import Job, JobError, JobState

__all__ = ["Job", "JobDesk", "JobError", "JobRefused", "JobState"]
