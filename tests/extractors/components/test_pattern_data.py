from __future__ import annotations

import re
from importlib.resources import files

import pytest

from extractors.patterns import read_lines, read_table, read_words
from kg.records import EntityType

LISTS = ("breaks", "counted", "english", "generic", "kinds", "loose")


@pytest.mark.parametrize("name", LISTS)
def test_word_lists_are_in_lower_case(name: str) -> None:
    """Words are looked up in lower case, so that a capital would never match."""
    words = read_words(name)

    assert words
    assert [word for word in words if word != word.lower()] == []


def test_no_word_both_ends_a_phrase_and_opens_it() -> None:
    """A word that is no part of a term cannot be trimmed from its start as well."""
    both = read_words("breaks") & read_words("loose")

    assert both == set()


def test_every_head_has_one_type_or_a_measured_one() -> None:
    """Only a metric that needs a number beside it may be another thing without one."""
    heads = read_table("heads")
    words = {
        t: set(f"{heads[t]['qualified']} {heads[t]['bare']}".split()) for t in ("Task", "Method", "Metric")
    }

    assert words["Task"] & words["Method"] == set()
    assert (words["Task"] | words["Method"]) & words["Metric"] <= set(heads["Metric"]["counted"].split())


def test_every_flag_of_a_head_belongs_to_a_head() -> None:
    """`inner`, `weak` and `counted` say more of words that are listed."""
    for lists in (read_table("heads")[t] for t in ("Task", "Method", "Metric")):
        listed = set(f"{lists['qualified']} {lists['bare']}".split())
        for flag in {"inner", "weak", "counted"} & set(lists):
            assert set(lists[flag].split()) <= listed, flag


def test_variants_compile_for_known_types() -> None:
    """Each pattern is a verbose regular expression of a type of entity."""
    for type_, pattern in read_table("variants").items():
        assert EntityType(type_)
        assert re.compile(pattern, re.VERBOSE)


def test_comments_and_blanks_are_no_data() -> None:
    """A line of a list may be a comment, or end in one."""
    text = (files("extractors.patterns") / "phrases.txt").read_text(encoding="utf-8")

    assert "#" in text
    assert all("#" not in phrase and phrase.strip() == phrase for phrase in read_lines("phrases"))
