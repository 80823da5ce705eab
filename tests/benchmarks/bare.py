"""A server that answers one question without GraphQL: what GraphQL costs is measured beside it.

python -m tests.benchmarks.bare DATA METRIC DATASET
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from api.cli.serve import listen
from kg.data_directory import DataDirectory
from kg.queries.arguments import EntityFilter, PageRequest, ReportsFilter
from kg.queries.entities import entity_pages
from kg.reader import Reader
from kg.records import EntityType


def main() -> None:
    """Serve until killed; the address is told on stderr."""
    data, metric, dataset = sys.argv[1:]
    reader = Reader(DataDirectory(Path(data)))
    keep = EntityFilter(reports=ReportsFilter(metric=metric, dataset=dataset))
    wanted = (EntityType.METHOD, keep, PageRequest(first=100))

    def methods() -> dict[str, object]:
        (page,) = entity_pages(reader.snapshot(), [wanted])
        edges = [
            {"node": {"iri": row.iri, "label": row.label, "aliases": row.aliases, "paperCount": row.papers}}
            for row in page.rows
        ]
        return {"methods": {"totalCount": page.total, "edges": edges}}

    async def answer(_: Request) -> JSONResponse:
        return JSONResponse(await asyncio.to_thread(methods))

    with listen("127.0.0.1", 0) as listener:
        host, port = listener.getsockname()
        sys.stderr.write(f"http://{host}:{port}/\n")
        sys.stderr.flush()
        app = Starlette(routes=[Route("/", answer)])
        uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False)).run(sockets=[listener])


if __name__ == "__main__":
    main()
