"""How fast SPARQL is answered over HTTP, beside Oxigraph's own server over the same files."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from importlib.metadata import version
from pathlib import Path
from statistics import median
from tempfile import TemporaryFile
from time import perf_counter
from typing import IO
from urllib.parse import urlencode

import pytest

from tests.api.conftest import PATIENCE
from tests.benchmarks.conftest import Published, Row

#: How many answers are not counted: each of the workers opens the store at its first.
WARM = 10
ROOT = Path(__file__).parents[2]
PREFIXES = """
PREFIX sg: <https://w3id.org/sotagraph/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX dcterms: <http://purl.org/dc/terms/>
"""
#: What is asked, and how often.
QUERIES = {
    "the smallest query there is (`ASK {}`)": ("ASK {}", 500),
    "twenty labels": ("SELECT ?m ?l { ?m a sg:Method ; skos:prefLabel ?l } LIMIT 20", 300),
    "all results for one metric, with quotes": (
        "SELECT ?method ?value ?quote { ?m skos:prefLabel 'FID' . ?r sg:metric ?m ; sg:value ?value ; "
        "sg:method/skos:prefLabel ?method ; sg:evidence/sg:quote ?quote } ORDER BY ?value",
        50,
    ),
    "results counted by metric": (
        "SELECT ?l (COUNT(?r) AS ?n) { ?r a sg:Result ; sg:metric/skos:prefLabel ?l } "
        "GROUP BY ?l ORDER BY DESC(?n)",
        30,
    ),
    "100,000 statements": ("SELECT * { ?s ?p ?o } LIMIT 100000", 10),
}


@contextmanager
def started(program: list[str], pattern: str) -> Iterator[tuple[str, int]]:
    """Host and port of a server, which says them in a line like `pattern`; it limits nobody's rate.

    What it logs goes to a file, since a pipe that nobody reads would stop it.
    """
    environment = os.environ | {"SOTAGRAPH_RATE_LIMIT": "0"}
    with (
        TemporaryFile("w+", encoding="utf-8") as log,
        subprocess.Popen(program, cwd=ROOT, stderr=log, env=environment) as process,
    ):
        try:
            until = perf_counter() + PATIENCE
            while not (found := re.search(pattern, _text(log))):
                assert perf_counter() < until, _text(log)
                time.sleep(0.05)
            yield found[1], int(found[2])
        finally:
            process.kill()


def _text(log: IO[str]) -> str:
    log.seek(0)
    return log.read()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


class Asker:
    """One connection that stays open; it waits for whole answers."""

    def __init__(self, address: tuple[str, int], path: str) -> None:
        self._connection = HTTPConnection(*address)
        self._connection.connect()
        self._connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._path = path

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()

    def seconds(self, sparql: str) -> float:
        """How long one answer takes."""
        start = perf_counter()
        headers = {
            "content-type": "application/x-www-form-urlencoded",
            "accept": "application/sparql-results+json",
        }
        self._connection.request("POST", self._path, urlencode({"query": PREFIXES + sparql}), headers)
        answer = self._connection.getresponse()
        content = answer.read()
        assert answer.status == 200, content
        return perf_counter() - start


@pytest.mark.benchmark
def test_answering_beside_the_server_of_oxigraph(report: list[Row], published: Published) -> None:
    """The same queries in turn on one connection each; the median counts."""
    oxigraph = Path(sysconfig.get_path("scripts")) / "oxigraph"
    ours = [sys.executable, "-m", "api", "serve", "--port", "0", "--data", str(published.directory.path)]
    theirs = [str(oxigraph), "serve-read-only", "--union-default-graph"]
    theirs += ["--location", str(published.snapshot.graph), "--bind", f"127.0.0.1:{_free_port()}"]

    with started(ours, r"http://(\S+):(\d+)/graphql") as one, started(theirs, r"http://(\S+):(\d+)") as other:
        here, there = closing(Asker(one, "/sparql")), closing(Asker(other, "/query"))
        with here as ask, there as ask_oxigraph:
            for what, (sparql, times) in QUERIES.items():
                taken = [(ask.seconds(sparql), ask_oxigraph.seconds(sparql)) for _ in range(times + WARM)]
                mine, baseline = (median(column) for column in zip(*taken[WARM:], strict=True))
                report.append(
                    Row(
                        f"SPARQL over HTTP: {what}",
                        f"{mine * 1e3:.2f} ms",
                        f"`oxigraph` {version('oxigraph')}, its own server",
                        f"{baseline * 1e3:.2f} ms",
                        mine / baseline,
                    )
                )
