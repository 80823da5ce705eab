"""What every request goes through: a limit to its body, and headers that keep pages to themselves."""

from __future__ import annotations

import json
from collections.abc import Mapping

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: The largest request body in bytes; a GraphQL request is a few kilobytes.
MAX_BODY = 1_000_000
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


class _TooLarge(Exception):
    """A body goes beyond the limit."""


class Protection:
    """ASGI middleware; it counts what arrives, since a request need not say how long its body is."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on. Bodies over MAX_BODY are answered with 413."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        received, more, started = 0, True, False

        async def counted() -> Message:
            nonlocal received, more
            message = await receive()
            received += len(message.get("body", b""))
            more = message.get("more_body", False)
            if received > MAX_BODY:
                raise _TooLarge
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
        except _TooLarge:
            if not started:
                if more:
                    await _drain(receive)
                await _refuse(protected)


async def _drain(receive: Receive) -> None:
    """Throw away the rest of a body, within bounds: a client that still sends would not see the answer."""
    left = MAX_DRAINED
    while left > 0:
        message = await receive()
        left -= len(message.get("body", b""))
        if message["type"] != "http.request" or not message.get("more_body", False):
            return


async def _refuse(send: Send) -> None:
    detail = f"The body is larger than {MAX_BODY:,} bytes. Send less in one request."
    body = json.dumps({"errors": [{"message": detail}]}).encode()
    headers = [(b"content-type", b"application/json"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": body})
