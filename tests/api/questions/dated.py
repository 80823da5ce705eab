"""Seven papers of three years that compete with each other, extracted by hand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.records import Change, Entity, EntityType, Extraction, Extractor, Link, LinkKind, Paper, Result, Role
from kg.records import ResultKind as Kind
from tests.by_hand import entity, result

M, D, T, X = EntityType.METHOD, EntityType.DATASET, EntityType.TASK, EntityType.METRIC
EXTRACTOR = Extractor(name="by-hand", version="1", model_digest="0" * 64)
IMAGES = ("image generation", T, None)
FID, CIFAR = ("FID", X, None), ("CIFAR-10", D, Role.EVALUATED)

Named = tuple[str, EntityType, Role | None]


class Dated:
    """An extractor that knows the papers of this module."""

    identity = EXTRACTOR

    def __init__(self) -> None:
        self.papers: list[Paper] = []
        self._known: dict[str, Extraction] = {}
        for make in (_ember, _frost, _gale, _harbor, _isle, _juniper, _kelp):
            paper, entities, results = make()
            self.papers.append(paper)
            self._known[paper.title] = Extraction(
                paper.text_digest, EXTRACTOR, entities=entities, results=results, links=_links(paper)
            )

    def map(self, papers: Iterable[Paper]) -> Iterator[Extraction]:
        return (self._known[paper.title] for paper in papers)


Made = tuple[Paper, tuple[Entity, ...], tuple[Result, ...]]


def _paper(title: str, abstract: str, date: str, venue: str | None) -> Paper:
    return Paper(title=title, abstract=abstract, source="dated", date=date, venue=venue)


def _entities(paper: Paper, named: Iterable[Named]) -> tuple[Entity, ...]:
    return tuple(entity(paper, kind, name, role) for name, kind, role in named)


def _links(paper: Paper) -> tuple[Link, ...]:
    found = re.finditer(r"https://example\.org/code/\w+", paper.text)
    return tuple(Link(LinkKind.CODE, each[0], each.start(), each.end()) for each in found)


def _ember() -> Made:
    paper = _paper(
        "EmberNet",
        "We propose EmberNet for image generation. Built on U-Net, EmberNet reaches an FID of 3.17 "
        "on CIFAR-10. Code: https://example.org/code/ember.",
        "2021-06-11",
        "NeurIPS",
    )
    named = (("EmberNet", M, Role.PROPOSED), ("U-Net", M, Role.USED), IMAGES, FID, CIFAR)
    cifar = {"method": "EmberNet", "dataset": "CIFAR-10", "metric": "FID", "task": "image generation"}
    reached = result(paper, "EmberNet reaches an FID of 3.17 on CIFAR-10", "3.17", Kind.ABSOLUTE, **cifar)
    return paper, _entities(paper, named), (reached,)


def _frost() -> Made:
    paper = _paper(
        "FrostNet",
        "FrostNet is a class-conditional sampler for image generation. It obtains "
        "an FID of 1.84 on CIFAR-10 when class-conditional. We compare with EmberNet.",
        "2022-06-01",
        "ICML",
    )
    named = (("FrostNet", M, Role.PROPOSED), ("EmberNet", M, Role.COMPARED), IMAGES, FID, CIFAR)
    obtained = result(
        paper,
        "It obtains an FID of 1.84 on CIFAR-10 when class-conditional",
        "1.84",
        Kind.ABSOLUTE,
        method="FrostNet",
        dataset="CIFAR-10",
        metric="FID",
        condition="class-conditional",
    )
    return paper, _entities(paper, named), (obtained,)


def _gale() -> Made:
    paper = _paper(
        "GaleNet",
        "For image generation we present GaleNet, which lowers the FID on CIFAR-10 by 1.2 over EmberNet, "
        "to an FID of 1.97. Its Inception Score is 10.1. GaleNet samples 4x faster than EmberNet. "
        "Code: https://example.org/code/gale.",
        "2022-12-05",
        "NeurIPS",
    )
    named = (
        ("GaleNet", M, Role.PROPOSED),
        ("EmberNet", M, Role.COMPARED),
        ("Inception Score", X, None),
        IMAGES,
        FID,
        CIFAR,
    )
    on_cifar = {"method": "GaleNet", "dataset": "CIFAR-10"}
    lowers = "which lowers the FID on CIFAR-10 by 1.2 over EmberNet, to an FID of 1.97"
    results = (
        result(
            paper,
            lowers,
            "1.2",
            Kind.IMPROVEMENT,
            metric="FID",
            baseline="EmberNet",
            change=Change.DECREASE,
            **on_cifar,
        ),
        result(paper, lowers, "1.97", Kind.ABSOLUTE, metric="FID", **on_cifar),
        result(
            paper,
            "Its Inception Score is 10.1",
            "10.1",
            Kind.ABSOLUTE,
            metric="Inception Score",
            **on_cifar,
        ),
        result(
            paper,
            "GaleNet samples 4x faster than EmberNet",
            "4",
            Kind.SPEEDUP,
            method="GaleNet",
            baseline="EmberNet",
            unit="x",
            change=Change.INCREASE,
        ),
    )
    return paper, _entities(paper, named), results


def _harbor() -> Made:
    paper = _paper(
        "HarborNet",
        "HarborNet uses a U-Net for image generation. On CIFAR-10 HarborNet has an FID of 2.05, EmberNet an "
        "FID of 3.21. On ImageNet its FID is 4.6.",
        "2023-07-01",
        "ICML",
    )
    named = (
        ("HarborNet", M, Role.PROPOSED),
        ("U-Net", M, Role.USED),
        ("EmberNet", M, Role.COMPARED),
        ("ImageNet", D, Role.EVALUATED),
        IMAGES,
        FID,
        CIFAR,
    )
    both = "On CIFAR-10 HarborNet has an FID of 2.05, EmberNet an FID of 3.21"
    on_cifar = {"dataset": "CIFAR-10", "metric": "FID"}
    results = (
        result(paper, both, "2.05", Kind.ABSOLUTE, method="HarborNet", **on_cifar),
        result(paper, both, "3.21", Kind.ABSOLUTE, method="EmberNet", **on_cifar),
        result(
            paper,
            "On ImageNet its FID is 4.6",
            "4.6",
            Kind.ABSOLUTE,
            method="HarborNet",
            dataset="ImageNet",
            metric="FID",
        ),
    )
    return paper, _entities(paper, named), results


def _isle() -> Made:
    paper = _paper(
        "IsleNet",
        "We introduce IsleNet for image generation with a U-Net. IsleNet attains an FID of 1.79 on CIFAR-10 "
        "and, with classifier-free guidance, an FID of 2.27 on ImageNet 256x256. Code: https://example.org/code/isle.",
        "2024-03-12",
        "ICLR",
    )
    named = (
        ("IsleNet", M, Role.PROPOSED),
        ("U-Net", M, Role.USED),
        ("classifier-free guidance", M, Role.USED),
        ("ImageNet 256x256", D, Role.EVALUATED),
        IMAGES,
        FID,
        CIFAR,
    )
    quote = paper.text[paper.text.index("IsleNet attains") : paper.text.index(". Code")]
    results = (
        result(paper, quote, "1.79", Kind.ABSOLUTE, method="IsleNet", dataset="CIFAR-10", metric="FID"),
        result(
            paper,
            quote,
            "2.27",
            Kind.ABSOLUTE,
            method="IsleNet",
            dataset="ImageNet 256x256",
            metric="FID",
            condition="with classifier-free guidance",
        ),
    )
    return paper, _entities(paper, named), results


def _juniper() -> Made:
    paper = _paper(
        "JuniperNet",
        "JuniperNet is a model for speech recognition. Its word error rate on LibriSpeech is 4.1%.",
        "2024-03-20",
        "ICLR",
    )
    named = (
        ("JuniperNet", M, Role.PROPOSED),
        ("LibriSpeech", D, Role.EVALUATED),
        ("speech recognition", T, None),
        ("word error rate", X, None),
    )
    stated = result(
        paper,
        "Its word error rate on LibriSpeech is 4.1%",
        "4.1",
        Kind.ABSOLUTE,
        method="JuniperNet",
        dataset="LibriSpeech",
        metric="word error rate",
        task="speech recognition",
        unit="%",
    )
    return paper, _entities(paper, named), (stated,)


def _kelp() -> Made:
    paper = _paper(
        "KelpNet",
        "KelpNet finetunes IsleNet for image generation, with an FID of 1.83 on CIFAR-10.",
        "2024-05",
        None,
    )
    named = (("KelpNet", M, Role.PROPOSED), ("IsleNet", M, Role.USED), IMAGES, FID, CIFAR)
    stated = result(
        paper,
        "with an FID of 1.83 on CIFAR-10",
        "1.83",
        Kind.ABSOLUTE,
        method="KelpNet",
        dataset="CIFAR-10",
        metric="FID",
    )
    return paper, _entities(paper, named), (stated,)
