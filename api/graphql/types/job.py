"""Jobs: ingest that was asked for through the API."""

from __future__ import annotations

import strawberry

from api import jobs
from api.graphql.types.enums import describe
from api.jobs import JobState
from api.jobs.desk import MAX_PAPERS

describe(
    JobState,
    "How far a job is.",
    {
        JobState.QUEUED: "It waits for the jobs before it.",
        JobState.RUNNING: "Its papers are being read.",
        JobState.DONE: "It has ended; `failed` papers were refused.",
        JobState.FAILED: "It has ended before its papers were read; `errors` says why.",
        JobState.CANCELLED: "Somebody ended it.",
    },
)


@strawberry.type(description="What was wrong with a paper, or with the job.")
class JobError:
    """An error of a job."""

    code: str = strawberry.field(description="Its kind.")
    message: str = strawberry.field(description="What is wrong, with which value.")
    where: str | None = strawberry.field(
        description="The line, which is the number of the paper, or the field."
    )
    remedy: str | None = strawberry.field(description="What to do.")


@strawberry.type(
    description="Ingest that was asked for through the API; it goes on if the service is restarted."
)
class Job:
    """A job."""

    id: strawberry.ID = strawberry.field(description="Its name; no id of a node.")
    state: JobState = strawberry.field(description="How far it is.")
    by: str = strawberry.field(description="The name of the key that it was asked for with.")
    papers: int = strawberry.field(description="How many papers were handed in.")
    done: int = strawberry.field(description="How many are dealt with.")
    created: str = strawberry.field(description="When it was asked for, in UTC.")
    ended: str | None = strawberry.field(description="When it ended.")
    new: int = strawberry.field(description="How many papers the graph did not have.")
    changed: int = strawberry.field(description="How many are now other than they were.")
    unchanged: int = strawberry.field(description="How many are as they were.")
    failed: int = strawberry.field(description="How many were refused; `errors` says why.")
    snapshot: str | None = strawberry.field(description="The snapshot that readers see at its end.")
    errors: list[JobError] = strawberry.field(description="What was wrong, of the first hundred.")

    @classmethod
    def from_job(cls, job: jobs.Job) -> Job:
        """The job as its folder tells it."""
        return cls(
            id=strawberry.ID(job.id),
            state=job.state,
            by=job.by,
            papers=job.papers,
            done=job.done,
            created=job.created,
            ended=job.ended,
            new=job.new,
            changed=job.changed,
            unchanged=job.unchanged,
            failed=job.failed,
            snapshot=job.snapshot,
            errors=[
                JobError(code=e.code, message=e.message, where=e.where, remedy=e.remedy) for e in job.errors
            ],
        )


@strawberry.input(description="A paper, with the fields that JSON Lines have.")
class PaperInput:
    """A paper to ingest."""

    title: str = strawberry.field(description="Its title.")
    abstract: str = strawberry.field(description="Its abstract.")
    id: str | None = strawberry.field(default=None, description="What its source calls it.")
    authors: list[str] | None = strawberry.field(default=None, description="In the paper's order.")
    date: str | None = strawberry.field(default=None, description="2024, 2024-03 or 2024-03-12.")
    venue: str | None = strawberry.field(default=None, description="Where it appeared.")
    categories: list[str] | None = strawberry.field(
        default=None, description="Subject categories, e.g. cs.LG."
    )
    arxiv: str | None = strawberry.field(default=None, description="Its arXiv identifier.")
    doi: str | None = strawberry.field(default=None, description="Its DOI.")
    acl: str | None = strawberry.field(default=None, description="Its ACL Anthology identifier.")
    openreview: str | None = strawberry.field(default=None, description="Its OpenReview identifier.")

    def to_record(self) -> dict[str, object]:
        """What is given, by the names of JSON Lines."""
        return {name: value for name, value in vars(self).items() if value is not None}


@strawberry.input(description="Papers to ingest.")
class IngestInput:
    """Papers and a name for the request."""

    papers: list[PaperInput] = strawberry.field(description=f"1 to {MAX_PAPERS:,} papers.")
    client_mutation_id: str | None = strawberry.field(
        default=None, description="What you call this request: asked again, it is the same job."
    )


@strawberry.type(description="What came of asking for a job.")
class JobPayload:
    """A job that was taken, or cancelled."""

    job: Job = strawberry.field(description="The job as it is now.")
    client_mutation_id: str | None = strawberry.field(
        default=None, description="What you called the request."
    )
