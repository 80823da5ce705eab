"""What the store is handed to find the facts in papers; it knows nothing else of extraction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from kg.errors import ExtractionFailed
from kg.records import Extraction, Extractor, Paper

__all__ = ["REPORT", "Answer", "Extract", "Extractions"]

#: What a user can do about a paper that fails.
REPORT = "The other papers are kept. Please report this with the paper's text."

#: What comes of one paper.
Answer = Extraction | ExtractionFailed


class Extract(Protocol):
    """What finds the facts in papers' texts: a function of each text alone, and its name and version."""

    @property
    def identity(self) -> Extractor:
        """What extractions are made by; another identity means that papers are extracted again."""

    def map(self, papers: Iterable[Paper]) -> Iterator[Answer]:
        """The answer for each paper, in their order.

        A paper that fails has its error as its answer. Extraction may begin at once, in other processes,
        before the first answer is asked for.
        """


class Extractions:
    """What is found in papers that are needed soon: by asking for them early, their extraction is begun.

    Args:
        extract: Finds the facts.
        papers: The papers that are needed, as far as is known; others can be asked for too.
    """

    def __init__(self, extract: Extract, papers: Sequence[Paper]) -> None:
        self._extract = extract
        self._coming = _answers(extract, papers)
        self._known: dict[str, Answer] = {}

    def of(self, paper: Paper) -> Extraction:
        """What is found in one paper. Raises ExtractionFailed."""
        digest = paper.text_digest
        while digest not in self._known:
            for read, answer in self._coming:
                self._known[read] = answer
                if read == digest:
                    break
            else:
                self._coming = _answers(self._extract, [paper])
        found = self._known[digest]
        if isinstance(found, ExtractionFailed):
            raise found
        return found


def _answers(extract: Extract, papers: Sequence[Paper]) -> Iterator[tuple[str, Answer]]:
    """The digest of each paper's text, and the answer for it. Extraction begins when this is called."""
    answers = extract.map(papers)
    return (
        (paper.text_digest, _checked(paper, answer, extract.identity))
        for paper, answer in zip(papers, answers, strict=True)
    )


def _checked(paper: Paper, answer: Answer, identity: Extractor) -> Answer:
    """The answer, if it is for this paper and by this extractor."""
    if isinstance(answer, ExtractionFailed):
        return answer
    where = f"{paper.source}, {paper.title[:80]!r}"
    if answer.text_digest != paper.text_digest:
        return ExtractionFailed("The extraction is of another text.", where=where, remedy=REPORT)
    if answer.extractor != identity:
        return ExtractionFailed("The extraction is by another extractor.", where=where, remedy=REPORT)
    return answer
