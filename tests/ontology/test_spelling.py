"""Canonical keys."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.spelling import LONGEST, canonical_key

SAME = (
    ("CIFAR 10", "CIFAR10", "Cifar-10", r"\textsc{CIFAR}-10", "$\\text{CIFAR}_{10}$"),
    ("Fréchet", r"Fr\'echet", r"Fr{\'e}chet", "Frechet"),
    (
        "ImageNet 256x256",
        "ImageNet 256×256",
        "ImageNet $256^2$",
        "ImageNet 256²",
        "ImageNet 256 px",
        r"ImageNet $256\times256$",
    ),
    ("β-VAE", r"$\beta$-VAE", "beta-VAE", "Beta VAE"),
    ("normalisation", "normalization"),
    ("tumour", "tumors", "Tumor"),
    ("mAP@[.5:.95]", "mAP@0.5:0.95", "mAP@0.50:0.95"),
    ("GPs", "GP"),
    ("PFGM++", "PFGM$^{++}$"),
    ("1,000 images", "1000 images"),
)
DIFFERENT = (
    ("PFGM", "PFGM++"),
    ("A", "A*"),
    ("C++", "C#", "C"),
    ("Llama 3.1 8B", "Llama 31 8B", "Llama 3 18B"),
    ("DARTS", "DART"),
    ("ViT", "VITS"),
    ("MOT20", "MOTS20"),
    ("R@1", "R1"),
    ("YOLOv1.1", "YOLOv11"),
)


@pytest.mark.parametrize("names", SAME)
def test_spellings_of_one_name_have_one_key(names: tuple[str, ...]) -> None:
    """Markup, accents, alphabets, countries and ways to write numbers."""
    assert len({canonical_key(name) for name in names}) == 1


@pytest.mark.parametrize("names", DIFFERENT)
def test_other_names_have_other_keys(names: tuple[str, ...]) -> None:
    """Marks, points between digits, and an s that is no plural's."""
    assert len({canonical_key(name) for name in names}) == len(names)


@given(st.text(min_size=1))
def test_any_name_has_a_key(name: str) -> None:
    """Folding never fails and never gives nothing."""
    assert canonical_key(name)


def test_a_name_without_end_is_cut() -> None:
    """No input makes the patterns work without limit."""
    assert len(canonical_key("a\\" * 100_000)) <= LONGEST
