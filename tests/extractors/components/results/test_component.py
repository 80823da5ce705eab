"""The components within the pipeline."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extractors.pipeline import build_pipeline
from kg.records import EntityType
from ontology.vocabulary import load_vocabulary


@pytest.fixture(scope="module")
def nlp() -> Language:
    """The whole pipeline with the vocabulary of the package."""
    return build_pipeline(load_vocabulary())


def test_results_name_entities_of_the_doc(nlp: Language) -> None:
    """Every slot is an entity of the Doc, also a metric that only the results found."""
    doc = nlp("FooNet: a new network\nWe propose FooNet. FooNet cuts harmful outputs by 65% on CIFAR-10.")

    entities = {id(entity) for entity in doc._.entities}
    (result,) = doc._.results
    assert {id(e) for e in (result.metric, result.dataset, result.method)} <= entities
    assert result.metric.name == "harmful outputs"
    assert result.metric.type is EntityType.METRIC


def test_a_text_without_numbers_has_no_results(nlp: Language) -> None:
    """Neither quantities nor results are found where nothing is measured."""
    doc = nlp("A title\nWe propose FooNet, a simple network.")

    assert (doc._.quantities, doc._.results) == ([], [])


def test_a_number_in_a_name_or_address_is_no_quantity(nlp: Language) -> None:
    """Names and addresses keep their numbers to themselves."""
    doc = nlp("A title\nWe use CIFAR-10. Code: https://github.com/a/b-2.5")

    assert doc._.quantities == []
