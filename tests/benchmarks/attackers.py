"""Clients that mean ill, each kind as many as a stranger can easily run, until they are told to stop."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from types import TracebackType
from urllib.parse import urlencode

#: How many of a kind run at a time.
ATTACKERS = 8
#: How many connections a flood opens.
FLOOD = 300

_CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
_PATTERN = "(a*)*" * 20 + "b"
_REGEX = f'SELECT ?s {{ ?s ?p ?o FILTER(REGEX(STR(?o), "{_PATTERN}")) }}'
_NESTED = (
    "{ methods(first: 100) { edges { node { results(first: 100) { edges { node { " * 2 + "iri" + " } " * 13
)
_ALIASES = "{" + " ".join(f"a{n}: methods(first: 100) {{ totalCount }}" for n in range(1_000)) + "}"


class Attack:
    """Threads that do one thing again and again while the block runs."""

    def __init__(self, act: Callable[[], None], count: int = ATTACKERS) -> None:
        self._act = act
        self._count = count
        self._over = threading.Event()
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> None:
        self._threads = [threading.Thread(target=self._repeat, daemon=True) for _ in range(self._count)]
        for thread in self._threads:
            thread.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join(timeout=60)

    def _repeat(self) -> None:
        while not self._over.is_set():
            with suppress(OSError, HTTPException):
                self._act()
            # Whoever is refused at once does not get to use this machine's other core up.
            self._over.wait(0.01)


def attack(address: tuple[str, int]) -> dict[str, Attack]:
    """What to call each kind, and the kind."""
    form = "application/x-www-form-urlencoded"

    def post(path: str, body: str | bytes, content_type: str) -> Callable[[], None]:
        def act() -> None:
            connection = HTTPConnection(*address, timeout=30)
            try:
                connection.request("POST", path, body, {"content-type": content_type})
                while connection.sock and connection.sock.recv(65536):
                    pass
            finally:
                connection.close()

        return act

    def flood() -> None:
        opened = []
        try:
            for _ in range(FLOOD // ATTACKERS):
                each = socket.create_connection(address, timeout=5)
                opened.append(each)
                each.send(b"GET /graphql HTTP/1.1\r\nHost: x\r\n")
            threading.Event().wait(2)
        finally:
            for each in opened:
                each.close()

    def sparql(query: str) -> Callable[[], None]:
        return post("/sparql", urlencode({"query": query}), form)

    def graphql(query: str) -> Callable[[], None]:
        return post("/graphql", '{"query": "' + query + '"}', "application/json")

    return {
        "cross products in SPARQL": Attack(sparql(_CROSS)),
        "regular expression bombs": Attack(sparql(_REGEX)),
        "queries of 10 MB": Attack(sparql("#" * 10_000_000)),
        "GraphQL of 1,000 aliases": Attack(graphql(_ALIASES)),
        "deep GraphQL": Attack(graphql(_NESTED)),
        f"{FLOOD} connections that say nothing": Attack(flood),
    }
