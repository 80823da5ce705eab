"""How fast the service answers: beside less than it does, while papers come in, and under attack."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox
import pytest

from tests.benchmarks.attackers import attack
from tests.benchmarks.conftest import Published, Row, percentiles
from tests.benchmarks.load import Load, Taken
from tests.benchmarks.test_sparql import started

METRIC, DATASET = "FID", "CIFAR-10"
QUESTION = """
query Methods($metric: String!, $dataset: String!) {
  methods(first: 100, reports: {metric: $metric, dataset: $dataset}) {
    totalCount
    edges { node { iri label aliases paperCount } }
  }
}
"""
BODY = json.dumps({"query": QUESTION, "variables": {"metric": METRIC, "dataset": DATASET}})
#: The same in SPARQL, as somebody would write it who has the store in his own process.
SPARQL = """
PREFIX sg: <https://w3id.org/sotagraph/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?method (SAMPLE(?l) AS ?label) (GROUP_CONCAT(DISTINCT ?alias; separator="|") AS ?aliases) {
  { SELECT DISTINCT ?method ?l {
      ?metric skos:prefLabel "FID" . ?dataset skos:prefLabel "CIFAR-10" .
      ?result sg:metric ?metric ; sg:dataset ?dataset ; sg:method ?method . ?method skos:prefLabel ?l } }
  OPTIONAL { ?method skos:altLabel ?alias }
} GROUP BY ?method ORDER BY ?label ?method
"""
#: For how long each load lasts, in seconds, and how many papers come in meanwhile.
SECONDS = 15
COMING = 1_000
CLIENTS = 16


@contextmanager
def _serving(data: Path) -> Iterator[tuple[str, int]]:
    program = [sys.executable, "-m", "api", "serve", "--port", "0", "--data", str(data)]
    with started(program, r"http://(\S+):(\d+)/graphql") as address:
        yield address


@pytest.mark.benchmark
def test_graphql_beside_less_than_it_does(report: list[Row], published: Published) -> None:
    """The same rows by a route without GraphQL, and the raw query in this process."""
    bare = [sys.executable, "-m", "tests.benchmarks.bare", str(published.directory.path), METRIC, DATASET]
    store = ox.Store.read_only(str(published.snapshot.graph))

    def ask() -> None:
        rows = store.query(SPARQL, use_default_graph_as_union=True)
        assert [tuple(row) for row in rows]  # type: ignore[union-attr]

    raw = percentiles(ask, SECONDS)
    with _serving(published.directory.path) as here, started(bare, r"http://(\S+):(\d+)/") as there:
        for clients in (1, CLIENTS):
            taken = Load(here, "/graphql", BODY, clients, SECONDS).taken()
            baseline = Load(there, "/", "", clients, SECONDS).taken()
            assert taken.faults == baseline.faults == []
            what = f"GraphQL, `methods(reports)`, {clients} client{'s' if clients > 1 else ''}"
            report.append(
                Row(
                    what,
                    str(taken),
                    "a route that gives the same rows",
                    str(baseline),
                    taken.median / baseline.median,
                )
            )
            if clients == 1:
                report.append(
                    Row(
                        what,
                        str(taken),
                        "the query alone, in SPARQL, in process",
                        str(raw),
                        taken.median / raw.median,
                    )
                )


@pytest.mark.benchmark
def test_answers_while_papers_come_in(report: list[Row], published: Published, tmp_path: Path) -> None:
    """No error and no torn answer; the slowest hundredth takes at most twice as long as when it is quiet."""
    data = tmp_path / "data"
    shutil.copytree(published.directory.path, data, symlinks=True)
    with _serving(data) as address:
        quiet = Load(address, "/graphql", BODY, CLIENTS, SECONDS).taken()
        program = ["nice", sys.executable, "-m", "tests.benchmarks.ingesting"]
        with subprocess.Popen([*program, str(data), str(published.papers), str(COMING)]) as ingesting:
            busy = _while_it_runs(ingesting, address)
        assert ingesting.returncode == 0
    assert quiet.faults == [fault for each in busy for fault in each.faults] == []
    _report(report, f"{CLIENTS} clients while {COMING:,} papers are ingested", busy, quiet)


@pytest.mark.benchmark
def test_answers_under_attack(report: list[Row], published: Published) -> None:
    """What strangers send that costs much takes from the others at most as much again."""
    with _serving(published.directory.path) as address:
        quiet = Load(address, "/graphql", BODY, CLIENTS, SECONDS).taken()
        for what, attackers in attack(address).items():
            with attackers:
                busy = Load(address, "/graphql", BODY, CLIENTS, SECONDS).taken()
            assert busy.faults == []
            _report(report, f"{CLIENTS} clients beside {what}", [busy], quiet)


def _while_it_runs(process: subprocess.Popen[bytes], address: tuple[str, int]) -> list[Taken]:
    taken = []
    while process.poll() is None:
        taken.append(Load(address, "/graphql", BODY, CLIENTS, SECONDS).taken())
    return taken


def _report(report: list[Row], what: str, busy: list[Taken], quiet: Taken) -> None:
    """The worst stretch counts, by its 99th percentile."""
    worst = max(busy, key=lambda taken: taken.p99)
    report.append(
        Row(f"{what}, 99th percentile", str(worst), "the same, quiet", str(quiet), worst.p99 / quiet.p99)
    )
