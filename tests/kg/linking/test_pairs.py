"""Pairs of names over the whole field that are one thing, or two."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from kg.linking import Resolver
from ontology.types import EntityType

#: The share of pairs that must be right.
LEAST = 0.97


class Pair(NamedTuple):
    """Two names of one type, whether they mean one thing, and what the difficulty is."""

    type: EntityType
    one: str
    other: str
    same: bool
    why: str


def read() -> Iterator[Pair]:
    """The pairs of the table beside this file."""
    for line in Path(__file__).with_name("pairs.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, one, other, verdict, why = line.split("\t")
            yield Pair(
                EntityType(kind.capitalize()), one, other, {"same": True, "different": False}[verdict], why
            )


PAIRS = list(read())


def merged(names: Resolver, pair: Pair) -> bool:
    """Whether both names lead to one entity."""
    return names.resolve(pair.type, pair.one).key == names.resolve(pair.type, pair.other).key


def test_there_are_many_pairs_of_both_kinds() -> None:
    """Each type has a hundred or more, and neither verdict would do for all."""
    assert len(PAIRS) == len(set(PAIRS)) >= 800
    for kind in EntityType:
        same = [pair.same for pair in PAIRS if pair.type is kind]
        assert len(same) >= 100
        assert 0.35 < sum(same) / len(same) < 0.7


@pytest.mark.parametrize("kind", EntityType, ids=lambda kind: kind.value)
def test_different_things_are_never_merged(names: Resolver, kind: EntityType) -> None:
    """Not one pair."""
    wrong = [pair for pair in PAIRS if pair.type is kind and not pair.same and merged(names, pair)]

    assert wrong == []


def test_nearly_all_names_of_one_thing_are_joined(names: Resolver) -> None:
    """What is missed is a name that a vocabulary should have."""
    wrong = [pair for pair in PAIRS if merged(names, pair) != pair.same]

    assert len(wrong) <= (1 - LEAST) * len(PAIRS), wrong
