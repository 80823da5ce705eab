"""What supervisors ask: whether the process is alive, whether it can answer, and what it has counted."""

from __future__ import annotations

from dataclasses import dataclass

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from api.snapshots import current_snapshot
from api.sparql.pool import Pool
from api.transport.metrics import Metrics
from kg.errors import StoreEmpty, StoreError
from kg.reader import Reader

__all__ = ["Phase", "routes"]


@dataclass
class Phase:
    """Where in its life the service is.

    Attributes:
        stopping: It was told to stop.
    """

    stopping: bool = False


def routes(reader: Reader, pool: Pool, metrics: Metrics, phase: Phase) -> list[Route]:
    """`/healthz`, `/readyz` and `/metrics`."""

    async def alive(_: Request) -> Response:
        return JSONResponse({"status": "ok"})

    async def ready(_: Request) -> Response:
        if phase.stopping:
            return _unready("stopping", "The service was told to stop.")
        try:
            current = await current_snapshot(reader)
        except StoreError as error:
            return _unready("empty" if isinstance(error, StoreEmpty) else "failed", str(error))
        if not pool.alive:
            return _unready("starting", "No worker for SPARQL has started yet.")
        return JSONResponse({"status": "ok", "snapshot": current.id, "papers": current.manifest.papers})

    async def counted(_: Request) -> Response:
        return Response(generate_latest(metrics.registry), headers={"content-type": CONTENT_TYPE_LATEST})

    return [
        Route(path, endpoint, include_in_schema=False)
        for path, endpoint in (("/healthz", alive), ("/readyz", ready), ("/metrics", counted))
    ]


def _unready(status: str, detail: str) -> Response:
    return JSONResponse({"status": status, "detail": detail}, status_code=503)
