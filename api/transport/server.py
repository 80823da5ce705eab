"""The server process: uvicorn with our limits, and a stop that loses no request."""

from __future__ import annotations

import asyncio
import socket

import uvicorn
from fastapi import FastAPI

from api.settings import Settings
from api.transport.protocol import protocol

__all__ = ["Server"]

#: Bytes of a message by websocket: a subscription as long as a document may be.
MAX_MESSAGE = 200_000


class Server(uvicorn.Server):
    """A server of the application with the limits of the settings.

    Args:
        app: It has its `Phase` in `app.state.phase`.
        settings: What connections may take.
    """

    def __init__(self, app: FastAPI, settings: Settings) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                http=protocol(settings),
                ws="websockets-sansio",
                ws_max_size=MAX_MESSAGE,
                ws_per_message_deflate=False,
                log_config=None,
                access_log=False,
                server_header=False,
                proxy_headers=bool(settings.trusted_proxies),
                forwarded_allow_ips=settings.trusted_proxies,
                timeout_graceful_shutdown=settings.stop_patience,
            )
        )
        self._phase = app.state.phase
        self._delay = settings.stop_delay

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Say that the service is not ready, go on for the delay, then end what is in flight."""
        self._phase.stopping = True
        if self._delay and not self.force_exit:
            await asyncio.sleep(self._delay)
        await super().shutdown(sockets)
