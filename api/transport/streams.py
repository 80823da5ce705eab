"""What stays open: websockets and server-sent events, so many at a time and each so long."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from time import monotonic

from starlette.types import ASGIApp, Receive, Scope, Send

from api.settings import Settings
from api.sparql.refusal import Refusal
from api.transport.addresses import client, network
from api.transport.health import Phase
from api.transport.refusing import refuse

__all__ = ["Streams", "lifetime"]

#: The seconds that a stream has to end by itself before it is ended.
_GRACE = 5
_GOING_AWAY = 1001


def lifetime(settings: Settings, phase: Phase) -> Callable[[], bool]:
    """Whether a stream that begins now may go on; no longer once the service stops."""
    until = monotonic() + settings.stream_lifetime
    return lambda: not phase.stopping and monotonic() < until


class Streams:
    """ASGI middleware; a stream that nobody has asked anything of is ended after its time, too.

    Args:
        app: What requests go to.
        settings: How many streams there may be, and how long each.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._most = settings.max_streams
        self._most_of_one = settings.max_streams_per_address
        self._longest = settings.stream_lifetime + _GRACE
        self._now: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse a stream: with 429 if its address has enough, with 503 if all have."""
        if not _stays_open(scope):
            await self._app(scope, receive, send)
            return
        address = network(client(scope))
        if self._now[address] >= self._most_of_one:
            await refuse(scope, send, _ENOUGH)
            return
        if self._now.total() >= self._most:
            await refuse(scope, send, _BUSY)
            return
        self._now[address] += 1
        try:
            async with asyncio.timeout(self._longest) as longest:
                await self._app(scope, receive, send)
        except TimeoutError:
            if not longest.expired() or scope["type"] != "websocket":
                raise
            with suppress(OSError, RuntimeError):  # it may be closed already
                await send({"type": "websocket.close", "code": _GOING_AWAY, "reason": "Connect again."})
        finally:
            self._now[address] -= 1
            if not self._now[address]:
                del self._now[address]


def _stays_open(scope: Scope) -> bool:
    if scope["type"] == "http":
        accepted = (value for name, value in scope["headers"] if name == b"accept")
        return any(b"text/event-stream" in value.lower() for value in accepted)
    return bool(scope["type"] == "websocket")


_BUSY = Refusal(
    503,
    "as many subscriptions are open as may be.",
    remedy="Try again later, or ask now and then instead.",
    headers={"retry-after": "60"},
)
_ENOUGH = Refusal(
    429,
    "your address has as many subscriptions open as it may.",
    remedy="Close some; one websocket carries several.",
    headers={"retry-after": "60"},
)
