"""Who may come in: not too many requests at a time, and not too many from one address."""

from __future__ import annotations

import math

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.settings import Settings
from api.sparql.refusal import Refusal
from api.transport.addresses import client, network
from api.transport.metrics import Metrics
from api.transport.rate import RateLimit, Verdict
from api.transport.refusing import refuse

__all__ = ["EXEMPT", "Admission"]

#: What supervisors ask however busy the service is; none of it does work for strangers.
EXEMPT = frozenset({"/healthz", "/readyz", "/metrics"})
_WINDOW = 60
#: As graphql-transport-ws closes for what is too much.
_TOO_MANY = 4429


class Admission:
    """ASGI middleware for requests and websocket handshakes.

    Args:
        app: What they go to.
        settings: How many may pass.
        metrics: Count those that may not.
    """

    def __init__(self, app: ASGIApp, settings: Settings, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics
        self._most = settings.max_requests
        self._now = 0
        limit = settings.rate_limit
        self._rate = RateLimit(limit, _WINDOW, settings.rate_addresses) if limit else None
        self._policy = f'"requests";q={limit};w={_WINDOW}'.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it with 429 or 503."""
        if scope["type"] == "lifespan" or scope["path"] in EXEMPT:
            await self._app(scope, receive, send)
            return
        sending = send
        if self._rate is not None:
            verdict = self._rate.ask(network(client(scope)))
            sending = self._telling(verdict, send)
            if not verdict.allowed:
                self._metrics.rate_limited.inc()
                await refuse(scope, sending, self._too_many(verdict))
                return
        if self._now >= self._most and scope["type"] == "http":
            self._metrics.overloaded.inc()
            await refuse(scope, sending, _BUSY)
            return
        if scope["type"] == "websocket":
            await self._app(scope, self._counting(scope, receive, send), send)
            return
        self._now += 1
        try:
            await self._app(scope, receive, sending)
        finally:
            self._now -= 1

    def _telling(self, verdict: Verdict, send: Send) -> Send:
        """Say in the headers of an answer what is left (draft-ietf-httpapi-ratelimit-headers)."""
        left = f'"requests";r={verdict.remaining};t={math.ceil(verdict.wait)}'.encode()

        async def telling(message: Message) -> None:
            if message["type"].endswith("response.start"):
                message["headers"] = [
                    *message.get("headers", ()),
                    (b"ratelimit", left),
                    (b"ratelimit-policy", self._policy),
                ]
            await send(message)

        return telling

    def _counting(self, scope: Scope, receive: Receive, send: Send) -> Receive:
        """Each message of a websocket counts as a request; one too many ends it."""
        rate, who = self._rate, network(client(scope))
        if rate is None:
            return receive

        async def counting() -> Message:
            message = await receive()
            if message["type"] != "websocket.receive" or rate.ask(who).allowed:
                return message
            self._metrics.rate_limited.inc()
            await send({"type": "websocket.close", "code": _TOO_MANY, "reason": "Too many messages."})
            return {"type": "websocket.disconnect", "code": _TOO_MANY}

        return counting

    def _too_many(self, verdict: Verdict) -> Refusal:
        seconds = max(1, math.ceil(verdict.wait))
        limit = f"{self._rate.limit:,}" if self._rate else ""
        return Refusal(
            429,
            f"more than {limit} requests a minute came from your address.",
            remedy=f"Try again in {seconds} s, and ask for more in one request.",
            headers={"retry-after": str(seconds)},
        )


_BUSY = Refusal(
    503,
    "as many requests are being answered as may be.",
    remedy="Try again in some seconds.",
    headers={"retry-after": "5"},
)
