"""Strong identifiers in the spellings that people use, made canonical."""

from __future__ import annotations

import re

from kg.records import Identifier, IdentifierKind

_ARXIV = re.compile(
    r"""(?:(?:https?://)?(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html|format)/|arxiv:\s*)?
        (?:(?P<new>\d\d(?:0[1-9]|1[0-2])\.\d{4,5})
          |(?P<archive>[a-z][a-z-]+)(?:\.[A-Z]{2})?/(?P<old>\d\d(?:0[1-9]|1[0-2])\d{3}))
        (?:v\d+)?(?:\.pdf)?/?""",
    re.VERBOSE | re.IGNORECASE,
)
_DOI = re.compile(
    r"(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi:\s*)?(?P<doi>10\.\d{4,9}/\S+)", re.IGNORECASE
)
_ACL = re.compile(
    r"""(?:(?:https?://)?(?:www\.)?(?:aclanthology\.org|aclweb\.org/anthology)/|[\w-]+:\s*)?
        (?:(?P<new>(?:19|20)\d\d\.[a-z\d]+-[a-z\d]+\.\d{1,4})|(?P<old>[A-Z]\d\d-\d{4}))
        (?:v\d+)?(?:\.pdf)?/?""",
    re.VERBOSE | re.IGNORECASE,
)
_OPENREVIEW = re.compile(
    r"(?:(?:https?://)?(?:www\.)?openreview\.net/(?:forum|pdf)\?id=|openreview:\s*)(?P<id>[\w-]{6,})(?:[&#].*)?",
    re.IGNORECASE,
)
# Registrants of DOIs whose suffix is an identifier of its own.
_ARXIV_DOI, _ACL_DOI = "10.48550/arxiv.", "10.18653/v1/"


def arxiv(text: str) -> Identifier | None:
    """The arXiv identifier that `text` is, without version and subject class, or None."""
    match = _ARXIV.fullmatch(text.strip())
    if match is None:
        return None
    value = match["new"] or f"{match['archive'].lower()}/{match['old']}"
    return Identifier(IdentifierKind.ARXIV, value)


def doi(text: str) -> Identifier | None:
    """The DOI that `text` is, in lower case, or None."""
    match = _DOI.fullmatch(text.strip())
    return Identifier(IdentifierKind.DOI, match["doi"].lower()) if match else None


def acl(text: str) -> Identifier | None:
    """The ACL Anthology identifier that `text` is, or None."""
    match = _ACL.fullmatch(text.strip())
    if match is None:
        return None
    return Identifier(IdentifierKind.ACL, match["new"].lower() if match["new"] else match["old"].upper())


def openreview(text: str) -> Identifier | None:
    """The OpenReview identifier of an address or of `openreview:...`, or None."""
    match = _OPENREVIEW.fullmatch(text.strip())
    return Identifier(IdentifierKind.OPENREVIEW, match["id"]) if match else None


def recognise(text: str) -> tuple[Identifier, ...]:
    """The strong identifiers that `text`, of whatever kind, is: none, one, or a DOI and what it contains."""
    found = doi(text)
    if found is not None:
        return (found, *_within(found.value))
    first = arxiv(text) or openreview(text) or acl(text)
    return (first,) if first else ()


def _within(value: str) -> tuple[Identifier, ...]:
    inner = None
    if value.startswith(_ARXIV_DOI):
        inner = arxiv(value.removeprefix(_ARXIV_DOI))
    elif value.startswith(_ACL_DOI):
        inner = acl(value.removeprefix(_ACL_DOI))
    return (inner,) if inner else ()
