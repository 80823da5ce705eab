"""Conditions are read into facets, and nothing that a text states is lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.leaderboards.conditions import LONGEST, read_protocol
from kg.leaderboards.facets import UNSTATED, Facet, Protocol
from ontology.types import EntityType


def facets(condition: str) -> dict[str, str]:
    protocol = read_protocol(condition)
    return {facet.value: protocol.shown(facet) for facet in protocol.facets}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("class-conditional", {"conditioning": "class-conditional"}),
        ("label conditioned", {"conditioning": "class-conditional"}),
        ("Unconditional generation", {"conditioning": "unconditional", "other": "generation"}),
        ("conditional", {"conditioning": "conditional"}),
        ("with classifier-free guidance", {"guidance": "classifier-free guidance"}),
        ("w/o CFG", {"guidance": "without guidance"}),
        ("guidance-free", {"guidance": "without guidance"}),
        ("cfg=1.5", {"guidance": "guidance scale 1.5"}),
        ("guidance scale of 4", {"guidance": "guidance scale 4"}),
        ("classifier guidance", {"guidance": "classifier guidance"}),
        ("zero-shot", {"shots": "0-shot"}),
        ("one shot", {"shots": "1-shot"}),
        ("5-way 1-shot", {"shots": "1-shot", "other": "5-way"}),
        ("256 × 256", {"resolution": "256x256"}),
        ("64{times}64", {"resolution": "64x64"}),
        (r"$512 \times 512$", {"resolution": "512x512"}),
        ("256²", {"resolution": "256x256"}),
        ("NFE=35", {"steps": "35 NFE"}),
        ("50 sampling steps", {"steps": "50 steps"}),
        ("one-step generation", {"steps": "1 steps"}),
        ("ResNet50", {"backbone": "ResNet50"}),
        ("with a ViT-B/16 backbone", {"backbone": "ViT-B/16"}),
        ("VMamba-T backbone", {"backbone": "VMamba-T"}),
        ("without extra training data", {"extra data": "no extra data"}),
        ("pre-trained on JFT-300M", {"extra data": "JFT-300M"}),
        ("1.3 billion parameters", {"size": "1.3B"}),
        ("7B model", {"size": "7B"}),
        ("64M-parameter base model", {"size": "64M", "other": "base"}),
        ("on an NVIDIA 4090", {"hardware": "RTX 4090"}),
        ("8xH100", {"hardware": "8 H100"}),
        ("single GPU", {"hardware": "1 GPU"}),
        ("val set", {"split": "validation"}),
        ("test-dev", {"split": "test-dev"}),
        ("zero-shot, ResNet-50, test set", {"shots": "0-shot", "backbone": "ResNet-50", "split": "test"}),
        ("class-conditional, D=2048", {"conditioning": "class-conditional", "other": "D=2048"}),
    ],
)
def test_what_is_understood_becomes_a_facet(condition: str, expected: dict[str, str]) -> None:
    """And the rest stays as its words."""
    assert facets(condition) == expected


@pytest.mark.parametrize(
    "condition",
    [
        "vs ResNet-50 baseline",
        "without ResNet-50",
        "evaluated by GPT-4o",
        "with and without guidance",
        "with or without CFG",
        "models with up to 34 billion parameters",
        "models under 10B parameters",
        "3B-to-1B",
        "not class-conditional",
        "ResNet-50 as teacher",
        "300B tokens",
        "10x10 grid",
        "100K training steps",
        "12-step ahead",
        "within the first 1,000 training steps",
        "37 test tasks",
        "test-time scaling",
        "ResNet-based",
        "BERT score",
        "continued pre-training",
        "T=10",
        "text guidance",
        "2x training steps",
    ],
)
def test_what_only_looks_like_a_setting_stays_words(condition: str) -> None:
    """A facet that is read wrongly would compare what does not compare."""
    assert read_protocol(condition).facets == (Facet.OTHER,)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("class-conditional", "Class conditional"),
        ("class-conditional, D=2048", "D{=}2048 (class conditional)"),
        ("without classifier-free guidance", "no guidance"),
        ("ResNet-50", "with ResNet 50 backbone"),
        ("RTX 4090 GPU", "on a single NVIDIA RTX 4090"),
        ("ViT-Base/16", "ViT-B/16"),
        ("Llama-2-7B", "Llama 2-7B"),
        ("on average", "average"),
        ("under attack", "attack"),
    ],
)
def test_spellings_of_one_setting_agree(one: str, other: str) -> None:
    """Signs, order of clauses and words that say nothing do not tell protocols apart."""
    assert read_protocol(one) == read_protocol(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("class-conditional", "unconditional"),
        ("class-conditional", "conditional"),
        ("class-conditional", ""),
        ("with guidance", "without guidance"),
        ("cfg=1.5", "cfg=4"),
        ("cfg=1.5", "cfg"),
        ("1-shot", "5-shot"),
        ("0-shot", "few-shot"),
        ("10 steps", "10 NFE"),
        ("English to French", "French to English"),
        ("Satellite → Drone", "Drone → Satellite"),
        ("Llama-3.1-8B", "Llama-31-8B"),
        ("-5 dB", "5 dB"),
        ("1 A100", "8 A100"),
        ("with retrieval", "without retrieval"),
        ("300B tokens", "300B"),
        ("ε=8/255", "ε=4/255"),
    ],
)
def test_different_settings_never_agree(one: str, other: str) -> None:
    """So that their values are not ranked together."""
    assert read_protocol(one) != read_protocol(other)


def test_nothing_stated_is_unstated() -> None:
    """Which is no setting, and is shown as such."""
    for blank in (None, "", "  "):
        assert read_protocol(blank) == Protocol()
    assert str(Protocol()) == UNSTATED
    assert Protocol().shown(Facet.GUIDANCE) == UNSTATED


def test_names_say_what_the_condition_leaves_open() -> None:
    """A task says how it is conditioned, a data set its resolution; the condition has the last word."""
    names = {
        EntityType.TASK: "unconditional image generation",
        EntityType.DATASET: "ImageNet 256x256",
        EntityType.METHOD: "Few-shot LLaMA-7B",
        EntityType.METRIC: "FID",
    }

    assert str(read_protocol(None, names)) == "unconditional, few-shot, 256x256"
    assert str(read_protocol("class-conditional, 5-shot", names)) == "class-conditional, 5-shot, 256x256"


def test_a_method_is_not_its_backbone() -> None:
    """Else no two methods of different size could be compared."""
    assert read_protocol(None, {EntityType.METHOD: "ResNet-50"}) == Protocol()


def test_a_long_condition_is_kept_as_words() -> None:
    """No pattern runs over it."""
    long = "class-conditional " * LONGEST

    assert read_protocol(long).facets == (Facet.OTHER,)


SETTINGS = ("class-conditional", "unconditional", "guidance", "cfg=1.5", "zero-shot", "5-shot", "256x256")
NOUNS = ("35", "steps", "NFE", "ResNet-50", "7B", "parameters", "test", "set", "A100", "GPU", "data", "D=128")
BETWEEN = ("with", "without", "of", "vs", "to", "and", "extra", "models", "α")
WORDS = st.sampled_from((*SETTINGS, *NOUNS, *BETWEEN))
SIGNS = st.sampled_from(",;()")


@given(st.one_of(st.text(max_size=LONGEST + 20), st.lists(WORDS | SIGNS, max_size=9).map(" ".join)))
def test_any_text_is_read_and_no_number_of_it_is_lost(text: str) -> None:
    """Each number is a setting, a part of one, or among the words that were not understood."""
    protocol = read_protocol(text)

    assert bool(protocol.settings) == bool(text.replace("\0", "").strip())
    shown = " ".join(f"{s.value} {s.written}" for s in protocol.settings)
    # Digits beyond ASCII are read by no rule.
    assert set(re.findall(r"[0-9]+", text.replace("\0", ""))) <= set(re.findall(r"[0-9]+", shown))


@given(st.lists(st.lists(WORDS, min_size=1, max_size=4), max_size=4))
def test_the_order_of_clauses_does_not_count(clauses: list[list[str]]) -> None:
    """`class-conditional, D=2048` is `D=2048, class-conditional`."""
    texts = [" ".join(clause) for clause in clauses]

    assert read_protocol(", ".join(texts)) == read_protocol(", ".join(reversed(texts)))
