"""Ingest through the API; who may is told by a key of the scope `ingest`."""

import asyncio
from collections.abc import AsyncIterator
from functools import partial
from typing import Annotated

import strawberry

from api.graphql.arguments import argument
from api.graphql.context import Context
from api.graphql.types.job import IngestInput, Job, JobPayload

Info = strawberry.Info[Context, None]
JobId = Annotated[strawberry.ID, argument("The job's `id`.", name="id")]

#: Seconds between two looks at what is followed.
EVERY = 0.5


@strawberry.type
class JobQueries:
    """Questions about jobs."""

    @strawberry.field(description="A job; needs a key of the scope `ingest`.")
    async def job(self, info: Info, job_id: JobId) -> Job:
        """The job."""
        desk, _ = await info.context.jobs()
        return Job.from_job(await info.context.work(partial(desk.get, job_id)))

    @strawberry.field(description="The jobs that are kept, newest first; needs a key of the scope `ingest`.")
    async def jobs(self, info: Info) -> list[Job]:
        """The jobs."""
        desk, _ = await info.context.jobs()
        return [Job.from_job(job) for job in await info.context.work(desk.all)]


@strawberry.type
class JobMutations:
    """Jobs that are asked for."""

    @strawberry.mutation(
        description="Ingest papers: a job that goes on by itself. Needs a key of the scope `ingest`."
    )
    async def ingest(
        self, info: Info, given: Annotated[IngestInput, argument("The papers.", name="input")]
    ) -> JobPayload:
        """Ingest."""
        desk, key = await info.context.jobs()
        papers = [paper.to_record() for paper in given.papers]
        job = await info.context.work(partial(desk.submit, papers, key.name, given.client_mutation_id))
        return JobPayload(job=Job.from_job(job), client_mutation_id=given.client_mutation_id)

    @strawberry.mutation(
        description="End a job; what it has stored by then stays. Needs a key of the scope `ingest`."
    )
    async def cancel_job(self, info: Info, job_id: JobId) -> JobPayload:
        """Cancel."""
        desk, _ = await info.context.jobs()
        return JobPayload(job=Job.from_job(await info.context.work(partial(desk.cancel, job_id))))


@strawberry.type(description="A state of the graph that readers see.")
class PublishedSnapshot:
    """A snapshot."""

    id: strawberry.ID = strawberry.field(description="Its name; no id of a node.")
    papers: int = strawberry.field(description="How many papers it holds.")
    created: str = strawberry.field(description="When it was published, in UTC.")


@strawberry.type(description="What comes in as it happens.")
class Subscription:
    """The subscription root."""

    @strawberry.subscription(
        description=(
            "A job, whenever it is further, until it has ended or its time is up. Needs a key of the scope "
            "`ingest`, which is looked at each time."
        )
    )
    async def job_progress(self, info: Info, job_id: JobId) -> AsyncIterator[Job]:
        """Follow a job."""
        told = None
        while told is None or (not told.state.ended and info.context.may_go_on()):
            desk, _ = await info.context.jobs()
            job = await info.context.work(partial(desk.get, job_id))
            if job != told:
                yield Job.from_job(job)
            told = job
            if not job.state.ended:
                await asyncio.sleep(EVERY)

    @strawberry.subscription(
        description="The snapshot that is current, and each one that is published while you listen."
    )
    async def snapshot_published(self, info: Info) -> AsyncIterator[PublishedSnapshot]:
        """Follow what is published."""
        told = None
        while info.context.may_go_on():
            found = await info.context.published()
            if found is not None and found.id != told:
                told = found.id
                yield PublishedSnapshot(
                    id=strawberry.ID(found.id), papers=found.papers, created=found.created
                )
            await asyncio.sleep(EVERY)
