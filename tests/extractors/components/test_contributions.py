from __future__ import annotations

from collections.abc import Callable

import pytest

Mentions = Callable[[str], tuple[set[tuple[str, str]], set[tuple[str, str]]]]

PARTS = (
    "It has a [mask-aware loss|Method proposed] and a cache.",
    "It applies a [Perturbation Field|Method proposed] twice.",
    "It has two steps: (1) [Elliptical Error Clustering|Method proposed] and more.",
    "The [Feature Fusion Module|Method proposed] ([FFM|Method proposed]) comes first.",
    "It employs a [token-wise routing|Method proposed] strategy.",
)


@pytest.mark.parametrize("sentence", PARTS)
def test_parts_belong_to_the_contribution_once_it_is_announced(mentions: Mentions, sentence: str) -> None:
    """Behind `we propose`, what is new by its article, its capitals or its short form is proposed."""
    found, marked = mentions(f"We propose [ZorpNet|Method proposed]. {sentence}")

    assert found == marked


def test_nothing_is_a_part_before_the_paper_says_what_it_does(mentions: Mentions) -> None:
    """The same words in the background are somebody else's."""
    found, _ = mentions("The Feature Fusion Module (FFM) was first. We propose [ZorpNet|Method proposed].")

    assert ("FFM", "Method proposed") not in found


def test_what_the_vocabulary_has_is_no_part(mentions: Mentions) -> None:
    """A known method with its short form is used, not proposed."""
    found, _ = mentions(
        "We propose [ZorpNet|Method proposed]. It uses a Segment Anything Model (SAM) inside."
    )

    assert {("SAM", "Method used"), ("Segment Anything Model", "Method used")} <= found
