"""How the time of each component grows with the length of hostile text.

`python -m tests.benchmarks.growth [LENGTH [NAME ...]]` reads each text of `tests/extractors/hostile.py`, or
those that are named, at the length, twice and four times it, and prints by how much the time of each
component grew with each doubling; what takes less than a tenth of a second in the end is left out.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator, Sequence
from time import process_time

from extractors.extraction import Extract, make_extract, read_record
from extractors.text import normalise
from kg.records import Paper
from tests.extractors.hostile import GENERATORS

LENGTH = 10_000
_LEAST = 0.1


def laps(extract: Extract, paper: Paper) -> Iterator[tuple[str, float]]:
    """Each step of the pipeline with its CPU seconds."""
    start = process_time()
    normalised = normalise(paper.text, title_end=len(paper.title))
    yield "normalise", process_time() - start
    start = process_time()
    doc = extract._nlp.make_doc(normalised.text)
    yield "tokenizer", process_time() - start
    for name, component in extract._nlp.pipeline:
        start = process_time()
        doc = component(doc)
        yield name.removeprefix("sotagraph_"), process_time() - start
    start = process_time()
    read_record(paper, normalised, doc, extract.identity)
    yield "record", process_time() - start


def growth(extract: Extract, name: str, length: int) -> Iterator[str]:
    """A line for each component that takes long enough to be timed."""
    measured = []
    for size in (length, 2 * length, 4 * length):
        gc.collect()
        measured.append(dict(laps(extract, Paper("T", GENERATORS[name](size), "test"))))
    for step in measured[0]:
        once, twice, four = (seconds[step] for seconds in measured)
        if four >= _LEAST:
            yield f"{name}: {step} {once:.2f} s, then x{twice / once:.1f}, then x{four / twice:.1f}"


def main(arguments: Sequence[str]) -> None:
    """Print the growth of each text that is asked for."""
    length = int(arguments[0]) if arguments else LENGTH
    extract = make_extract()
    extract(Paper("T", "We propose X.", "test"))
    for name in arguments[1:] or GENERATORS:
        for line in growth(extract, name, length):
            print(line, flush=True)  # noqa: T201 - this is a command


if __name__ == "__main__":
    main(sys.argv[1:])
