"""`sotagraph serve`: the service."""

from __future__ import annotations

from typing import Annotated

import typer

from api.cli.options import Data
from api.cli.output import note


def serve(
    data: Data,
    host: Annotated[str, typer.Option("--host", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port to listen on.")] = 8000,
) -> int:
    """Serve the graph: GraphQL and its query page at /graphql.

    It answers from the published snapshot and follows new ones while `sotagraph ingest` runs beside it.
    """
    import uvicorn

    from api.app import create_app

    note(f"GraphQL and its query page: http://{host}:{port}/graphql (Ctrl-C stops)")
    uvicorn.run(create_app(data), host=host, port=port, log_level="warning", server_header=False)
    return 0
