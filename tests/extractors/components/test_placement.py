from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractors.components.placement import in_words

TEXT = "CowDiff: we propose Cow Diffusion (CowDiff). Code: https://example.org/cow-diffusion/CowDiff."
LINK = (TEXT.index("https"), len(TEXT) - 1)


def places(*names: str) -> list[tuple[int, int]]:
    """The last place of each name."""
    return [(TEXT.rindex(name), TEXT.rindex(name) + len(name)) for name in names]


def test_a_name_that_only_an_address_spells_so_is_no_mention() -> None:
    """The address has `cow-diffusion` where the text has `Cow Diffusion`."""
    assert in_words(TEXT, places("Cow Diffusion", "cow-diffusion"), [LINK]) == places("Cow Diffusion")


def test_a_name_that_the_text_has_letter_for_letter_is_one_in_an_address_too() -> None:
    """As annotators count them."""
    both = [(0, 7), *places("CowDiff")]

    assert in_words(TEXT, both, [LINK]) == both


def test_what_stands_in_addresses_alone_is_named_nowhere() -> None:
    """It is left without a mention."""
    assert in_words(TEXT, places("cow-diffusion"), [LINK]) == []


@given(st.lists(st.tuples(st.integers(0, 90), st.integers(1, 8)), max_size=5))
def test_without_addresses_everything_stays(found: list[tuple[int, int]]) -> None:
    """In its order."""
    spans = [(start, start + length) for start, length in found]

    assert in_words(TEXT, spans, []) == spans


def test_a_part_of_a_devices_name_names_nothing() -> None:
    """Also where the same word names a data set elsewhere."""
    text = "On Pascal it runs on a Titan X (Pascal)."
    spans = [(3, 9), (text.rindex("Pascal"), text.rindex("Pascal") + 6)]

    assert in_words(text, spans, []) == [(3, 9)]
