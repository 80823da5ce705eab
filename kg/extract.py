"""What the store is handed to find the facts in a paper; it knows nothing else of extraction."""

from __future__ import annotations

from typing import Protocol

from kg.errors import ExtractionFailed
from kg.records import Extraction, Extractor, Paper

__all__ = ["REPORT", "Extract", "call_extract"]

#: What a user can do about a paper that fails.
REPORT = "The other papers are kept. Please report this with the paper's text."


class Extract(Protocol):
    """What finds the facts in a paper's text: a function of the paper, and its name and version."""

    @property
    def identity(self) -> Extractor:
        """What extractions are made by; another identity means that papers are extracted again."""

    def __call__(self, paper: Paper) -> Extraction:
        """Everything that is found in one paper."""


def call_extract(extract: Extract, paper: Paper) -> Extraction:
    """Call the extractor, which runs rules and models over text from anywhere. Raises ExtractionFailed."""
    where = f"{paper.source}, {paper.title[:80]!r}"
    try:
        extraction = extract(paper)
    except ExtractionFailed:
        raise
    except Exception as error:
        message = f"Extraction failed: {type(error).__name__}: {error}"
        raise ExtractionFailed(message, where=where, remedy=REPORT) from error
    if extraction.text_digest != paper.text_digest:
        raise ExtractionFailed("The extraction is of another text.", where=where, remedy=REPORT)
    if extraction.extractor != extract.identity:
        raise ExtractionFailed("The extraction is by another extractor.", where=where, remedy=REPORT)
    return extraction
