"""Batches of papers held against the shapes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.identity.iris import Iris
from kg.linking import link
from kg.rdf.paper_graph import paper_quads
from kg.synthetic import papers
from kg.validation import validate
from ontology.namespaces import DCTERMS, RDF, XSD
from ontology.terms import SG
from ontology.vocabulary import Vocabulary

Batch = dict[str, list[Quad]]
Change = Callable[[Quad], Quad | None]


@pytest.fixture
def batch() -> Batch:
    """Twelve synthetic papers, of which some have results."""
    iris, vocabulary = Iris(), Vocabulary([])
    return {
        (iri := iris.paper(paper.title)): paper_quads(iris, iri, paper, found, link(found, vocabulary, iri))
        for paper, found in papers(12)
    }


def change(batch: Batch, predicate: str, how: Change) -> str:
    """Change the first quad of that property that any but the first paper has, and say which paper's."""
    for paper in list(batch)[1:]:
        for place, quad in enumerate(batch[paper]):
            if quad.predicate == NamedNode(predicate):
                changed = how(quad)
                batch[paper][place : place + 1] = [] if changed is None else [changed]
                return paper
    raise AssertionError(f"no paper has {predicate}")


def gone(_: Quad) -> None:
    """Leave the quad out."""


def becomes(value: str, datatype: str = XSD.string) -> Change:
    """Give the quad another value."""
    return lambda q: Quad(q.subject, q.predicate, Literal(value, datatype=NamedNode(datatype)), q.graph_name)


def test_what_the_builder_makes_is_valid(batch: Batch) -> None:
    """No paper of the batch is named."""
    assert validate(batch) == {}


@pytest.mark.parametrize(
    ("predicate", "how", "said"),
    [
        (DCTERMS.title, gone, "exactly one title"),
        (SG.kind, gone, "exactly one kind"),
        (SG.evidence, gone, "has evidence"),
        (SG.quote, gone, "exactly one quote"),
        (SG.entity, gone, "one entity"),
        (SG.start, becomes("-1", XSD.integer), "start"),
        (SG.end, becomes("0", XSD.integer), "start"),
        (SG.value, becomes("9.5"), "xsd:decimal"),
        (SG.confidence, becomes("1.5", XSD.decimal), "from 0 to 1"),
        (SG.textDigest, becomes("abc"), "64 hexadecimal digits"),
    ],
)
def test_a_violation_is_brought_home_to_its_paper(
    batch: Batch, predicate: str, how: Change, said: str
) -> None:
    """One paper of the batch is named, with a sentence that says what is wrong and where."""
    broken = change(batch, predicate, how)

    found = validate(batch)

    assert list(found) == [broken]
    assert any(said in sentence for sentence in found[broken])
    assert all(sentence.startswith(broken) for sentence in found[broken])


def test_papers_fail_each_for_its_own_reason(batch: Batch) -> None:
    """Two broken papers of a batch are told apart, and the whole ones are not named."""
    first, second, *_ = batch
    batch[first] = [q for q in batch[first] if q.predicate != NamedNode(DCTERMS.title)]
    batch[second] = [q for q in batch[second] if q.predicate != NamedNode(SG.textDigest)]

    found = validate(batch)

    assert set(found) == {first, second}
    assert "title" in " ".join(found[first])
    assert "title" not in " ".join(found[second])


def test_a_node_that_papers_share_fails_each_that_describes_it(batch: Batch) -> None:
    """A run without a name, described in each of them, is wrong in all of them."""
    run = NamedNode("http://example.org/run")
    for quads in batch.values():
        quads.append(Quad(run, NamedNode(RDF.type), NamedNode(SG.ExtractionRun), quads[0].graph_name))

    assert set(validate(batch)) == set(batch)


def test_a_paper_that_merely_refers_to_a_wrong_node_is_not_blamed(batch: Batch) -> None:
    """The one that describes the node is."""
    broken = change(batch, SG.textDigest, becomes("abc"))
    [text] = {q.subject for q in batch[broken] if q.predicate == NamedNode(SG.textDigest)}
    other = next(paper for paper in batch if paper != broken)
    graph = batch[other][0].graph_name
    batch[other].append(Quad(NamedNode(other), NamedNode("http://example.org/refers"), text, graph))

    assert list(validate(batch)) == [broken]


def test_a_long_value_is_cut_in_the_sentence(batch: Batch) -> None:
    """A finding about an abstract does not quote all of it."""
    broken = change(batch, DCTERMS.abstract, becomes("long " * 1000, XSD.anyURI))

    [sentence] = validate(batch)[broken]

    assert len(sentence) < 500
    assert sentence.endswith("….")


def test_an_empty_batch_is_valid() -> None:
    """Nothing is wrong with nothing."""
    assert validate({}) == {}
