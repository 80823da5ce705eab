"""One paper's graph."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.errors import GraphInvalid
from kg.identity.iris import Iris
from kg.linking import LinkedBy, LinkedEntity, link
from kg.rdf.paper_graph import paper_quads
from kg.rdf.provenance import run_quads
from kg.records import (
    Entity,
    EntityType,
    Extraction,
    Extractor,
    Identifier,
    IdentifierKind,
    Link,
    LinkKind,
    Mention,
    Paper,
    Result,
    ResultKind,
    Role,
    Span,
)
from kg.synthetic import papers
from ontology.namespaces import DC, DCTERMS, RDF, XSD
from ontology.terms import SG
from ontology.vocabulary import Vocabulary

IRIS = Iris()
PAPER = IRIS.paper("FooNet")
NOTHING_KNOWN = Vocabulary([])
RECORD = Paper(
    title="FooNet",
    abstract="Über 𝛼: FooNet gets 91.20% accuracy on A and B. See https://x.org/a b.",
    source="jsonl",
    source_id="7",
    identifiers=(Identifier(IdentifierKind.ARXIV, "2401.00001"), Identifier(IdentifierKind.DOI, "10.1/x")),
    authors=("Ada Zhu", "Bo Abe"),
    date="2024-03",
    venue="ICML",
    categories=("cs.LG",),
)
TEXT = RECORD.text


def at(form: str, number: int = 0) -> tuple[int, int]:
    """Where a form stands in the text, the first time or a later one."""
    start = -1
    for _ in range(number + 1):
        start = TEXT.index(form, start + 1)
    return start, start + len(form)


def mention(form: str, number: int = 0, confidence: float = 1.0) -> Mention:
    return Mention(*at(form, number), form, confidence)


FOONET = Entity(EntityType.METHOD, "FooNet", (mention("FooNet"), mention("FooNet", 1)), Role.PROPOSED)
ACCURACY = Entity(EntityType.METRIC, "accuracy", (mention("accuracy"),))
SET_A = Entity(EntityType.DATASET, "A", (mention("A", 0),), Role.EVALUATED)
SET_B = Entity(EntityType.DATASET, "B", (mention("B"),), Role.MENTIONED)
RESULT = Result(
    kind=ResultKind.ABSOLUTE,
    anchor=Span(*at("91.20")),
    evidence=Span(*at("FooNet gets 91.20% accuracy on A and B")),
    method="FooNet",
    dataset="A",
    metric="accuracy",
    value=Decimal("91.20"),
    value_text="91.20",
    unit="%",
    confidence=0.75,
)


def extraction(**fields: object) -> Extraction:
    """An extraction of the paper above with these fields."""
    entities = (FOONET, ACCURACY, SET_A, SET_B)
    base = Extraction(RECORD.text_digest, Extractor("rules", "1", "0" * 64), entities)
    return replace(base, **fields)  # type: ignore[arg-type]


def build(found: Extraction, paper: Paper = RECORD, links: list[LinkedEntity] | None = None) -> list[Quad]:
    links = list(link(found, NOTHING_KNOWN, PAPER)) if links is None else links
    return paper_quads(IRIS, PAPER, paper, found, links)


def values(quads: list[Quad], subject: str, predicate: str) -> list[object]:
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


def test_a_paper_is_described_as_its_source_describes_it() -> None:
    """Every field of the record is there, authors in their order, and all in the paper's own graph."""
    quads = build(extraction())

    assert {q.graph_name.value for q in quads} == {f"{PAPER}/graph"}
    assert values(quads, PAPER, DCTERMS.title) == [RECORD.title]
    assert values(quads, PAPER, DCTERMS.abstract) == [RECORD.abstract]
    assert values(quads, PAPER, DC.creator) == ["Ada Zhu", "Bo Abe"]
    assert json.loads(str(values(quads, PAPER, SG.authorList)[0])) == ["Ada Zhu", "Bo Abe"]
    assert values(quads, PAPER, SG.venue) == ["ICML"]
    assert values(quads, PAPER, SG.category) == ["cs.LG"]
    assert values(quads, PAPER, SG.arxivId) == ["2401.00001"]
    assert values(quads, PAPER, SG.doi) == ["10.1/x"]
    assert values(quads, PAPER, SG.sourceId) == ["7"]


@pytest.mark.parametrize(
    ("date", "datatype"), [("2024", XSD.gYear), ("2024-03", XSD.gYearMonth), ("2024-02-29", XSD.date)]
)
def test_a_date_keeps_its_precision(date: str, datatype: str) -> None:
    """A year is no first of January."""
    quads = build(extraction(), replace(RECORD, date=date))

    stated = [q.object for q in quads if q.predicate == NamedNode(SG.date)]

    assert stated == [Literal(date, datatype=NamedNode(datatype))]


def test_what_a_source_does_not_say_is_absent() -> None:
    """A bare record gives a title, an abstract and a text, and nothing with an empty value."""
    bare = Paper(title=RECORD.title, abstract=RECORD.abstract, source="jsonl")

    quads = build(extraction(), bare)

    said = {q.predicate.value for q in quads if q.subject.value == PAPER}
    assert said.isdisjoint({SG.date, SG.venue, SG.sourceId, SG.authorList, SG.arxivId, SG.category, SG.link})


def test_roles_are_properties_of_the_paper() -> None:
    """Each type and role has its own."""
    quads = build(extraction())

    assert values(quads, PAPER, SG.proposes) == [entity_iri(EntityType.METHOD, "foonet")]
    assert values(quads, PAPER, SG.reports) == [entity_iri(EntityType.METRIC, "accuracy")]
    assert values(quads, PAPER, SG.evaluatesOn) == [entity_iri(EntityType.DATASET, "a")]
    assert values(quads, PAPER, SG.mentions) == [entity_iri(EntityType.DATASET, "b")]


def test_a_mention_is_where_its_iri_says() -> None:
    """Start, end, surface form and entity, at an IRI made of the text and the offsets."""
    quads = build(extraction())

    start, end = at("FooNet", 1)
    node = f"{PAPER}/text/{RECORD.text_digest[:8]}#char={start},{end}"
    assert node in of_type(quads, SG.Mention)
    assert values(quads, node, SG.start) == [str(start)]
    assert values(quads, node, SG.end) == [str(end)]
    assert values(quads, node, SG.surfaceForm) == ["FooNet"]
    assert values(quads, node, SG.entity) == [entity_iri(EntityType.METHOD, "foonet")]


def test_names_that_are_one_thing_outside_are_one_entity_in_the_graph() -> None:
    """One role, all mentions, and results of either name."""
    found = extraction(results=(RESULT, replace(RESULT, dataset="B")))
    links = [
        LinkedEntity(e.type, e.name, "one" if e.type is EntityType.DATASET else e.name, e.name, LinkedBy.NAME)
        for e in found.entities
    ]

    quads = build(found, links=links)

    one = entity_iri(EntityType.DATASET, "one")
    assert values(quads, PAPER, SG.evaluatesOn) == [one]
    assert values(quads, PAPER, SG.mentions) == []
    assert len([q for q in quads if q.predicate == NamedNode(SG.entity) and q.object.value == one]) == 2
    assert len(of_type(quads, SG.Result)) == 1


def test_a_stretch_that_two_entities_claim_names_the_surer() -> None:
    """A mention names one entity; the paper's roles keep both."""
    task = Entity(EntityType.TASK, "accuracy", (mention("accuracy", confidence=0.5),))

    quads = build(extraction(entities=(ACCURACY, task)))

    [node] = of_type(quads, SG.Mention)
    assert values(quads, node, SG.entity) == [entity_iri(EntityType.METRIC, "accuracy")]
    assert values(quads, PAPER, SG.addresses) == [entity_iri(EntityType.TASK, "accuracy")]


def test_a_link_is_kept_as_read_with_its_place() -> None:
    """An address need not be an IRI; stated twice it is one link, of the kind that says more."""
    place = at("https://x.org/a b")
    links = (
        Link(LinkKind.OTHER, "https://x.org/a b", *place),
        Link(LinkKind.CODE, "https://x.org/a b", *place),
    )

    quads = build(extraction(links=links))

    [node] = values(quads, PAPER, SG.link)
    assert values(quads, str(node), SG.url) == ["https://x.org/a b"]
    assert values(quads, str(node), SG.linkKind) == [str(SG.CodeLink)]
    assert len(values(quads, str(node), SG.evidence)) == 1


def test_the_graph_says_what_it_was_made_by() -> None:
    """It names the run, which is described once for all papers, and states no clock time."""
    quads = build(extraction())

    [run] = values(quads, f"{PAPER}/graph", "http://www.w3.org/ns/prov#wasGeneratedBy")
    described = run_quads(IRIS, [extraction().extractor])
    assert of_type(described, SG.ExtractionRun) == [run]
    assert values(described, run, SG.extractorVersion) == ["1"]
    assert of_type(quads, SG.ExtractionRun) == []
    assert not [q for q in quads if getattr(q.object, "datatype", None) == NamedNode(XSD.dateTime)]


@pytest.mark.parametrize(
    ("found", "paper", "message"),
    [
        (extraction(text_digest="0" * 64), RECORD, "of another text"),
        (
            extraction(entities=(replace(FOONET, mentions=(Mention(1, 7, "FooNet"),)),)),
            RECORD,
            "the text has",
        ),
        (extraction(entities=(replace(SET_A, role=Role.PROPOSED),)), RECORD, "cannot have the role"),
        (extraction(), replace(RECORD, venue="a\ud800"), r"U\+D800"),
        (extraction(), replace(RECORD, authors=("a\ufffe",)), r"U\+FFFE"),
        (extraction(), replace(RECORD, date="2023-02-29"), "is no date"),
        (extraction(), replace(RECORD, date="March"), "is no date"),
    ],
)
def test_what_cannot_be_stated_is_refused(found: Extraction, paper: Paper, message: str) -> None:
    """The error names the value; nothing is corrupted to make it fit."""
    with pytest.raises(GraphInvalid, match=message):
        build(found, paper)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.randoms(use_true_random=False))
def test_equal_input_gives_equal_quads_in_any_order_of_entities_and_results(
    index: int, order: random.Random
) -> None:
    """The extraction's order leaves no trace, and no quad is said twice."""
    [(paper, found)] = papers(1, start=index)
    shuffled = replace(
        found,
        entities=tuple(order.sample(found.entities, len(found.entities))),
        results=tuple(order.sample(found.results, len(found.results))),
    )

    first, second = build(found, paper), build(shuffled, paper)

    assert len(first) == len(set(first))
    assert first == second


def test_a_store_gives_back_the_quads_that_it_was_given(tmp_path: Path) -> None:
    """Literals are written in the form in which Oxigraph keeps them, so graphs can be compared."""
    store = Store(str(tmp_path / "store"))
    given_quads = [
        quad for paper, found in papers(40) for quad in paper_quads(
            IRIS, IRIS.paper(paper.title), paper, found, link(found, NOTHING_KNOWN, PAPER)
        )
    ]  # fmt: skip

    store.extend(given_quads)

    assert set(store) == set(given_quads)
