"""Names that may be entities, with all their places."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from spacy.tokens import Doc

from extractors.judging.forms import read_forms
from extractors.tagger.chain import Chain
from extractors.tagger.features import ROLES
from extractors.tagger.tagging import SLOTS, TAGS, VALUE_KINDS, Tagging
from extractors.tagger.words import read_words


def tagged(doc: Doc, mentions: dict[tuple[str, ...], str]) -> Tagging:
    """A tagging that is sure of the given runs of words, and of nothing else."""
    words = read_words(doc)
    emissions = np.full((len(words), len(TAGS)), -8.0)
    emissions[:, 0] = 0
    for run, type_ in mentions.items():
        for first in range(len(words)):
            if tuple(words.texts[first : first + len(run)]) == run:
                emissions[first : first + len(run), 0] = -8
                emissions[first, TAGS.index(f"B-{type_}")] = 0
                emissions[first + 1 : first + len(run), TAGS.index(f"I-{type_}")] = 0
    roles = np.full((len(words), len(ROLES)), 1 / len(ROLES), np.float32)
    nothing = np.zeros((0, len(VALUE_KINDS)), np.float32)
    links = np.zeros((len(SLOTS), 0, len(words) + 1), np.float32)
    return Tagging(words, Chain(emissions, np.zeros((1 + len(TAGS), len(TAGS)))), roles, (), nothing, links)


def test_a_name_that_the_tagger_sees_once_has_all_its_places(read: Callable[[str], Doc]) -> None:
    """Also where it is written with other hyphens."""
    doc = read("A zorbling machine learns. The zorbling-machine is fast.")
    forms = {form.key: form for form in read_forms(doc, tagged(doc, {("zorbling", "machine"): "Method"}))}
    form = forms["zorblingmachine"]
    assert [doc.text[slice(*span)] for span in form.spans] == ["zorbling machine", "zorbling-machine"]
    assert form.candidates == []


def test_names_that_the_rules_find_are_forms_without_the_tagger(read: Callable[[str], Doc]) -> None:
    """With what each rule said."""
    doc = read("We evaluate on CIFAR-10.")
    forms = {form.key: form for form in read_forms(doc, tagged(doc, {}))}
    assert {candidate.type.value for candidate in forms["cifar10"].candidates} == {"Dataset"}


def test_a_span_that_ends_with_a_sign_is_no_form(read: Callable[[str], Doc]) -> None:
    """The tagger may put a mention's end one word too far."""
    doc = read("A zorbling machine ( ZM ) learns.")
    keys = [
        doc.text[slice(*span)]
        for form in read_forms(doc, tagged(doc, {("zorbling", "machine", "("): "Method"}))
        for span in form.spans
    ]
    assert not any(key.endswith("(") for key in keys)


def test_a_setting_is_no_form(read: Callable[[str], Doc]) -> None:
    """Also where the text has it in the place of a method."""
    doc = read("The zorbling machine is good, and k=16 sets a record.")
    mentions = {("zorbling", "machine"): "Method", ("k=16",): "Method", ("k", "=", "16"): "Method"}
    keys = {form.key for form in read_forms(doc, tagged(doc, mentions))}
    assert "zorblingmachine" in keys
    assert not any("16" in key for key in keys)
