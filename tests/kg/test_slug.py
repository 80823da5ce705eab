"""Names made readable in an IRI."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.identity.slug import LONGEST, slug


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("pfgm++", "pfgm-plus-plus"),
        ("c#", "c-sharp"),
        ("βvae", "betavae"),
        ("ς", "sigma"),
        ("søren", "soren"),
        ("straße", "strasse"),
        ("ℓ1", "l1"),
        ("𝛼", "alpha"),
        ("图像", "x"),
        ("→", "x"),
        ("", "x"),
    ],
)
def test_symbols_and_foreign_letters_are_spelled_or_dropped(key: str, expected: str) -> None:
    """Plus and sharp are words, a letter outside ASCII goes by its name, and what has none is dropped."""
    assert slug(key) == expected


def test_a_long_name_is_cut_between_words() -> None:
    """No word is cut in two unless it alone is too long."""
    assert slug("attention is all you need", longest=18) == "attention-is-all"
    assert slug("abcdefgh", longest=5) == "abcde"


@given(st.text())
def test_a_slug_is_always_a_short_ascii_path_segment(key: str) -> None:
    """Whatever the name, the slug is ASCII words joined by single hyphens, and never empty."""
    result = slug(key)

    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", result)
    assert len(result) <= LONGEST
