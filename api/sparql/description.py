"""The description of the service (https://www.w3.org/TR/sparql11-service-description/)."""

from __future__ import annotations

from importlib.resources import files
from io import BytesIO

import pyoxigraph as ox

from api.sparql.formats import GRAPHS

__all__ = ["MEDIA_TYPES", "describe"]

_FORMATS = {f.media_types[0]: getattr(ox.RdfFormat, f.name) for f in GRAPHS}
#: What the description comes in, the preferred one first.
MEDIA_TYPES = tuple(_FORMATS)
_PREFIXES = {
    "dcterms": "http://purl.org/dc/terms/",
    "formats": "http://www.w3.org/ns/formats/",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
}


def describe(endpoint: str, media_type: str) -> bytes:
    """The description of the endpoint at an IRI, in one of MEDIA_TYPES."""
    text = (files("api.sparql") / "description.ttl").read_text(encoding="utf-8")
    triples = (quad.triple for quad in ox.parse(text, format=ox.RdfFormat.TURTLE, base_iri=endpoint))
    out = BytesIO()
    ox.serialize(triples, out, _FORMATS[media_type], prefixes=_PREFIXES)
    return out.getvalue()
