"""The cases of the W3C's manifest for the SPARQL 1.1 Protocol, each sent as it is written.

Those that want an update to succeed are not applicable to a service that is read-only; they are run all the
same, and each update must be refused as such.
"""

from __future__ import annotations

from dataclasses import dataclass

import httpx
import pytest
from rdflib import Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF
from rdflib.term import Node

from tests.conformance.conftest import suite

pytestmark = pytest.mark.conformance

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
FORMATS = {
    "boolean": ("application/sparql-results+",),
    "tabular": ("application/sparql-results+", "text/csv", "text/tab-separated-values"),
    "RDF": ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"),
}


@dataclass(frozen=True)
class Exchange:
    """One request of a case, and what its answer must be."""

    method: str
    path: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    statuses: tuple[int, ...]
    format: str | None
    boolean: bool | None

    @property
    def updates(self) -> bool:
        """Whether it is an update that should succeed."""
        direct = any("sparql-update" in value for _, value in self.headers)
        return (direct or self.body.startswith(b"update=")) and 2 in self.statuses


@dataclass(frozen=True)
class Case:
    """One case of the manifest."""

    name: str
    exchanges: tuple[Exchange, ...]

    @property
    def applicable(self) -> bool:
        """Whether a read-only service can pass it."""
        return not any(exchange.updates for exchange in self.exchanges)


def cases(manifest: Graph) -> list[Case]:
    """All cases, in the order of the manifest."""
    (entries,) = manifest.objects(None, MF.entries)
    return [_case(manifest, entry) for entry in Collection(manifest, entries)]


def _case(manifest: Graph, entry: Node) -> Case:
    action = manifest.value(entry, MF.action)
    requests = Collection(manifest, manifest.value(action, HT.requests))  # type: ignore[arg-type]
    name = str(entry).rpartition("#")[2] if isinstance(entry, URIRef) else "?"
    return Case(name, tuple(_exchange(manifest, request) for request in requests))


def _exchange(manifest: Graph, request: Node) -> Exchange:
    def text(node: Node | None, predicate: URIRef) -> str:
        return str(manifest.value(node, predicate) or "")

    response, body = manifest.value(request, HT.resp), manifest.value(request, HT.body)
    listed = manifest.value(request, HT.headers)
    headers = Collection(manifest, listed) if listed else ()
    expected = manifest.value(response, MF.expectedBoolean)
    return Exchange(
        method=text(request, HT.methodName),
        path=text(request, HT.absolutePath).replace("/sparql/", "/sparql", 1),
        headers=tuple((text(header, HT.fieldName), text(header, HT.fieldValue)) for header in headers),
        body=text(body, CNT.chars).encode(text(body, CNT.characterEncoding) or "utf-8"),
        statuses=tuple(int(str(s)[-3]) for s in manifest.objects(response, MF.expectedStatus)),
        format=text(response, MF.expectedFormat) or None,
        boolean=None if expected is None else bool(expected.toPython()),  # type: ignore[attr-defined]
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One test a case, by its name in the manifest."""
    if "case" in metafunc.fixturenames:
        manifest = Graph().parse(suite() / "protocol" / "manifest.ttl")
        wanted = metafunc.function is test_a_case_passes
        found = [case for case in cases(manifest) if case.applicable is wanted]
        metafunc.parametrize("case", found, ids=[case.name for case in found])


def send(endpoint: httpx.Client, exchange: Exchange) -> httpx.Response:
    """Send a request as it is written."""
    return endpoint.request(
        exchange.method, exchange.path, headers=list(exchange.headers), content=exchange.body or None
    )


def test_a_case_passes(endpoint: httpx.Client, case: Case) -> None:
    """Status, format and truth of each answer are the expected ones."""
    for exchange in case.exchanges:
        answer = send(endpoint, exchange)

        assert answer.status_code // 100 in exchange.statuses, answer.text
        if exchange.format is not None:
            assert answer.headers["content-type"].startswith(FORMATS[exchange.format])
        if exchange.boolean is not None:
            assert answer.json()["boolean"] is exchange.boolean


def test_not_applicable_as_updates_are_refused(endpoint: httpx.Client, case: Case) -> None:
    """The service is read-only and says so."""
    updates = [send(endpoint, exchange) for exchange in case.exchanges if exchange.updates]

    assert updates
    assert all(answer.status_code == 403 and "only answers queries" in answer.text for answer in updates)


def test_the_manifest_is_whole() -> None:
    """No case is lost on the way: 27 apply, 7 are updates."""
    found = cases(Graph().parse(suite() / "protocol" / "manifest.ttl"))

    assert len([case for case in found if case.applicable]) == 27
    assert [case.name for case in found if not case.applicable] == [
        "update_dataset_default_graph",
        "update_dataset_default_graphs",
        "update_dataset_named_graphs",
        "update_dataset_full",
        "update_post_form",
        "update_post_direct",
        "update_base_uri",
    ]
    assert (None, RDF.type, MF.ProtocolTest) in Graph().parse(suite() / "protocol" / "manifest.ttl")
