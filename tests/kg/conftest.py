"""What tests of the store share: a data directory, made-up papers and an extractor that knows them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat

from kg import synthetic
from kg.data_directory import DataDirectory
from kg.errors import InputError
from kg.extract import Answer
from kg.ingest import IngestSummary, ingest
from kg.reader import Reader
from kg.records import Extraction, Paper
from ontology.vocabulary import Vocabulary


class Known:
    """Extracts what was handed in for a text, and nothing from any other text."""

    def __init__(self, pairs: Iterable[tuple[Paper, Extraction]], version: str = "1") -> None:
        self.identity = replace(synthetic.EXTRACTOR, version=version)
        self.calls = 0
        self._by_text = {paper.text_digest: extraction for paper, extraction in pairs}

    def map(self, papers: Iterable[Paper]) -> Iterator[Answer]:
        return map(self.answer, papers)

    def answer(self, paper: Paper) -> Answer:
        self.calls += 1
        known = self._by_text.get(paper.text_digest, Extraction(paper.text_digest, self.identity))
        return replace(known, extractor=self.identity)


@pytest.fixture
def directory(tmp_path: Path) -> DataDirectory:
    """An empty data directory."""
    return DataDirectory(tmp_path / "data")


@pytest.fixture(scope="session")
def pairs() -> list[tuple[Paper, Extraction]]:
    """Two dozen papers with their extractions."""
    return list(synthetic.papers(24))


@pytest.fixture
def extract(pairs: list[tuple[Paper, Extraction]]) -> Known:
    """An extractor that knows `pairs`."""
    return Known(pairs)


@pytest.fixture
def known() -> Callable[..., Known]:
    """Makes an extractor that knows the pairs that it is given."""
    return Known


@pytest.fixture
def vocabulary() -> Vocabulary:
    """No concepts: every entity is its own name."""
    return Vocabulary(())


@pytest.fixture
def run(directory: DataDirectory, extract: Known, vocabulary: Vocabulary) -> Callable[..., IngestSummary]:
    """Ingests papers, with keyword arguments for anything but the usual."""

    def run(papers: Iterable[Paper | InputError], **settings: object) -> IngestSummary:
        usual = {"extract": extract, "directory": directory, "vocabulary": vocabulary, "validate": None}
        return ingest(papers, **(usual | settings))  # type: ignore[arg-type]

    return run


@pytest.fixture
def published() -> Callable[[DataDirectory], Sequence[str]]:
    """Gives all quads that readers of a data directory see, as sorted lines."""

    def published(directory: DataDirectory) -> Sequence[str]:
        with Reader(directory) as reader:
            dump = reader.snapshot().store.dump(format=RdfFormat.N_QUADS)
        assert dump is not None
        return sorted(dump.decode().splitlines())

    return published
