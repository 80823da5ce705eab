"""A few small papers and what is found in them, to decide about."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from kg.records import (
    Entity,
    EntityType,
    Extraction,
    Extractor,
    Identifier,
    IdentifierKind,
    Mention,
    Paper,
    Result,
    ResultKind,
    Role,
    Span,
)

M, D, T, X = EntityType.METHOD, EntityType.DATASET, EntityType.TASK, EntityType.METRIC
BY_HAND = Extractor("by-hand", "1", "0" * 64)

Pair = tuple[Paper, Extraction]


def paper(title: str, abstract: str, number: str) -> Paper:
    """A paper with an arXiv number."""
    return Paper(
        title, abstract, "test", identifiers=(Identifier(IdentifierKind.ARXIV, number),), date="2024"
    )


def entity(of: Paper, kind: EntityType, name: str, role: Role | None = None) -> Entity:
    """An entity with a mention at every place where its name stands."""
    starts, at = [], of.text.find(name)
    while at >= 0:
        starts.append(at)
        at = of.text.find(name, at + 1)
    return Entity(kind, name, tuple(Mention(s, s + len(name), name, 0.9) for s in starts), role, 0.9)


def result(of: Paper, quote: str, value: str, method: str, dataset: str) -> Result:
    """An accuracy whose value stands in a quote."""
    start = of.text.index(quote)
    at = start + quote.index(value)
    return Result(
        kind=ResultKind.ABSOLUTE,
        anchor=Span(at, at + len(value)),
        evidence=Span(start, start + len(quote)),
        method=method,
        dataset=dataset,
        metric="accuracy",
        value=Decimal(value),
        value_text=value,
        confidence=0.8,
    )


def extraction(of: Paper, entities: list[Entity], results: list[Result]) -> Extraction:
    """What was found in a paper."""
    return Extraction(of.text_digest, BY_HAND, tuple(entities), tuple(results))


SUN_PAPER = paper(
    "SunNet: a sampler",
    "SunNet beats MoonNet: accuracy of 91.5 on CIFAR-10 and 70.2 on ImageNet.",
    "2401.00001",
)
SUN: Pair = (
    SUN_PAPER,
    extraction(
        SUN_PAPER,
        [
            entity(SUN_PAPER, M, "SunNet", Role.PROPOSED),
            entity(SUN_PAPER, M, "MoonNet", Role.COMPARED),
            entity(SUN_PAPER, D, "CIFAR-10", Role.EVALUATED),
            entity(SUN_PAPER, D, "ImageNet", Role.EVALUATED),
            entity(SUN_PAPER, X, "accuracy"),
        ],
        [
            result(SUN_PAPER, "accuracy of 91.5 on CIFAR-10", "91.5", "SunNet", "CIFAR-10"),
            result(SUN_PAPER, "70.2 on ImageNet", "70.2", "SunNet", "ImageNet"),
        ],
    ),
)
MOON_PAPER = paper(
    "MoonNet", "We train MoonNet. Our LunaNet gets accuracy of 88.1 on Cifar 10.", "2401.00002"
)
MOON: Pair = (
    MOON_PAPER,
    extraction(
        MOON_PAPER,
        [
            entity(MOON_PAPER, M, "MoonNet", Role.PROPOSED),
            entity(MOON_PAPER, M, "LunaNet", Role.PROPOSED),
            entity(MOON_PAPER, D, "Cifar 10", Role.EVALUATED),
            entity(MOON_PAPER, X, "accuracy"),
        ],
        [result(MOON_PAPER, "accuracy of 88.1 on Cifar 10", "88.1", "LunaNet", "Cifar 10")],
    ),
)
SLAM_PAPER = paper("Mapping rooms", "SLAM with SunNet maps ImageNet rooms.", "2401.00003")
SLAM: Pair = (
    SLAM_PAPER,
    extraction(
        SLAM_PAPER,
        [
            entity(SLAM_PAPER, M, "SLAM", Role.USED),
            entity(SLAM_PAPER, M, "SunNet", Role.USED),
            entity(SLAM_PAPER, D, "ImageNet", Role.EVALUATED),
        ],
        [],
    ),
)
MEADOW = [SUN, MOON, SLAM]


def found_otherwise(pair: Pair, **changes: object) -> Pair:
    """The same paper, of which another model finds something else."""
    return (pair[0], replace(pair[1], **changes))  # type: ignore[arg-type]
