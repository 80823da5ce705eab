"""What counts as the name of a device."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.components.hardware import hardware


@pytest.mark.parametrize(
    "name",
    [
        *(
            "NVIDIA 4090",
            "Nvidia RTX 3090 Ti",
            "NVIDIA GeForce RTX 3090",
            "RTX A6000",
            "GTX1080Ti",
            "NVIDIA A100",
        ),
        *(
            "Titan X (Pascal)",
            "Titan Xp",
            "TITAN RTX",
            "Pascal Titan X",
            "Tesla V100",
            "Quadro RTX 8000",
            "2080 Ti",
        ),
        *("NVIDIA Jetson TX2", "Jetson AGX Orin", "Jetson Orin Nano", "Raspberry Pi 4", "Raspberry Pi 3B"),
        *("Snapdragon 855", "Intel Xeon", "Intel Core i7-9700K", "AMD Ryzen 7", "MediaTek Dimensity 9500"),
        *(
            "Samsung S21 DSP",
            "Samsung Galaxy S10",
            "Apple M1",
            "iPhone 12",
            "Google Pixel 6",
            "NVIDIA A100 GPUs",
        ),
    ],
)
def test_a_device_is_named_whole(name: str) -> None:
    """With its maker, its model and the generation that it is of."""
    text = f"It runs at 45 FPS on one {name}, and so on."

    assert [text[slice(*span)] for span in hardware(text)] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "AP of 52.1 on Pascal VOC 2007 and PASCAL Context",
        "the Titanic data and the TITANS architecture",
        "an accuracy of 4090 of 5000",
        "Intel and NVIDIA report 45 FPS",
        "Ampere's law, Turing tests and Maxwell equations",
    ],
)
def test_what_only_sounds_like_a_device_is_none(text: str) -> None:
    """Makers, generations and numbers by themselves name no device."""
    assert hardware(text) == ()


@given(st.text(alphabet=st.sampled_from("NVIDIA TitanXp(Pcsl)RT49 0-."), max_size=60))
def test_devices_stand_apart_and_in_order(text: str) -> None:
    """Whatever the text, no device is empty and none begins before the last one has ended."""
    spans = hardware(text)

    assert all(start < end for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
