"""Fixtures that several packages' tests share: a small graph about image generation, on disk."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from kg.data_directory import DataDirectory
from kg.ingest import ingest
from kg.reader import Reader, Snapshot
from kg.records import (
    Change,
    EntityType,
    Extraction,
    Extractor,
    Identifier,
    IdentifierKind,
    Link,
    LinkKind,
    Paper,
    ResultKind,
    Role,
)
from ontology.vocabulary import load_vocabulary
from tests.by_hand import entity, result

# A deadline measures the machine that the tests run on, not what they test.
# In continuous integration a red run must mean a change, so the same examples are tried each time there;
# everybody else's runs explore.
settings.register_profile("sotagraph", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("sotagraph")

M, D, T, X = EntityType.METHOD, EntityType.DATASET, EntityType.TASK, EntityType.METRIC

FLOWER = Paper(
    title="Flower: image generation with petals",
    abstract=(
        "We propose Flower for image generation. On CIFAR-10, Flower reaches an FID of 1.91 with D=2048 "
        "and 1.74 class-conditional. It samples 2.5x faster than DDIM. Code: https://example.org/flower."
    ),
    source="test",
    identifiers=(Identifier(IdentifierKind.ARXIV, "2401.00001"),),
    authors=("Ada Ito", "Bo Li"),
    date="2024-03-12",
    venue="ICML",
)
TREE = Paper(
    title="Tree",
    abstract=(
        "Tree, a new sampler, obtains FID of 1.74 (class conditional) on CIFAR10, and state-of-the-art FID "
        "on CIFAR-100 and ImageNet."
    ),
    source="test",
    date="2023",
)
EXTRACTOR = Extractor(name="by-hand", version="1", model_digest="0" * 64)


def _extractions() -> dict[str, Extraction]:
    fid = "an FID of 1.91 with D=2048 and 1.74 class-conditional"
    sota = "state-of-the-art FID on CIFAR-100 and ImageNet"
    url = "https://example.org/flower"
    at = FLOWER.text.index(url)
    on_cifar = {"method": "Flower", "dataset": "CIFAR-10", "metric": "FID"}
    return {
        FLOWER.title: Extraction(
            FLOWER.text_digest,
            EXTRACTOR,
            entities=(
                entity(FLOWER, M, "Flower", Role.PROPOSED),
                entity(FLOWER, M, "DDIM", Role.COMPARED),
                entity(FLOWER, D, "CIFAR-10", Role.EVALUATED),
                entity(FLOWER, T, "image generation"),
                entity(FLOWER, X, "FID"),
            ),
            results=(
                result(FLOWER, fid, "1.91", ResultKind.ABSOLUTE, condition="D=2048", **on_cifar),
                result(FLOWER, fid, "1.74", ResultKind.ABSOLUTE, condition="class-conditional", **on_cifar),
                result(
                    FLOWER,
                    "samples 2.5x faster than DDIM",
                    "2.5",
                    ResultKind.SPEEDUP,
                    method="Flower",
                    baseline="DDIM",
                    unit="x",
                    change=Change.INCREASE,
                ),
            ),
            links=(Link(LinkKind.CODE, url, at, at + len(url)),),
        ),
        TREE.title: Extraction(
            TREE.text_digest,
            EXTRACTOR,
            entities=(
                entity(TREE, M, "Tree", Role.PROPOSED),
                entity(TREE, D, "CIFAR10", Role.EVALUATED),
                entity(TREE, D, "CIFAR-100", Role.EVALUATED),
                entity(TREE, D, "ImageNet", Role.EVALUATED),
                entity(TREE, X, "FID"),
            ),
            results=(
                result(
                    TREE,
                    "FID of 1.74 (class conditional) on CIFAR10",
                    "1.74",
                    ResultKind.ABSOLUTE,
                    method="Tree",
                    dataset="CIFAR10",
                    metric="FID",
                    condition="class conditional",
                ),
                *(
                    result(
                        TREE, sota, "FID", ResultKind.UNVALUED, method="Tree", dataset=dataset, metric="FID"
                    )
                    for dataset in ("CIFAR-100", "ImageNet")
                ),
            ),
        ),
    }


class ByHand:
    """An extractor that knows the two papers."""

    identity = EXTRACTOR

    def map(self, papers: Iterable[Paper]) -> Iterator[Extraction]:
        return (_extractions()[paper.title] for paper in papers)


@pytest.fixture(scope="session")
def garden(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with the two papers, published; no test may write to it."""
    data = tmp_path_factory.mktemp("garden")
    summary = ingest([FLOWER, TREE], ByHand(), DataDirectory(data), load_vocabulary())
    assert summary.new == 2, summary
    return data


@pytest.fixture(scope="session")
def snapshot(garden: Path) -> Iterator[Snapshot]:
    """The published snapshot of the garden."""
    with Reader(DataDirectory(garden)) as reader:
        yield reader.snapshot()
