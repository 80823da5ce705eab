"""A paper's results as nodes of its graph."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from pyoxigraph import NamedNode, Quad

from kg.errors import GraphInvalid
from kg.identity.iris import Iris
from kg.linking import link
from kg.rdf.paper_graph import paper_quads
from kg.records import (
    Bound,
    Change,
    Entity,
    EntityType,
    Extraction,
    Extractor,
    Mention,
    Paper,
    Result,
    ResultKind,
    Span,
)
from ontology.namespaces import RDF
from ontology.terms import SG
from ontology.vocabulary import Vocabulary

IRIS = Iris()
PAPER = IRIS.paper("FooNet")
RECORD = Paper("FooNet", "FooNet gets 91.20% accuracy on A and B.", source="jsonl")
QUOTE = RECORD.abstract.rstrip(".")


def at(form: str) -> tuple[int, int]:
    """Where a form first stands in the abstract."""
    start = len(RECORD.title) + 1 + RECORD.abstract.index(form)
    return start, start + len(form)


ENTITIES = tuple(
    Entity(entity_type, name, (Mention(*at(name), name),))
    for entity_type, name in [
        (EntityType.METHOD, "FooNet"),
        (EntityType.METRIC, "accuracy"),
        (EntityType.DATASET, "A"),
        (EntityType.DATASET, "B"),
    ]
)
RESULT = Result(
    kind=ResultKind.ABSOLUTE,
    anchor=Span(*at("91.20")),
    evidence=Span(*at(QUOTE)),
    method="FooNet",
    dataset="A",
    metric="accuracy",
    value=Decimal("91.20"),
    value_text="91.20",
    unit="%",
    confidence=0.75,
)


def build(*results: Result) -> list[Quad]:
    """The graph of the paper with these results."""
    found = Extraction(RECORD.text_digest, Extractor("rules", "1", "0" * 64), ENTITIES, results)
    return paper_quads(IRIS, PAPER, RECORD, found, link(found, Vocabulary([]), PAPER))


def values(quads: list[Quad], subject: str, predicate: str) -> list[str]:
    """What the quads say of a subject, as the terms' values."""
    about = (NamedNode(subject), NamedNode(predicate))
    return [q.object.value for q in quads if (q.subject, q.predicate) == about]


def of_type(quads: list[Quad], kind: str) -> list[str]:
    """The subjects of a class."""
    return [
        q.subject.value for q in quads if q.predicate.value == str(RDF.type) and q.object.value == str(kind)
    ]


def entity_iri(entity_type: EntityType, key: str) -> str:
    return IRIS.entity(entity_type, key)


def test_a_result_has_its_slots_and_its_evidence() -> None:
    """The number loses its zero, the text of it does not; what the text does not fill is absent."""
    quads = build(RESULT)

    [node] = of_type(quads, SG.Result)
    [evidence] = of_type(quads, SG.Evidence)
    assert values(quads, node, SG.value) == ["91.2"]
    assert values(quads, node, SG.valueText) == ["91.20"]
    assert values(quads, node, SG.unit) == ["%"]
    assert values(quads, node, SG.kind) == [str(SG.Absolute)]
    assert values(quads, node, SG.paper) == [PAPER]
    assert values(quads, node, SG.method) == [entity_iri(EntityType.METHOD, "foonet")]
    assert values(quads, node, SG.dataset) == [entity_iri(EntityType.DATASET, "a")]
    assert values(quads, node, SG.confidence) == ["0.75"]
    assert values(quads, node, SG.evidence) == [evidence]
    assert values(quads, evidence, SG.quote) == [QUOTE]
    assert values(quads, node, SG.task) == values(quads, node, SG.baseline) == []
    assert values(quads, node, SG.condition) == values(quads, node, SG.change) == []


def test_what_the_quote_shows_beside_the_value_is_kept() -> None:
    """Change, bound, uncertainty, condition, baseline and what the value is a share of."""
    told = replace(
        RESULT,
        kind=ResultKind.IMPROVEMENT,
        baseline="FooNet",
        change=Change.DECREASE,
        bound=Bound.UP_TO,
        condition="zero-shot",
        relative_to="the accuracy of X",
        uncertainty=Decimal("0.30"),
    )

    quads = build(told)

    [node] = of_type(quads, SG.Result)
    assert values(quads, node, SG.kind) == [str(SG.Improvement)]
    assert values(quads, node, SG.baseline) == [entity_iri(EntityType.METHOD, "foonet")]
    assert values(quads, node, SG.change) == [str(SG.Decrease)]
    assert values(quads, node, SG.bound) == [str(SG.UpTo)]
    assert values(quads, node, SG.condition) == ["zero-shot"]
    assert values(quads, node, SG.relativeTo) == ["the accuracy of X"]
    assert values(quads, node, SG.uncertainty) == ["0.3"]


def test_one_value_said_of_two_data_sets_is_two_results() -> None:
    """They share the anchor and the evidence, not the IRI."""
    quads = build(RESULT, replace(RESULT, dataset="B"))

    assert len(set(of_type(quads, SG.Result))) == 2
    assert len(set(of_type(quads, SG.Evidence))) == 1


def test_a_result_that_is_found_twice_is_one_and_the_surer_stays() -> None:
    """In either order."""
    surer = replace(RESULT, confidence=0.9)

    for results in ((RESULT, surer), (surer, RESULT)):
        quads = build(*results)
        [node] = of_type(quads, SG.Result)
        assert values(quads, node, SG.confidence) == ["0.9"]


def test_a_stretch_that_names_and_states_is_both_without_contradiction() -> None:
    """A mention that is also the whole quote is one node with one start and one end."""
    claim = replace(RESULT, kind=ResultKind.UNVALUED, value=None, value_text=None, unit=None,
                    anchor=Span(*at("accuracy")), evidence=Span(*at("accuracy")))  # fmt: skip

    quads = build(claim)

    [node] = of_type(quads, SG.Evidence)
    assert node in of_type(quads, SG.Mention)
    assert len(values(quads, node, SG.start)) == len(values(quads, node, SG.end)) == 1
    assert values(quads, node, SG.quote) == values(quads, node, SG.surfaceForm) == ["accuracy"]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"method": "Bar"}, "'Bar' is none of"),
        ({"method": "accuracy"}, "'accuracy' is none of"),
        ({"value": Decimal("NaN")}, "no number"),
        ({"evidence": Span(5, 10_000)}, "no stretch"),
        ({"evidence": Span(5, 5)}, "no stretch"),
        ({"condition": "a\x00b"}, r"U\+0000 at character 1"),
    ],
)
def test_a_result_that_cannot_be_stated_is_refused(wrong: dict[str, object], message: str) -> None:
    """The error names the value; nothing is corrupted to make it fit."""
    with pytest.raises(GraphInvalid, match=message):
        build(replace(RESULT, **wrong))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("number", "written"),
    [("91.20", "91.2"), ("1E+3", "1000"), ("1E-7", "0.0000001"), ("-0.0", "0"), ("100", "100"), ("007", "7")],
)
def test_a_number_is_written_in_its_canonical_form(number: str, written: str) -> None:
    """So that a store gives back what it was given."""
    quads = build(replace(RESULT, value=Decimal(number)))

    [node] = of_type(quads, SG.Result)
    assert values(quads, node, SG.value) == [written]
