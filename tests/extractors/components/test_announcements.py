from __future__ import annotations

from collections.abc import Callable

import pytest

Mentions = Callable[[str], tuple[set[tuple[str, str]], set[tuple[str, str]]]]

ANNOUNCED = (
    "We propose [PFGM++|Method proposed], which is new.",
    "This paper introduces [Zorp|Method proposed], a way to plan.",
    "In this work, we therefore present the [ZorpNet|Method proposed] framework.",
    "We propose a framework, [ZorpNet|Method proposed], which plans.",
    "We propose a family of physics-inspired tools, termed [ZORP++|Method proposed].",
    "We call it [ZorpNet|Method proposed].",
    "We refer to our model as [ZorpNet|Method proposed].",
    "We propose and analyze [ZorpSGD|Method proposed].",
    "We introduce [Ordinal Tree Search|Method proposed] ([OTS|Method proposed]) for games.",
    "We introduce [Zorp-1M|Dataset introduced], the first large benchmark for planning tools.",
    "We release a new multi-turn, multi-user dialog dataset ([ZorpTalk|Dataset introduced]).",
    "We introduce [ZorpQI|Metric], a metric for planning tools.",
    "We propose a [cross-lingual consistency loss|Method proposed] to train it.",
    "A [token routing module|Method proposed] is introduced to save time.",
    "Our [ZorpNet|Method proposed] is public.",
)
OTHERS = (
    "Others proposed [ZorpNet|Method used] for it.",
    "We propose a framework that plans.",
    "We present an analysis of existing methods.",
)


@pytest.mark.parametrize("sentence", ANNOUNCED)
def test_what_a_paper_announces_is_its_own(mentions: Mentions, sentence: str) -> None:
    """By its name where it has one, typed by the noun beside it, else by its noun phrase."""
    found, marked = mentions(sentence)

    assert marked <= found
    assert {label for _, label in found} <= {label for _, label in marked} | {"Task"}


@pytest.mark.parametrize("sentence", OTHERS)
def test_other_objects_are_not_announced(mentions: Mentions, sentence: str) -> None:
    """The paper must be the subject, and what it announces must be named or described."""
    found, marked = mentions(sentence)

    assert found == marked
