from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.folding import fold

SAME = (
    ("CIFAR 10", "CIFAR10", "Cifar-10"),
    ("Fréchet Inception Distance", "Frechet inception distances"),
    ("ImageNet 256x256", "ImageNet 256{times}256", "ImageNet 256×256", "ImageNet 256\\times256"),
    ("variational autoencoder", "Variational Auto-Encoders"),
    ("LoRA", "lora", "LORA"),
    ("contrastive loss", "contrastive losses"),
    ("bounding box", "bounding boxes"),
    ("image patch", "image patches"),
    ("KV cache", "KV caches"),
    ("diffusion policy", "diffusion policies"),
    ("ART·V", "ART-V"),
    ("top-1 accuracy", "Top 1 accuracy"),
)
DIFFERENT = (
    ("PFGM", "PFGM++"),
    ("C++", "C#", "C"),
    ("GPT-4", "GPT-3.5"),
    ("β-VAE", "VAE"),
    ("BLEU-1", "BLEU-4"),
    ("YOLOv5", "YOLOv5s"),
    ("ViT", "ViT-S"),
)


@pytest.mark.parametrize("names", SAME)
def test_spellings_of_one_name_agree(names: tuple[str, ...]) -> None:
    """Case, accents, hyphens, spaces, plurals and markup make no other name."""
    keys = {fold(name) for name in names}

    assert len(keys) == 1


@pytest.mark.parametrize("names", DIFFERENT)
def test_different_names_stay_apart(names: tuple[str, ...]) -> None:
    """Plus, sharp, digits and Greek letters make another name."""
    keys = {fold(name) for name in names}

    assert len(keys) == len(names)


@given(st.text())
def test_any_text_has_a_key(name: str) -> None:
    """Folding never fails, and a key is letters, digits, plus and sharp alone."""
    key = fold(name)

    assert all(c.isalnum() or c in "+#" for c in key)


@given(st.text(alphabet=st.sampled_from("abesxyß+#-_ 1.{}×é")), st.text())
def test_the_key_of_a_name_is_the_keys_of_its_words(first: str, second: str) -> None:
    """A name that is put together from words is found by looking at one word after the other."""
    key = fold(f"{first} {second}")

    assert key == fold(first) + fold(second)


@given(st.text(alphabet=st.characters(codec="ascii")))
def test_case_makes_no_difference(name: str) -> None:
    """Upper and lower case have one key."""
    assert fold(name.upper()) == fold(name.lower()) == fold(name)
