from __future__ import annotations

from collections.abc import Callable

import pytest

Mentions = Callable[[str], tuple[set[tuple[str, str]], set[tuple[str, str]]]]

NAMES = (
    "We compare with [TransFuse|Method], [Zeta-7B|Method] and [NetVLADx|Method].",
    "We test on [QuxSet|Dataset], [Rexel|Dataset] and [ZipNav|Dataset].",
    "Experiments on the challenging [ZetaScenes|Dataset] benchmark show it.",
    "Results on [COCO|Dataset], [LVQIS|Dataset] and [Zob365|Dataset] are good.",
    "We use the [Malagan|Dataset] dataset and the [Grand Canal Traffic|Dataset] corpus.",
    "Our [XyzBench|Dataset] is public.",
    "It reaches 71.2% [mQAP|Metric] and a [ZFID|Metric] score.",
    "It gains in terms of [DeltaQ|Metric].",
    "A [RoBoost|Method]-based tracker.",
    "We run [DDIM + ZorpNet|Method] and [DDIM|Method].",
)
OTHERS = (
    "It runs on a GPU with the API of PyTorch.",
    "RGB images and LiDAR scans are the inputs of 3D tools.",
    "Code: https://github.com/SomeOne/DeepThing.",
    "We thank the University of Oxford.",
)


@pytest.mark.parametrize("sentence", NAMES)
def test_a_name_is_typed_by_what_stands_around_it(mentions: Mentions, sentence: str) -> None:
    """A data set by `on` or its noun, a metric by a number or `score`, members of a list alike."""
    found, marked = mentions(sentence)

    assert found == marked


@pytest.mark.parametrize("sentence", OTHERS)
def test_hardware_formats_and_addresses_are_no_names(mentions: Mentions, sentence: str) -> None:
    """Capitals alone make no entity of a device, a file format, an address or a place."""
    found, _ = mentions(sentence)

    assert found == set()


def test_based_on_is_no_evaluation(mentions: Mentions) -> None:
    """`based on X` tells a method, not a data set."""
    found, marked = mentions("It is based on [ZorpNet|Method].")

    assert found == marked
