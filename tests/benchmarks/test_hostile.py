"""How the time and the memory for hostile text grow with its length, beside half of the same text.

Unlike the other benchmarks this one fails on what it measures: the ratio of two runs in the same minute says
on any machine whether a rule reads a text again for each of its parts. Which one, says
`python -m tests.benchmarks.growth`.
"""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from time import process_time

import pytest

from extractors.extraction import Extract, make_extract
from kg.records import Paper
from tests.benchmarks.conftest import Row
from tests.extractors.hostile import GENERATORS, NAMED

MEGABYTE = 1_000_000
#: Twice the text should take twice the time; what is over is for the caches of the processor and for chance.
LIMIT = 2.6
# What is over the limit is measured again, since another process can have had the machine.
_TRIES = 3

Measure = Callable[[Paper], float]


@dataclass(frozen=True, slots=True)
class Doubling:
    """What half of a text and the whole of it take."""

    name: str
    half: float
    whole: float

    @property
    def ratio(self) -> float:
        """How much more the whole takes."""
        return self.whole / self.half


@pytest.fixture(scope="module")
def extract() -> Extract:
    """The whole pipeline, warmed up."""
    extract = make_extract()
    extract(Paper("T", "We propose X. It has an accuracy of 91.2% on CIFAR-10.", "test"))
    return extract


def halves(measure: Measure, name: str, length: int) -> tuple[float, float]:
    """What half of the text and the whole of it take, each the least of as many tries as it needs."""
    half = whole = float("inf")
    for _ in range(_TRIES):
        half = min(half, measure(Paper("T", GENERATORS[name](length // 2), "test")))
        # Title and newline count too.
        whole = min(whole, measure(Paper("T", GENERATORS[name](length - 2), "test")))
        if whole <= LIMIT * half:
            break
    return half, whole


def compare(measure: Measure, names: Iterable[str], length: int, least: float) -> list[Doubling]:
    """What each text takes, the one whose second half adds most first.

    Args:
        measure: What one paper takes.
        names: Of generators.
        length: Of the whole text.
        least: What takes less than this is too little to be compared.
    """
    measured = [Doubling(name, *halves(measure, name, length)) for name in names]
    compared = [doubling for doubling in measured if doubling.whole >= least]
    return sorted(compared, key=lambda doubling: doubling.ratio, reverse=True)


@pytest.mark.benchmark
@pytest.mark.parametrize(
    ("what", "names", "length"),
    [("a megabyte", NAMED, MEGABYTE), ("100,000 characters", tuple(GENERATORS), MEGABYTE // 10)],
)
def test_twice_the_text_takes_about_twice_the_time(
    report: list[Row], extract: Extract, what: str, names: tuple[str, ...], length: int
) -> None:
    """The worst of the texts that anybody would think of, and of all kinds."""

    def seconds(paper: Paper) -> float:
        # As in `timeit`: a full collection of all that is loaded comes in leaps, not with the length.
        gc.collect()
        gc.disable()
        try:
            start = process_time()
            extract(paper)
            return process_time() - start
        finally:
            gc.enable()

    found = compare(seconds, names, length, least=0.2)

    worst = found[0]
    report.append(
        Row(
            f"extract {what} of hostile text ({len(names)} kinds, the worst: {worst.name})",
            f"{worst.whole:.1f} s",
            "half of it",
            f"{worst.half:.1f} s",
            worst.ratio,
        )
    )
    assert [doubling for doubling in found if doubling.ratio > LIMIT] == []


@pytest.mark.benchmark
def test_twice_the_text_takes_about_twice_the_memory(report: list[Row], extract: Extract) -> None:
    """What is held at most while a text is read, Python's objects and spaCy's."""

    def megabytes(paper: Paper) -> float:
        gc.collect()
        tracemalloc.start()
        try:
            extract(paper)
            return tracemalloc.get_traced_memory()[1] / 2**20
        finally:
            tracemalloc.stop()

    found = compare(megabytes, NAMED, MEGABYTE // 10, least=5)

    worst = found[0]
    report.append(
        Row(
            f"memory for 100,000 characters of hostile text ({len(NAMED)} kinds, the worst: {worst.name})",
            f"{worst.whole:.0f} MB",
            "half of it",
            f"{worst.half:.0f} MB",
            worst.ratio,
        )
    )
    assert [doubling for doubling in found if doubling.ratio > LIMIT] == []
