"""The namespaces that sotagraph reads and writes, and the prefixes by which it abbreviates them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from rdflib.namespace import DC, DCTERMS, OWL, PROV, RDF, RDFS, SDO, SKOS, VOID, XSD

from ontology.terms import SG

__all__ = [
    "DC",
    "DCTERMS",
    "DEFAULT_BASE",
    "OWL",
    "PREFIXES",
    "PROV",
    "RDF",
    "RDFS",
    "SDO",
    "SG",
    "SKOS",
    "VOCABULARY_BASE",
    "XSD",
]

#: The base of instances where none is set; instances live under `<base>id/`.
DEFAULT_BASE: Final = "https://w3id.org/sotagraph/"

#: The namespace of the vocabularies' own identifiers; a type's name and `#` follow.
VOCABULARY_BASE: Final = "https://w3id.org/sotagraph/vocabulary/"

#: Prefix to namespace, for every namespace that the graph, the schema and the queries use.
PREFIXES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "cito": "http://purl.org/spar/cito/",
        "croissant": "http://mlcommons.org/croissant/",
        "cskg": "https://w3id.org/cskg/ontology#",
        "dc": str(DC),
        "dcterms": str(DCTERMS),
        "deo": "http://purl.org/spar/deo/",
        "fabio": "http://purl.org/spar/fabio/",
        "fair4ml": "https://w3id.org/fair4ml#",
        "itsrdf": "http://www.w3.org/2005/11/its/rdf#",
        "lpwc": "https://linkedpaperswithcode.com/class/",
        "lpwcp": "https://linkedpaperswithcode.com/property/",
        "mls": "http://www.w3.org/ns/mls#",
        "mlso": "http://w3id.org/mlso/",
        "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
        "oa": "http://www.w3.org/ns/oa#",
        "owl": str(OWL),
        "prism": "http://prismstandard.org/namespaces/basic/2.0/",
        "prov": str(PROV),
        "rdf": str(RDF),
        "rdfs": str(RDFS),
        "schema": str(SDO),
        "sg": str(SG),
        "sh": "http://www.w3.org/ns/shacl#",
        "skos": str(SKOS),
        "soa": "https://semopenalex.org/ontology/",
        "vann": "http://purl.org/vocab/vann/",
        "void": str(VOID),
        "xsd": str(XSD),
    }
)
