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

#: Seconds between two looks at a job that is followed, and for how long one is.
EVERY = 0.5
LONGEST = 3600


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


@strawberry.type(description="What comes in as it happens.")
class Subscription:
    """The subscription root."""

    @strawberry.subscription(
        description="A job, whenever it is further, until it has ended. Needs a key of the scope `ingest`."
    )
    async def job_progress(self, info: Info, job_id: JobId) -> AsyncIterator[Job]:
        """Follow a job."""
        desk, _ = await info.context.jobs()
        told = None
        async with asyncio.timeout(LONGEST):
            while told is None or not told.state.ended:
                job = await info.context.work(partial(desk.get, job_id))
                if job != told:
                    yield Job.from_job(job)
                told = job
                if not job.state.ended:
                    await asyncio.sleep(EVERY)
