"""Pairs of names, over the whole field, that mean one thing or two."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.linking import LinkedBy, link_name
from kg.records import EntityType
from ontology.vocabulary import load_vocabulary

_PAIRS = Path(__file__).parents[1] / "data" / "name-pairs.txt"
VOCABULARY = load_vocabulary()


def read_pairs() -> list[tuple[str, str, str, str]]:
    """Type, name, name, `same` or `different`."""
    lines = _PAIRS.read_text(encoding="utf-8").splitlines()
    rows = [tuple(cell.strip() for cell in line.split("|")) for line in lines if line and line[0] != "#"]
    return [(kind, one, other, verdict) for kind, one, other, verdict in rows]


def key(kind: str, name: str) -> str:
    """What the name means."""
    return link_name(EntityType(kind.capitalize()), name, VOCABULARY).key


@pytest.mark.parametrize(("kind", "one", "other", "verdict"), read_pairs())
def test_names_of_one_thing_meet_and_others_do_not(kind: str, one: str, other: str, verdict: str) -> None:
    """Whichever is asked for first."""
    assert (key(kind, one) == key(kind, other)) == (verdict == "same")


_STEMS = st.from_regex(r"[A-Z][a-z]{2,6}[A-Z][a-z]{2,6}", fullmatch=True)


@given(_STEMS, st.sampled_from(["{}", "the {}", "{} model", "$\\text{{{}}}$", "\\textbf{{{}}}"]))
def test_spellings_of_an_unknown_name_are_one(stem: str, form: str) -> None:
    """Case, hyphens, spaces, articles, markup and tails do not tell things apart."""
    assert key("method", form.format(stem)) == key("method", stem)
    assert key("method", stem.upper()) == key("method", stem) == key("method", stem.lower())


@given(_STEMS, st.sampled_from(["2", "3.1", "+", "++", "#", "-S", "-XL", " Pro", "-10", "/16"]))
def test_what_tells_versions_apart_makes_another_name(stem: str, suffix: str) -> None:
    """Numbers, signs and sizes; an asterisk is more often a footnote's."""
    assert key("method", stem + suffix) != key("method", stem)


@given(st.sampled_from(EntityType), st.text(max_size=40))
def test_any_name_is_linked(kind: EntityType, name: str) -> None:
    """To something with a key, and to the same again."""
    found = link_name(kind, name, VOCABULARY)
    assert found == link_name(kind, name, VOCABULARY)
    assert found.key or not name


@given(st.sampled_from(EntityType), st.sampled_from([" ", "v1", "\\text{", "(", "3-", "isation", " at 1"]))
def test_a_long_name_takes_no_time(kind: EntityType, piece: str) -> None:
    """Nothing is sought in what is no name."""
    assert link_name(kind, "x" + piece * 20_000, VOCABULARY).linked_by is LinkedBy.NAME
