"""What every request goes through: limits to its body, and headers that keep pages to themselves."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.settings import Settings
from api.sparql.refusal import Refusal
from api.transport.refusing import refuse

#: How much of a body that is too large is read, in bytes, to answer it properly.
MAX_DRAINED = 50_000_000
#: Scripts and styles come from this service alone; GraphiQL sets inline styles and has data: fonts.
CONTENT_SECURITY_POLICY = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS: Mapping[str, str] = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
}


class Protection:
    """ASGI middleware; it counts what arrives, since a request need not say how long its body is.

    Args:
        app: What requests go to.
        settings: How large a body may be, and how long it may take to arrive.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._largest = settings.max_body
        self._deadline = settings.body_deadline

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on. A body that is too large is answered with 413, one that is late with 408."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        received, more, started = 0, True, False
        until = asyncio.get_running_loop().time() + self._deadline

        async def counted() -> Message:
            nonlocal received, more
            if more:
                try:
                    async with asyncio.timeout_at(until):
                        message = await receive()
                except TimeoutError:
                    raise self._late() from None
            else:
                # What comes after the body is that the client has left, and it may take its time.
                message = await receive()
            received += len(message.get("body", b""))
            more = message.get("more_body", False)
            if received > self._largest:
                raise self._too_large()
            return message

        async def protected(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            await self._app(scope, counted, protected)
        except _BodyRefused as refused:
            if not started:
                if more and refused.status == 413:
                    await _drain(receive, until)
                await refuse(scope, protected, refused)

    def _too_large(self) -> _BodyRefused:
        message = f"The body is larger than {self._largest:,} bytes."
        return _BodyRefused(413, message, remedy="Send less in one request.", headers=_CLOSE)

    def _late(self) -> _BodyRefused:
        message = f"The body was not complete after {self._deadline:g} seconds."
        return _BodyRefused(408, message, remedy="Send it faster, or less of it.", headers=_CLOSE)


class _BodyRefused(Refusal):
    """A body that is not read to its end."""


_CLOSE = {"connection": "close"}


async def _drain(receive: Receive, until: float) -> None:
    """Throw away the rest of a body, within bounds: a client that still sends would not see the answer."""
    left = MAX_DRAINED
    try:
        async with asyncio.timeout_at(until):
            while left > 0:
                message = await receive()
                left -= len(message.get("body", b""))
                if message["type"] != "http.request" or not message.get("more_body", False):
                    return
    except TimeoutError:
        return
