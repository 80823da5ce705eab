"""A paper as a source states it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum


class IdentifierKind(StrEnum):
    """Where an identifier is unique; all of these are strong: one value is one paper."""

    ARXIV = "arxiv"
    DOI = "doi"
    ACL = "acl"
    OPENREVIEW = "openreview"


@dataclass(frozen=True, slots=True)
class Identifier:
    """A strong identifier, in the canonical spelling of its kind (arXiv without a version)."""

    kind: IdentifierKind
    value: str


@dataclass(frozen=True, slots=True)
class Paper:
    """What one source says of one paper.

    Args:
        title: As read.
        abstract: As read.
        source: Name of the source format (`jsonl`, `hugging-face-page`).
        source_id: The identifier that the source itself uses, as read, or None.
        identifiers: Strong identifiers, sorted, at most one of a kind.
        authors: In the order of the paper, as read.
        date: ISO 8601 with the precision that the source gives: `2024`, `2024-03` or `2024-03-12`.
        venue: As read.
        categories: As read, e.g. `cs.LG`.
        replaced: How many characters XML 1.0 cannot carry were replaced one for one by U+FFFD.
    """

    title: str
    abstract: str
    source: str
    source_id: str | None = None
    identifiers: tuple[Identifier, ...] = ()
    authors: tuple[str, ...] = ()
    date: str | None = None
    venue: str | None = None
    categories: tuple[str, ...] = ()
    replaced: int = 0

    @property
    def text(self) -> str:
        """Title, newline, abstract: the string that every offset counts in, in code points."""
        return f"{self.title}\n{self.abstract}"

    @property
    def text_digest(self) -> str:
        """SHA-256 of the text in UTF-8, 64 hex digits."""
        return hashlib.sha256(self.text.encode()).hexdigest()
