# ruff: noqa: E501 - one fault a line reads as a table

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import Graph
from rdflib.namespace import SH

from ontology.namespaces import PREFIXES
from ontology.resources import resource

PAPER = Path(__file__).parent / "paper.ttl"
PROLOGUE = "\n".join(f"PREFIX {prefix}: <{namespace}>" for prefix, namespace in PREFIXES.items())

# One fault each: an update of the good graph, and how the sentence begins that must be said of it.
FAULTS = (
    ("DELETE WHERE { ?p dcterms:title ?o }", "A paper has exactly one title"),
    ("INSERT { ?p dcterms:title 'Another' } WHERE { ?p a sg:Paper }", "A paper has exactly one title"),
    ("DELETE { ?p dcterms:title ?o } INSERT { ?p dcterms:title 'A'@en } WHERE { ?p dcterms:title ?o }", "A paper has exactly one title"),
    ("INSERT { ?p dcterms:abstract 'Another' } WHERE { ?p a sg:Paper }", "A paper has at most one abstract"),
    ("DELETE WHERE { ?p sg:text ?o }", "A paper has exactly one text"),
    ("INSERT { ?p sg:text <urn:text> } WHERE { ?p a sg:Paper }", "A paper has exactly one text"),
    ("INSERT { ?p dc:creator <urn:ada> } WHERE { ?p a sg:Paper }", "An author"),
    ("INSERT { ?p sg:authorList 'Ada' } WHERE { ?p a sg:Paper }", "A paper has at most one author list"),
    ("INSERT { ?p sg:date '2025'^^xsd:gYear } WHERE { ?p a sg:Paper }", "A paper has at most one date"),
    ("DELETE { ?p sg:date ?o } INSERT { ?p sg:date '2024-03' } WHERE { ?p sg:date ?o }", "A paper has at most one date"),
    ("DELETE { ?p sg:date ?o } INSERT { ?p sg:date '2024-13-01'^^xsd:date } WHERE { ?p sg:date ?o }", "A paper has at most one date"),
    ("INSERT { ?p sg:venue 'NeurIPS' } WHERE { ?p a sg:Paper }", "A paper has at most one venue"),
    ("INSERT { ?p sg:category 7 } WHERE { ?p a sg:Paper }", "A category"),
    ("INSERT { ?p sg:arxivId '2403.00002' } WHERE { ?p a sg:Paper }", "A paper has at most one arXiv identifier"),
    ("INSERT { ?p sg:doi '10.1000/183' } WHERE { ?p a sg:Paper }", "A paper has at most one DOI"),
    ("INSERT { ?p sg:aclId '2024.acl-main.2' } WHERE { ?p a sg:Paper }", "A paper has at most one ACL identifier"),
    ("INSERT { ?p sg:openreviewId 'gHiJkL' } WHERE { ?p a sg:Paper }", "A paper has at most one OpenReview identifier"),
    ("INSERT { ?p sg:sourceId <urn:id> } WHERE { ?p a sg:Paper }", "A source identifier"),
    ("INSERT { ?p sg:link 'https://a.example' } WHERE { ?p a sg:Paper }", "A link of a paper"),
    ("INSERT { ?p sg:proposes 'A' } WHERE { ?p a sg:Paper }", "A method that a paper proposes"),
    ("INSERT { ?p sg:uses 'A' } WHERE { ?p a sg:Paper }", "A method that a paper uses"),
    ("INSERT { ?p sg:comparesWith 'A' } WHERE { ?p a sg:Paper }", "A method that a paper compares with"),
    ("INSERT { ?p sg:introduces 'A' } WHERE { ?p a sg:Paper }", "A data set that a paper introduces"),
    ("INSERT { ?p sg:evaluatesOn 'A' } WHERE { ?p a sg:Paper }", "A data set that a paper evaluates on"),
    ("INSERT { ?p sg:trainsOn 'A' } WHERE { ?p a sg:Paper }", "A data set that a paper trains on"),
    ("INSERT { ?p sg:mentions 'A' } WHERE { ?p a sg:Paper }", "What a paper mentions"),
    ("INSERT { ?p sg:addresses 'A' } WHERE { ?p a sg:Paper }", "A task that a paper addresses"),
    ("INSERT { ?p sg:reports 'A' } WHERE { ?p a sg:Paper }", "A metric that a paper reports"),
    ("DELETE WHERE { ?t sg:textDigest ?o }", "A text has exactly one digest"),
    ("DELETE { ?t sg:textDigest ?o } INSERT { ?t sg:textDigest 'ABC' } WHERE { ?t sg:textDigest ?o }", "A text has exactly one digest"),
    ("INSERT { ?t sg:replacedCharacters -1 } WHERE { ?t a sg:Text }", "The number of replaced characters"),
    ("DELETE WHERE { ?l sg:url ?o }", "A link has exactly one web address"),
    ("DELETE WHERE { ?l sg:linkKind ?o }", "A link has exactly one kind"),
    ("DELETE { ?l sg:linkKind ?o } INSERT { ?l sg:linkKind sg:Absolute } WHERE { ?l sg:linkKind ?o }", "A link has exactly one kind"),
    ("DELETE WHERE { ?m sg:start ?o }", "A span has exactly one start"),
    ("DELETE { ?m sg:start ?o } INSERT { ?m sg:start -1 } WHERE { ?m sg:start ?o }", "A span has exactly one start"),
    ("DELETE { ?m sg:start ?o } INSERT { ?m sg:start ?e } WHERE { ?m sg:start ?o ; sg:end ?e }", "A span has exactly one start"),
    ("DELETE { ?m sg:start ?o } INSERT { ?m sg:start '0' } WHERE { ?m sg:start ?o }", "A span has exactly one start"),
    ("INSERT { ?m sg:end 99 } WHERE { ?m a sg:Mention }", "A span has exactly one end"),
    ("DELETE WHERE { ?m sg:entity ?o }", "A mention names exactly one entity"),
    ("INSERT { ?m sg:entity <urn:other> } WHERE { ?m a sg:Mention }", "A mention names exactly one entity"),
    ("DELETE { ?m sg:surfaceForm ?o } INSERT { ?m sg:surfaceForm '' } WHERE { ?m sg:surfaceForm ?o }", "A mention has exactly one surface form"),
    ("DELETE WHERE { ?e sg:quote ?o }", "Evidence has exactly one quote"),
    ("DELETE { ?m sg:confidence ?o } INSERT { ?m sg:confidence 1.5 } WHERE { ?m sg:confidence ?o }", "A confidence"),
    ("DELETE { ?m sg:confidence ?o } INSERT { ?m sg:confidence 5.0e-1 } WHERE { ?m sg:confidence ?o }", "A confidence"),
    ("DELETE WHERE { ?r sg:paper ?o }", "A result is stated by exactly one paper"),
    ("DELETE WHERE { ?r sg:evidence ?o }", "A result has evidence"),
    ("INSERT { ?r sg:evidence 'seen' } WHERE { ?r a sg:Result }", "A result has evidence"),
    ("DELETE WHERE { ?r sg:kind ?o }", "A result has exactly one kind"),
    ("INSERT { ?r sg:kind sg:Increase } WHERE { ?r sg:kind sg:Unvalued }", "A result has exactly one kind"),
    ("INSERT { ?r sg:value 2.0 } WHERE { ?r sg:kind sg:Absolute }", "A result has at most one value (sg:value)"),
    ("DELETE { ?r sg:value ?o } INSERT { ?r sg:value 1.91e0 } WHERE { ?r sg:value ?o }", "A result has at most one value (sg:value)"),
    ("DELETE WHERE { ?r sg:value ?o }", "A result that is absolute, an improvement or a speed-up has a value"),
    ("INSERT { ?r sg:value 2.0 } WHERE { ?r sg:kind sg:Unvalued }", "A result with a value"),
    ("INSERT { ?r sg:method <urn:a>, <urn:b> } WHERE { ?r a sg:Result }", "A result is of at most one method"),
    ("INSERT { ?r sg:dataset <urn:a>, <urn:b> } WHERE { ?r a sg:Result }", "A result is on at most one data set"),
    ("INSERT { ?r sg:task <urn:a>, <urn:b> } WHERE { ?r a sg:Result }", "A result is for at most one task"),
    ("INSERT { ?r sg:metric 'FID' } WHERE { ?r sg:kind sg:Unvalued }", "A result is by at most one metric"),
    ("INSERT { ?r sg:baseline <urn:a>, <urn:b> } WHERE { ?r a sg:Result }", "A result has at most one baseline"),
    ("INSERT { ?r sg:valueText '1.910' } WHERE { ?r sg:value ?o }", "A result has at most one value as written"),
    ("INSERT { ?r sg:unit 'dB' } WHERE { ?r sg:unit ?o }", "A result or a metric has at most one unit"),
    ("INSERT { ?r sg:condition 'T=20' } WHERE { ?r sg:condition ?o }", "A result has at most one condition"),
    ("INSERT { ?r sg:relativeTo 'C' } WHERE { ?r sg:relativeTo ?o }", "A result is relative to at most one thing"),
    ("DELETE { ?r sg:uncertainty ?o } INSERT { ?r sg:uncertainty '-0.1'^^xsd:decimal } WHERE { ?r sg:uncertainty ?o }", "A result has at most one uncertainty"),
    ("INSERT { ?r sg:change sg:Increase } WHERE { ?r sg:change ?o }", "A result has at most one change"),
    ("INSERT { ?r sg:bound sg:Over } WHERE { ?r sg:bound ?o }", "A result has at most one bound"),
    ("DELETE WHERE { ?x sg:extractorName ?o }", "An extraction run has exactly one extractor name"),
    ("DELETE WHERE { ?x sg:extractorVersion ?o }", "An extraction run has exactly one extractor version"),
    ("DELETE WHERE { ?x sg:modelDigest ?o }", "An extraction run has exactly one model digest"),
    ("INSERT { ?g prov:wasGeneratedBy <urn:run> } WHERE { ?g prov:wasGeneratedBy ?x }", "The graph of a paper was generated by one extraction run"),
    ("INSERT DATA { <urn:m> a sg:Method }", "An entity has exactly one preferred label"),
    ("INSERT DATA { <urn:t> a sg:Task ; skos:prefLabel 'a', 'b' }", "An entity has exactly one preferred label"),
    ("INSERT DATA { <urn:d> a sg:Dataset ; skos:prefLabel '' }", "An entity has exactly one preferred label"),
    ("INSERT DATA { <urn:m> skos:altLabel 'Genauigkeit'@de }", "An alias"),
    ("INSERT DATA { <urn:d> sg:variantOf <urn:a>, <urn:b> }", "A data set is a variant of at most one other"),
    ("INSERT DATA { <urn:m> sg:direction sg:Increase }", "A metric has at most one direction"),
    ("INSERT { ?d sg:number 7 } WHERE { ?d sg:name ?o }", "A decision has exactly one number"),
    ("DELETE { ?d sg:number ?o } INSERT { ?d sg:number 0 } WHERE { ?d sg:number ?o }", "A decision has exactly one number"),
    ("DELETE { ?d sg:verdict ?o } INSERT { ?d sg:verdict sg:About } WHERE { ?d sg:verdict ?o }", "A decision has exactly one verdict"),
    ("DELETE WHERE { ?d sg:reason ?o }", "A decision has exactly one reason"),
    ("DELETE { ?d sg:reason ?o } INSERT { ?d sg:reason '' } WHERE { ?d sg:reason ?o }", "A decision has exactly one reason"),
    ("DELETE WHERE { ?d prov:wasAttributedTo ?o }", "A decision is attributed to exactly one person"),
    ("DELETE { ?d prov:generatedAtTime ?o } INSERT { ?d prov:generatedAtTime '2026-01-02' } WHERE { ?d prov:generatedAtTime ?o }", "A decision was made at exactly one time"),
    ("DELETE WHERE { ?d sg:inEffect ?o }", "A decision is either in effect or not"),
    ("INSERT { ?d sg:about <urn:other> } WHERE { ?d sg:about ?o }", "A decision is about at most one thing"),
    ("INSERT { ?d sg:within <urn:other> } WHERE { ?d sg:within ?o }", "A decision is confined to at most one paper"),
    ("INSERT { ?d sg:instead 'B' } WHERE { ?d sg:instead ?o }", "A decision puts at most one entity"),
    ("INSERT { ?d sg:undoes <urn:other> } WHERE { ?d sg:undoes ?o }", "A decision undoes at most one other"),
    ("INSERT { ?d sg:name 'C' } WHERE { ?d sg:name ?o }", "A decision is about at most one name"),
    ("INSERT { ?d sg:correction '1.91' } WHERE { ?d sg:name ?o }", "A correction of a slot"),
    ("DELETE WHERE { ?c sg:slot ?o }", "A correction is of exactly one slot"),
    ("INSERT { ?c sg:before '2' } WHERE { ?c sg:slot ?o }", "A slot said at most one thing before"),
    ("DELETE { ?c sg:after ?o } INSERT { ?c sg:after 1.91 } WHERE { ?c sg:after ?o }", "A slot says at most one thing since"),
    ("DELETE WHERE { ?f sg:statement ?o }", "A former fact has exactly one statement"),
    ("INSERT { ?f prov:wasInvalidatedBy 'Ada' } WHERE { ?f a sg:FormerFact }", "What ended a fact"),
)  # fmt: skip


def messages(graph: Graph) -> set[str]:
    """What the shapes say of a graph."""
    _, report, _ = validate(graph, shacl_graph=shapes())
    assert isinstance(report, Graph)
    return {str(message) for message in report.objects(None, SH.resultMessage)}


@cache
def shapes() -> Graph:
    return Graph().parse(data=resource("shapes.ttl").read_text(encoding="utf-8"), format="turtle")


def test_a_good_graph_has_no_fault() -> None:
    """Nothing is said of the graph of a paper that has one of everything."""
    graph = Graph().parse(PAPER)

    found = messages(graph)

    assert found == set()


@pytest.mark.parametrize(("update", "sentence"), FAULTS)
def test_each_single_fault_is_found(update: str, sentence: str) -> None:
    """A graph that is wrong in one place is told so, in the sentence that belongs to the fault and no other."""
    graph = Graph().parse(PAPER)
    before = len(graph), set(graph)

    graph.update(f"{PROLOGUE}\n{update}")
    found = messages(graph)

    assert (len(graph), set(graph)) != before, "the update of this test changes nothing"
    assert len(found) == 1
    assert found.pop().startswith(sentence)


def test_every_sentence_has_a_fault() -> None:
    """Each message of the shapes is provoked by a fault of the table above."""
    sentences = {str(message) for message in shapes().objects(None, SH.message)}

    silent = {said for said in sentences if not any(said.startswith(start) for _, start in FAULTS)}

    assert silent == set()


def test_every_shape_has_a_sentence() -> None:
    """Each shape that has a target says in words what it asks, as one sentence."""
    graph = shapes()
    targets = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf)
    targeted = {shape for target in targets for shape in graph.subjects(target)}

    said = [graph.value(graph.value(shape, SH.property) or shape, SH.message) for shape in targeted]

    assert said
    assert all(str(message).endswith(".") for message in said)


@pytest.mark.parametrize("date", ["'2024'^^xsd:gYear", "'2024-03'^^xsd:gYearMonth", "'2024-02-29'^^xsd:date"])
def test_a_date_may_be_a_year_a_month_or_a_day(date: str) -> None:
    """Each precision that a source gives is kept."""
    graph = Graph().parse(PAPER)
    graph.update(
        f"{PROLOGUE} DELETE {{ ?p sg:date ?o }} INSERT {{ ?p sg:date {date} }} WHERE {{ ?p sg:date ?o }}"
    )

    found = messages(graph)

    assert found == set()
