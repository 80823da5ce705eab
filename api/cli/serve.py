"""`sotagraph serve`: the service."""

from __future__ import annotations

import logging
import signal
import socket
from typing import Annotated, NoReturn

import typer

from api.cli.options import Data
from api.cli.output import note
from api.cli.sparql_options import (
    LIMITS,
    SparqlDeadline,
    SparqlMemory,
    SparqlQueue,
    SparqlResult,
    SparqlWorkers,
)
from api.sparql.limits import Limits
from kg.errors import SettingInvalid

#: How long requests that are being answered may take to end when the service is told to stop, in seconds.
PATIENCE = 10
#: How many connections may wait to be accepted.
BACKLOG = 2048


class _Stopped(Exception):
    """The service was told to stop."""


def serve(
    data: Data,
    host: Annotated[
        str, typer.Option("--host", metavar="ADDRESS", help="Address to listen on; 0.0.0.0 is all of them.")
    ] = "127.0.0.1",
    port: Annotated[
        int,
        typer.Option(
            "--port", metavar="PORT", min=0, max=65535, help="Port to listen on; 0 is any free one."
        ),
    ] = 8000,
    deadline: SparqlDeadline = LIMITS.deadline,
    memory: SparqlMemory = LIMITS.memory,
    result: SparqlResult = LIMITS.result,
    workers: SparqlWorkers = LIMITS.workers,
    queue: SparqlQueue = LIMITS.queue,
) -> int:
    """Serve the graph: GraphQL at /graphql and SPARQL at /sparql, each with a query page.

    SPARQL queries run in processes of their own, which have no network and are ended when a query takes too
    much; the options say how much that is.

    It answers from the published snapshot and follows new ones while `sotagraph ingest` runs beside it.
    Ctrl-C or SIGTERM stops it.
    """
    import uvicorn

    from api.app import create_app

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop)
    try:
        with listen(host, port) as listener:
            logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s")
            limits = Limits(deadline, memory, result, workers, queue)
            config = uvicorn.Config(
                create_app(data, limits),
                log_config=None,
                ws="none",
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=PATIENCE,
            )
            note(f"SPARQL and its query page: http://{_address(listener)}/sparql")
            note(f"GraphQL and its query page: http://{_address(listener)}/graphql (Ctrl-C stops)")
            uvicorn.Server(config).run(sockets=[listener])
    except _Stopped:
        note("Stopped.")
    return 0


def _stop(*_: object) -> NoReturn:
    """Uvicorn puts its own handlers in place while it runs and raises the signal again when it has ended."""
    raise _Stopped


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens. Raises SettingInvalid if the address or the port cannot be had."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP, flags=socket.AI_PASSIVE
        )[0]
        # The protocol must be named: asyncio turns off Nagle's algorithm, which would hold each answer back
        # for 40 ms, only on sockets that say that they are TCP.
        listener = socket.socket(family, kind, protocol)
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
            listener.listen(BACKLOG)
        except BaseException:
            listener.close()
            raise
        return listener
    except socket.gaierror as error:
        raise SettingInvalid(
            f"{host!r} is no address of this machine ({error.strerror}).",
            where="--host",
            remedy="Give one, such as 127.0.0.1 or 0.0.0.0.",
        ) from error
    except OSError as error:
        raise SettingInvalid(
            f"{host}, port {port} cannot be listened on: {error.strerror}.",
            where="--port",
            remedy="Stop the program that uses it, or choose another port or host.",
        ) from error


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
