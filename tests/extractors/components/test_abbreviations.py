from __future__ import annotations

import pytest

from extractors.components.abbreviations import find_abbreviations

FOUND = (
    ("Poisson Flow Generative Models (PFGM) are", [("PFGM", "Poisson Flow Generative Models")]),
    ("large language models (LLMs) and", [("LLMs", "large language models")]),
    ("the SLAM (Sub-path Linear Approximation Model) is", [("SLAM", "Sub-path Linear Approximation Model")]),
    ("Practical Plug-And-Play (PPAP), which", [("PPAP", "Practical Plug-And-Play")]),
    ("Generative Adversarial Networks (GANs; ours)", [("GANs", "Generative Adversarial Networks")]),
    ("mean Average Precision [mAP] of", [("mAP", "mean Average Precision")]),
    (
        "(FID, Fréchet Inception Distance) of the Fréchet Inception Distance (FID)",
        [("FID", "Fréchet Inception Distance")],
    ),
    ("of test-time adaptation (TTA)", [("TTA", "test-time adaptation")]),
    ("Learning to Optimize (L2O)", [("L2O", "Learning to Optimize")]),
    ("Feature Coding for Machines (FCM)", [("FCM", "Feature Coding for Machines")]),
    ("a Hard-Aware Point-to-Set (HAP2S) loss", [("HAP2S", "Hard-Aware Point-to-Set")]),
    (
        "referring comprehension (REC) and segmentation (RES)",
        [("REC", "referring comprehension")],
    ),
    ("maximum entropy (MaxEnt) policies", [("MaxEnt", "maximum entropy")]),
    (
        "convolutional neural network (CNN) and graph convolutional network (GCN)",
        [("CNN", "convolutional neural network"), ("GCN", "graph convolutional network")],
    ),
)
NOT_FOUND = (
    "It reaches 88.1% (SOTA) in the test (2024).",
    "CLIP's [CLS] token",
    "see the appendix (we show more there)",
    "We use PyTorch (Paszke et al., 2019).",
    "FID (lower is better) and IS (higher)",
    "applied to corpora. Results are at the University (ARRAU)",
    "(PFGM) at the start",
    "to diffusion models (D→ ∞), to dimensions (D) and to the norm (‖x‖ = L)",
    "the title ends here Large Language\nModels (LLM) start",
)


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_a_short_form_is_found_with_its_long_form(text: str, expected: list[tuple[str, str]]) -> None:
    """Both orders, both kinds of bracket, plurals and remarks in the brackets are understood."""
    found = list(find_abbreviations(text))

    assert [(text[slice(*a.short)], text[slice(*a.long)]) for a in found] == expected


@pytest.mark.parametrize("text", NOT_FOUND)
def test_brackets_with_something_else_are_no_abbreviation(text: str) -> None:
    """Years, remarks, citations and single words introduce no short form."""
    found = list(find_abbreviations(text))

    assert found == []
