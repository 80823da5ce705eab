"""The web application, made by a function: nothing is opened when this module is imported."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Annotated

from fastapi import Depends, FastAPI, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse, RedirectResponse
from kg.data_directory import DataDirectory
from kg.reader import Reader, Snapshot
from starlette.staticfiles import StaticFiles

from api.graphql.context import Context
from api.graphql.router import build_router
from api.graphql.schema import build_schema
from kg.errors import SotagraphError, StoreEmpty, StoreError

#: Scripts and styles come from this service; GraphiQL sets inline styles and data: fonts.
CONTENT_SECURITY_POLICY = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
    "object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
)
#: The largest request body in bytes; a GraphQL request is a few kilobytes.
MAX_BODY = 1_000_000


def create_app(data: Path) -> FastAPI:
    """The service over the graph in the data directory `data`; it follows new snapshots by itself."""
    reader = Reader(DataDirectory(data))

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        reader.close()

    app = FastAPI(
        title="sotagraph",
        version=version("sotagraph"),
        summary="What machine-learning papers report, each fact with the sentence that says so.",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
    )

    def snapshot() -> Snapshot:
        return reader.snapshot()

    def context(current: Annotated[Snapshot, Depends(snapshot)], response: Response) -> Context:
        response.headers["etag"] = f'W/"{current.id}"'
        return Context(current)

    app.include_router(build_router(build_schema(), context))
    app.mount("/static", StaticFiles(directory=str(files("api.web") / "static")), name="static")
    app.middleware("http")(_limit_and_protect)
    app.add_exception_handler(SotagraphError, _render_error)
    _add_small_routes(app, snapshot)
    return app


def _add_small_routes(app: FastAPI, snapshot: Callable[[], Snapshot]) -> None:
    @app.get("/", include_in_schema=False)
    def home() -> RedirectResponse:
        return RedirectResponse("graphql")

    @app.get("/healthz", summary="Whether the service can answer, and from which snapshot.")
    def healthz() -> JSONResponse:
        try:
            current = snapshot()
        except StoreEmpty as error:
            return JSONResponse({"status": "empty", "detail": str(error)}, status_code=503)
        return JSONResponse({"status": "ok", "snapshot": current.id, "papers": current.manifest.papers})

    @app.get("/schema.graphql", summary="The GraphQL schema.", response_class=PlainTextResponse)
    def schema() -> str:
        return (files("api.graphql") / "schema.graphql").read_text(encoding="utf-8")


async def _limit_and_protect(
    request: Request, call_next: Callable[[Request], Awaitable[Response]]
) -> Response:
    """Refuse bodies that are too large before they are read, and keep pages from loading foreign assets."""
    length = request.headers.get("content-length")
    chunked = request.method not in {"GET", "HEAD"} and length is None
    if chunked or (length is not None and (not length.isdigit() or int(length) > MAX_BODY)):
        detail = f"Send a body with a Content-Length of at most {MAX_BODY} bytes."
        return JSONResponse({"errors": [{"message": detail}]}, status_code=411 if chunked else 413)
    response = await call_next(request)
    response.headers.setdefault("content-security-policy", CONTENT_SECURITY_POLICY)
    response.headers.setdefault("x-content-type-options", "nosniff")
    return response


async def _render_error(_: Request, error: Exception) -> Response:
    """One rendering of our own errors for all routes; GraphQL reports errors of fields by itself."""
    status = 503 if isinstance(error, StoreError) else 400
    return JSONResponse({"errors": [{"message": str(error)}]}, status_code=status)
