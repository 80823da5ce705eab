"""Abstracts come from strangers, so the longest one that is allowed must not hold the pipeline up."""

from __future__ import annotations

import time

import pytest

from extractors.extraction import Extract
from extractors.sources.limits import MAX_ABSTRACT
from kg.records import Paper

UNITS = (
    "(", "$", "$ ", "{", "\\", "\\cite{", "\\textbf{", "}", ".", "a.", "www.", "http://", "'", "`", "^_",
    "&a", "~", "x", "A", "A. ", "1.5/", "-", "\n", "ABC (Aa Bb Cc) ", "(Aa) ", "[(", "times", "e.g. ",
    "1.5% ", "FID and ", "CIFAR-10, ", "Aa ", "FID of 1.5 on CIFAR-10, ", "GAN-", "1, ", "up to ", "±1 ",
    "we propose X, ", "improves by 3% and ", "image generation ",
)  # fmt: skip

#: CPU seconds; the slowest of these takes a third of it, and what grows without bound takes minutes.
LIMIT = 15


@pytest.mark.parametrize("unit", UNITS)
def test_the_longest_abstract_of_anything_is_read_in_seconds(extract: Extract, unit: str) -> None:
    """A bound on what one paper can cost, not a measure of speed."""
    paper = Paper("Title", (unit * MAX_ABSTRACT)[:MAX_ABSTRACT], "test")

    start = time.process_time()
    extract(paper)
    taken = time.process_time() - start

    assert taken < LIMIT
