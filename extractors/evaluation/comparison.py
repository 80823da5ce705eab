"""What is right of one paper beside what was found in it, made comparable once for all measures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extractors.evaluation.occurrences import Occurrence, spans
from extractors.evaluation.pairing import Pairs, pair_entities
from extractors.guidelines import Annotation
from kg.records import Paper

EMPTY: Annotation = {"entities": [], "results": [], "links": []}


@dataclass(frozen=True, slots=True)
class Comparison:
    """One paper's annotations.

    Args:
        paper_id: Its id.
        text: Its title and abstract as read.
        want, got: What is right, and what was found.
        want_spans, got_spans: Their mentions.
        pairs: Which found entity is which right one.
        entities: The counts of `gold`, `predicted` and `hit` entities by type.
    """

    paper_id: str
    text: str
    want: Annotation
    got: Annotation
    want_spans: set[Occurrence]
    got_spans: set[Occurrence]
    pairs: Pairs
    entities: Mapping[str, Counter[str]]


def compare(
    papers: Mapping[str, Paper], gold: Mapping[str, Annotation], predicted: Mapping[str, Annotation]
) -> Iterator[Comparison]:
    """Every paper of `gold`, in its order; one that is not in `predicted` is one with nothing found."""
    for paper_id, want in gold.items():
        got = predicted.get(paper_id, EMPTY)
        text = papers[paper_id].text
        pairs, counts = pair_entities(want, got)
        yield Comparison(paper_id, text, want, got, spans(text, want), spans(text, got), pairs, counts)
