"""The W3C's test suite, and a service that has the graphs that its cases ask."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from pyoxigraph import NamedNode, RdfFormat, Store

from api.app import create_app
from kg.data_directory import DataDirectory
from kg.ingest import ingest
from kg.synthetic import papers
from ontology.vocabulary import Vocabulary
from tests.api.conftest import Known, running

# Its cases are read when tests are collected, so without it there is nothing to collect.
collect_ignore_glob = [] if "SOTAGRAPH_SUITE" in os.environ else ["test_*.py"]

#: Where the data of the suite says that its graphs are.
GRAPHS = "http://kasei.us/2009/09/sparql/data/"


def suite() -> Path:
    """The folder that `make conformance` was given."""
    return Path(os.environ["SOTAGRAPH_SUITE"]) / "sparql" / "sparql11"


@pytest.fixture(scope="session")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of a service over a published snapshot that has the suite's graphs beside its own."""
    directory = DataDirectory(tmp_path_factory.mktemp("suite"))
    pairs = list(papers(1, seed=1))
    summary = ingest((paper for paper, _ in pairs), Known(pairs), directory, Vocabulary(()), validate=None)
    store = Store(str(directory.snapshot(summary.snapshot or "").graph))
    for path in sorted((suite() / "protocol").glob("*.nt")):
        graph = NamedNode(f"{GRAPHS}{path.stem}.rdf")
        store.load(path=path, format=RdfFormat.N_TRIPLES, to_graph=graph)
    store.flush()
    del store
    with running(create_app(directory.path)) as client:
        yield client
