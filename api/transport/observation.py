"""What is seen of each request: its id, one log line, and the metrics."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Mapping, Sequence
from functools import partial

from starlette.routing import BaseRoute, Mount
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.transport import request_id
from api.transport.addresses import client
from api.transport.metrics import METHODS, Metrics

__all__ = ["Observation"]

_log = logging.getLogger("sotagraph.request")
#: The status that is counted when a client had left before there was one.
_LEFT = 499


class Observation:
    """ASGI middleware, the outermost, so that refusals are seen as well.

    Args:
        app: What requests go to.
        metrics: Count them.
        routes: Those of the application; all other paths are one.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics, routes: Sequence[BaseRoute]) -> None:
        self._app = app
        self._metrics = metrics
        self._routes = routes
        self._exact: Mapping[str, str] = {}
        self._mounts: tuple[str, ...] = ()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and say how it went."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        name = request_id.take(scope)
        token = request_id.current.set(name)
        begun = time.perf_counter()
        status, size, whole = 0, 0, False
        header = (b"x-request-id", name.encode())

        async def observed(message: Message) -> None:
            nonlocal status, size, whole
            kind = message["type"]
            if kind == "http.response.body":
                size += len(message.get("body", b""))
                await send(message)
                whole = not message.get("more_body", False)
                return
            if kind in {"http.response.start", "websocket.http.response.start", "websocket.accept"}:
                status = message.get("status", 101)
                message["headers"] = [*message.get("headers", ()), header]
            await send(message)

        self._metrics.in_flight.inc()
        try:
            await self._app(scope, receive, observed)
        except BaseException:
            status = status or 500
            raise
        finally:
            self._metrics.in_flight.dec()
            seconds = time.perf_counter() - begun
            cut = scope["type"] == "http" and status > 0 and not whole
            self._tell(scope, status or _LEFT, seconds, size, cut=cut)
            request_id.current.reset(token)

    def _tell(self, scope: Scope, status: int, seconds: float, size: int, *, cut: bool) -> None:
        route, method = self._route(scope), scope.get("method", "GET")
        method = method if method in METHODS else "other"
        self._metrics.answered(route, method, status, seconds)
        if cut:
            self._metrics.cut.inc()
        level = logging.WARNING if cut else logging.INFO
        if _log.isEnabledFor(level):
            fields = {
                "method": method,
                "route": route,
                "status": status,
                "seconds": round(seconds, 6),
                "bytes": size,
                "client": client(scope),
            }
            message = "answer cut off" if cut else "request"
            # Soon and not now: the event loop first sends what it holds of the answer.
            asyncio.get_running_loop().call_soon(partial(_log.log, level, message, extra=fields))

    def _route(self, scope: Scope) -> str:
        """The template of the route, never what a stranger wrote."""
        path = getattr(scope.get("route"), "path", None)
        if isinstance(path, str):
            return path
        if not self._exact:
            self._mounts = tuple(route.path for route in self._routes if isinstance(route, Mount))
            paths = (getattr(route, "path", "") for route in self._routes)
            self._exact = {path: path for path in paths if "{" not in path}
        path = scope["path"]
        return self._exact.get(path) or next(
            (mount for mount in self._mounts if path.startswith(f"{mount}/")), "other"
        )
