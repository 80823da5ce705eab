"""A store with the meadow's papers, to decide about."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.data_directory import DataDirectory
from tests.kg.review.meadow import MEADOW, Pair

NOT_FACTS = ("/id/graph/decisions>", "/id/graph/history>")


@pytest.fixture
def meadow(run, known) -> Callable[..., None]:
    """Ingests papers, those of the meadow if none are given, as a model of some version finds them."""

    def ingest(*pairs: Pair, version: str = "1", **settings: object) -> None:
        found = list(pairs or MEADOW)
        run([paper for paper, _ in found], extract=known(found, version), **settings)

    return ingest


@pytest.fixture
def store(meadow, directory) -> DataDirectory:
    """A data directory with the meadow's papers, published."""
    meadow()
    return directory


@pytest.fixture
def facts(published) -> Callable[[DataDirectory], list[str]]:
    """Gives everything that readers see but decisions and history."""

    def facts(directory: DataDirectory) -> list[str]:
        return [line for line in published(directory) if not line.removesuffix(" .").endswith(NOT_FACTS)]

    return facts
