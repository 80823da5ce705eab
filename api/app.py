"""The web application, made by a function: nothing is opened when this module is imported."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict
from functools import partial
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import JSONResponse, PlainTextResponse, RedirectResponse
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import Route
from starlette.staticfiles import StaticFiles

from api.graphql.router import build_router
from api.graphql.schema import build_schema
from api.protection import Protection
from api.settings import Settings
from api.sparql.endpoint import Endpoint
from api.sparql.examples import examples
from api.sparql.limits import Limits
from api.sparql.pool import Pool
from api.transport.admission import Admission
from api.transport.health import Phase
from api.transport.health import routes as health_routes
from api.transport.metrics import Metrics
from api.transport.observation import Observation
from api.transport.streams import Streams, lifetime
from kg.data_directory import DataDirectory
from kg.reader import Reader
from ontology.namespaces import PREFIXES

#: What SPARQL queries may take unless the service is told otherwise.
DEFAULT_LIMITS = Limits()
#: For an application inside a program, whose clients are not strangers: no limit to how often they ask.
UNCOUNTED = Settings(rate_limit=0)
#: What pages of other origins may read beside the answer.
_EXPOSED = ("ETag", "X-Request-ID", "RateLimit", "RateLimit-Policy", "Retry-After")


def create_app(data: Path, limits: Limits = DEFAULT_LIMITS, settings: Settings = UNCOUNTED) -> FastAPI:
    """The service over the graph in a data directory; it follows new snapshots by itself.

    Args:
        data: The data directory.
        limits: What SPARQL queries may take.
        settings: What requests may take, and who may ask; data and limits are those given above.
    """
    directory = DataDirectory(data)
    reader = Reader(directory)
    pool = Pool(limits, PREFIXES)
    metrics, phase = Metrics(pool, reader), Phase()

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        pool.start()
        yield
        await pool.close()
        reader.close()

    app = FastAPI(
        title="sotagraph",
        version=version("sotagraph"),
        summary="What machine-learning papers report, each fact with the sentence that says so.",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
    )
    app.state.phase = phase
    # The last one added is the outermost. Observation is, to see what the others refuse. CORS stands before
    # Admission, so that pages can read a refusal, and answers preflights itself, which therefore cost nothing
    # and count for nothing. Admission counts before Protection waits for a body, so that slow bodies count
    # as requests in flight. Streams are counted last, so that what is refused before is none.
    app.add_middleware(Streams, settings=settings)
    app.add_middleware(Protection, settings=settings)
    app.add_middleware(Admission, settings=settings, metrics=metrics)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=settings.cors_origins,
        allow_methods=("GET", "HEAD", "POST", "OPTIONS"),
        allow_headers=("*",),
        expose_headers=_EXPOSED,
    )
    app.add_middleware(Observation, metrics=metrics, routes=app.router.routes)
    schema = build_schema(settings.graphql)
    app.include_router(build_router(schema, reader, directory, partial(lifetime, settings, phase)))
    app.router.routes.append(Route("/sparql", Endpoint(reader, pool, limits), include_in_schema=False))
    app.router.routes.extend(health_routes(reader, pool, metrics, phase))
    app.mount("/static", StaticFiles(directory=str(files("api.web") / "static")), name="static")
    _add_small_routes(app)
    return app


def _add_small_routes(app: FastAPI) -> None:
    @app.get("/", include_in_schema=False)
    def home() -> RedirectResponse:
        return RedirectResponse("graphql")

    @app.get("/schema.graphql", summary="The GraphQL schema.", response_class=PlainTextResponse)
    def schema() -> str:
        return _graphql("schema")

    @app.get("/question.graphql", summary="A first question to ask.", response_class=PlainTextResponse)
    def question() -> str:
        return _graphql("question")

    @app.get("/sparql/examples.json", summary="SPARQL queries to begin with.")
    def sparql_examples() -> JSONResponse:
        return JSONResponse([asdict(example) for example in examples()])


def _graphql(name: str) -> str:
    return (files("api.graphql") / f"{name}.graphql").read_text(encoding="utf-8")
