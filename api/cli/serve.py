"""`sotagraph serve`: the service."""

from __future__ import annotations

import signal
import socket
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from api.cli.output import note
from api.cli.sparql_options import (
    SparqlDeadline,
    SparqlMemory,
    SparqlQueue,
    SparqlResult,
    SparqlWorkers,
)
from kg.errors import SettingInvalid

#: How many connections may wait to be accepted.
BACKLOG = 2048


class _Stopped(Exception):
    """The service was told to stop."""


def serve(
    data: Annotated[
        Path | None,
        typer.Option(
            "--data",
            metavar="DIR",
            readable=False,  # what is wrong with it is said where it is opened
            envvar="SOTAGRAPH_DATA",
            help="Folder of the graph; made if it is not there.",
            show_default="a folder of your user account",
        ),
    ] = None,
    config: Annotated[
        Path | None,
        typer.Option(
            "--config",
            metavar="FILE",
            readable=False,
            envvar="SOTAGRAPH_CONFIG",
            help="TOML file of settings; options and SOTAGRAPH_ variables go before it.",
        ),
    ] = None,
    host: Annotated[
        str | None,
        typer.Option(
            "--host",
            metavar="ADDRESS",
            envvar="SOTAGRAPH_HOST",
            help="Address to listen on; 0.0.0.0 is all of them.",
            show_default="127.0.0.1",
        ),
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(
            "--port",
            metavar="PORT",
            min=0,
            max=65535,
            envvar="SOTAGRAPH_PORT",
            help="Port to listen on; 0 is any free one.",
            show_default="8000",
        ),
    ] = None,
    sparql_deadline: SparqlDeadline = None,
    sparql_memory: SparqlMemory = None,
    sparql_result: SparqlResult = None,
    sparql_workers: SparqlWorkers = None,
    sparql_queue: SparqlQueue = None,
) -> int:
    """Serve the graph: GraphQL at /graphql and SPARQL at /sparql, each with a query page.

    SPARQL queries run in processes of their own, which have no network and are ended when a query takes too
    much; the options say how much that is. Other settings, such as rate limits, are given by --config or by
    the environment; the README lists them.

    It answers from the published snapshot and follows new ones while `sotagraph ingest` runs beside it.
    Ctrl-C or SIGTERM stops it.
    """
    from api.settings import load

    settings = load(
        {
            "data": data,
            "host": host,
            "port": port,
            "sparql_deadline": sparql_deadline,
            "sparql_memory": sparql_memory,
            "sparql_result": sparql_result,
            "sparql_workers": sparql_workers,
            "sparql_queue": sparql_queue,
        },
        config,
    )
    from api.app import create_app
    from api.transport import logs
    from api.transport.server import Server

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop)
    try:
        with listen(settings.host, settings.port) as listener:
            logs.configure(settings)
            server = Server(create_app(settings.data, settings.sparql, settings), settings)
            note(f"SPARQL and its query page: http://{_address(listener)}/sparql")
            note(f"GraphQL and its query page: http://{_address(listener)}/graphql (Ctrl-C stops)")
            server.run(sockets=[listener])
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
