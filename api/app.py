"""The web application, made by a function: nothing is opened when this module is imported."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import asdict
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import JSONResponse, PlainTextResponse, RedirectResponse
from starlette.routing import Route
from starlette.staticfiles import StaticFiles

from api.graphql.router import build_router
from api.graphql.schema import build_schema
from api.protection import Protection
from api.sparql.endpoint import Endpoint
from api.sparql.examples import examples
from api.sparql.limits import Limits
from api.sparql.pool import Pool
from kg.data_directory import DataDirectory
from kg.errors import StoreEmpty, StoreError
from kg.reader import Reader, Snapshot
from ontology.namespaces import PREFIXES

#: What SPARQL queries may take unless the service is told otherwise.
DEFAULT_LIMITS = Limits()


def create_app(data: Path, limits: Limits = DEFAULT_LIMITS) -> FastAPI:
    """The service over the graph in a data directory; it follows new snapshots by itself.

    Args:
        data: The data directory.
        limits: What SPARQL queries may take.
    """
    reader = Reader(DataDirectory(data))
    pool = Pool(limits, PREFIXES)

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
    app.add_middleware(Protection)
    app.include_router(build_router(build_schema(), reader))
    app.router.routes.append(Route("/sparql", Endpoint(reader, pool, limits), include_in_schema=False))
    app.mount("/static", StaticFiles(directory=str(files("api.web") / "static")), name="static")
    _add_small_routes(app, reader.snapshot)
    return app


def _add_small_routes(app: FastAPI, snapshot: Callable[[], Snapshot]) -> None:
    @app.get("/", include_in_schema=False)
    def home() -> RedirectResponse:
        return RedirectResponse("graphql")

    @app.get("/healthz", summary="Whether the service can answer, and from which snapshot.")
    def healthz() -> JSONResponse:
        try:
            current = snapshot()
        except StoreError as error:
            status = "empty" if isinstance(error, StoreEmpty) else "failed"
            return JSONResponse({"status": status, "detail": str(error)}, status_code=503)
        return JSONResponse({"status": "ok", "snapshot": current.id, "papers": current.manifest.papers})

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
