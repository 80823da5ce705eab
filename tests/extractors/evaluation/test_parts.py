from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from extractors.evaluation.folding import fold
from extractors.evaluation.occurrences import occurrences, spans
from extractors.evaluation.pairing import pair_entities
from extractors.evaluation.tuples import VIEWS, condition_words, rows


def note(
    *entities: tuple[str, str, list[str]], results: list[dict[str, Any]] | None = None
) -> dict[str, Any]:
    return {
        "entities": [{"type": kind, "name": name, "mentions": forms} for kind, name, forms in entities],
        "results": results or [],
        "links": [],
    }


@pytest.mark.parametrize(
    ("forms", "folded"),
    [
        (["FFHQ 64{times}64", "FFHQ 64×64", r"FFHQ 64\times64", "ffhq-64x64"], "ffhq64x64"),
        (["diffusion models", "Diffusion-Model", "DIFFUSION MODEL"], "diffusionmodel"),
        (["PFGM++"], "pfgm++"),
        (["loss", "Loss"], "loss"),
        (["bus"], "bus"),
        (["ﬁne-tuning", "fine tuning"], "finetuning"),
        (["β-VAE", "VAE"], "vae"),
    ],
)
def test_spellings_fold_as_the_measure_says(forms: list[str], folded: str) -> None:
    """Case, markup, hyphens, spaces and a plural s fall away; a double s and short words stay."""
    assert {fold(form) for form in forms} == {folded}


def test_a_form_is_no_part_of_a_longer_word() -> None:
    """`GAN` stands twice here, not in `GANs` or `BigGAN`; signs may touch it."""
    found = list(occurrences("GAN, GANs, BigGAN, a-GAN.", "GAN"))

    assert found == [(0, 3), (21, 24)]


def test_of_overlapping_mentions_the_longer_one_stands() -> None:
    """`diffusion` within `latent diffusion` is no mention of its own."""
    text = "latent diffusion and diffusion"

    found = spans(text, note(("Method", "a", ["diffusion"]), ("Method", "b", ["latent diffusion"])))

    assert found == {(0, 16, "Method"), (21, 30, "Method")}


def test_an_entity_is_paired_once_and_with_the_best_match() -> None:
    """Most forms in common wins; what is left over stays unpaired; types do not mix."""
    gold = note(("Method", "GAN", ["GAN", "adversarial network"]), ("Task", "GAN", ["GAN"]))
    predicted = note(
        ("Method", "GANs", ["GANs"]), ("Method", "adversarial network", ["adversarial network", "GAN"])
    )

    pairs, counts = pair_entities(gold, predicted)

    assert pairs == {("Method", "adversarialnetwork"): "gan"}
    assert counts["Method"] == Counter(gold=1, predicted=2, hit=1)
    assert counts["Task"] == Counter(gold=1, predicted=0, hit=0)


def test_results_are_compared_under_the_names_of_their_pairs() -> None:
    """Names fold and follow the pairs, values are rounded, units fold unless nothing is left of them."""
    result = {
        "method": "Ours",
        "dataset": "CIFAR 10",
        "metric": "FIDs",
        "value": 1.9100000001,
        "kind": "absolute",
        "unit": "%",
        "baseline": "DDIMs",
        "condition": "T=10, class-conditional",
    }

    found = rows(note(results=[result, result]), VIEWS["complete"], {("Method", "our"): "flower"})
    words = condition_words(note(results=[result]), {})

    assert found == Counter({("flower", "cifar10", "fid", 1.91, "absolute", "%", "ddim"): 2})
    assert list(words.values()) == [["t", "10", "classconditional"]]
