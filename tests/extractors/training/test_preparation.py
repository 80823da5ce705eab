"""Which of the annotated papers are learned from."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from extractors.training.annotated import AnnotatedPaper
from extractors.training.preparation import taught
from extractors.training.settings import load_settings
from kg.records import Paper

NOTE = {"entities": [], "results": [], "links": []}
PAPERS = [
    AnnotatedPaper(f"p{i}", i, Paper(f"Title {i}", "Text.", "jsonl", f"p{i}"), {"id": f"p{i}", **NOTE})
    for i in range(1_200)
]


@pytest.mark.parametrize("count", [300, 600, 900])
def test_fewer_papers_are_spread_evenly_over_the_folds_and_over_all_papers(count: int) -> None:
    """As many of each fold, and as many of each quarter."""
    chosen = taught(PAPERS, replace(load_settings(), papers=count))

    assert len(chosen) == count
    assert set(Counter(paper.position % 5 for paper in chosen).values()) == {count / 5}
    assert set(Counter(paper.position // 300 for paper in chosen).values()) == {count / 4}


def test_all_are_learned_from_unless_fewer_are_asked_for() -> None:
    """Also if more are asked for than there are."""
    assert taught(PAPERS, load_settings()) == PAPERS
    assert taught(PAPERS, replace(load_settings(), papers=5_000)) == PAPERS
