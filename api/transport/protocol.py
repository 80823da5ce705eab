"""HTTP on one connection, with limits and deadlines that uvicorn's own implementation does not have."""

from __future__ import annotations

import asyncio
from typing import Any, cast

from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol
from uvicorn.server import ServerState

from api.settings import Settings

__all__ = ["protocol"]

_BUSY = "Too many connections are open. Try again in some seconds."


class _HeadersTooLarge(Exception):
    """The headers go beyond the limit; httptools makes an HttpParserError of it."""


class _Guarded(HttpToolsProtocol):
    """A connection that is closed if its client sends its headers too slowly or does not read.

    Attributes:
        settings: What it may take.
    """

    settings: Settings

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._headers_due: asyncio.TimerHandle | None = None
        self._reading_due: asyncio.TimerHandle | None = None
        self._in_headers = False
        self._heading = 0
        self._too_large = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Refuse a connection if there are too many, else wait for headers."""
        super().connection_made(transport)
        if len(self.connections) > self.settings.max_connections:
            self._answer(503, _BUSY, "retry-after: 5\r\n")
            return
        self._expect_headers()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget all deadlines."""
        self._headers_arrived()
        self._read()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Let headers neither grow nor take for ever."""
        if self.transport.is_closing():
            return
        if self.cycle is None or self.cycle.response_complete:
            # Also for what a client could go on with: the rest of a body that nobody wants, empty lines.
            self._expect_headers()
        if self._in_headers:
            self._heading += len(data)
        super().data_received(data)
        if self._in_headers and self._heading > self.settings.max_headers:
            self._too_large = True
            self.send_400_response("")

    def on_message_begin(self) -> None:
        """Begin to count the headers of a request."""
        self._in_headers, self._heading = True, 0
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Begin the request. Raises _HeadersTooLarge instead if its headers are."""
        self._in_headers = False
        self._headers_arrived()
        size = len(self.url) + sum(len(name) + len(value) + 4 for name, value in self.headers)
        if size > self.settings.max_headers:
            self._too_large = True
            raise _HeadersTooLarge
        super().on_headers_complete()

    def send_400_response(self, msg: str) -> None:
        """Say that the headers are too large if that is what is wrong."""
        if self.transport.is_closing():
            return
        if self._too_large:
            most = f"{self.settings.max_headers:,}"
            self._answer(431, f"Address and headers have more than {most} bytes. Send the query as a body.")
        else:
            super().send_400_response(msg)
            self._expect_reading()

    def on_response_complete(self) -> None:
        """Wait for the client to read what is left."""
        super().on_response_complete()
        if self.transport.get_write_buffer_size():
            self._expect_reading()

    def pause_writing(self) -> None:
        """Hold the answer back, but not for ever."""
        super().pause_writing()
        self._expect_reading()

    def resume_writing(self) -> None:
        """Go on: the client reads."""
        super().resume_writing()
        self._read()

    def shutdown(self) -> None:
        """End the connection, or let it end when its request is answered."""
        super().shutdown()
        if self.cycle is None or self.cycle.response_complete:
            self._expect_reading()

    def _answer(self, status: int, message: str, headers: str = "") -> None:
        body = message.encode()
        head = (
            f"content-type: text/plain\r\ncontent-length: {len(body)}\r\nconnection: close\r\n{headers}\r\n"
        )
        self.transport.write(STATUS_LINE[status] + head.encode() + body)
        self.transport.close()
        self._expect_reading()

    def _expect_headers(self) -> None:
        if self._headers_due is None:
            self._headers_due = self.loop.call_later(self.settings.header_deadline, self.transport.abort)

    def _headers_arrived(self) -> None:
        if self._headers_due is not None:
            self._headers_due.cancel()
            self._headers_due = None

    def _expect_reading(self) -> None:
        self._read()
        self._reading_due = self.loop.call_later(self.settings.send_deadline, self._give_up)

    def _read(self) -> None:
        if self._reading_due is not None:
            self._reading_due.cancel()
            self._reading_due = None

    def _give_up(self) -> None:
        if self.transport.get_write_buffer_size():
            self.transport.abort()


def protocol(settings: Settings) -> type[asyncio.Protocol]:
    """The protocol of a server with these settings, for `uvicorn.Config(http=...)`."""
    return cast("type[asyncio.Protocol]", type("Guarded", (_Guarded,), {"settings": settings}))
