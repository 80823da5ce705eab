"""The three cases of the W3C's manifest for the service description, which are told in words there."""

from __future__ import annotations

import httpx
import pytest
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import RDF

from tests.conformance.conftest import suite

pytestmark = pytest.mark.conformance

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")


@pytest.fixture
def description(endpoint: httpx.Client) -> Graph:
    """What the endpoint answers to a GET without a query."""
    return Graph().parse(data=endpoint.get("/sparql").content, format="turtle")


def test_these_are_the_cases() -> None:
    """The manifest has no others."""
    names = {"returns-rdf", "has-endpoint-triple", "conforms-to-schema"}
    manifest = Graph().parse(suite() / "service-description" / "manifest.ttl")

    found = {str(case).rpartition("#")[2] for case in manifest.subjects(RDF.type) if "#" in str(case)}

    assert found == names


def test_returns_rdf(description: Graph) -> None:
    """GET on the endpoint returns RDF."""
    assert len(description) > 0


def test_has_endpoint_triple(endpoint: httpx.Client, description: Graph) -> None:
    """The description has a matching sd:endpoint triple."""
    address = URIRef(str(endpoint.base_url.join("/sparql")))

    assert list(description.objects(None, SD.endpoint)) == [address]


def test_conforms_to_schema(description: Graph) -> None:
    """Services, data sets and graphs are linked by the properties that the vocabulary has for them."""
    (service,) = description.subjects(RDF.type, SD.Service)
    (dataset,) = description.objects(service, SD.defaultDataset)
    (graph,) = description.objects(dataset, SD.defaultGraph)

    assert (dataset, RDF.type, SD.Dataset) in description
    assert (graph, RDF.type, SD.Graph) in description
    assert set(description.objects(service, SD.supportedLanguage)) == {SD.SPARQL11Query}
    assert set(description.objects(service, SD.feature)) <= {SD.UnionDefaultGraph, SD.DereferencesURIs}
