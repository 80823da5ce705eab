"""A paper's record once people have had their say, whatever an extractor finds later."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import synthetic
from kg.decisions import Standing, show
from kg.identity.iris import Iris
from kg.linking import link
from kg.rdf.paper_graph import paper_quads
from kg.rdf.result_nodes import named_results
from kg.records import (
    ENTITY_SLOTS,
    Decision,
    EntityType,
    Extraction,
    LinkReview,
    Meaning,
    MentionReview,
    Merge,
    Named,
    ResultKind,
    ResultReview,
    Split,
    Stretch,
    Undo,
    Verdict,
)
from kg.validation import validate
from ontology.vocabulary import Vocabulary

IRIS = Iris()
NOTHING_KNOWN = Vocabulary(())
REVIEWS = (Verdict.ACCEPT, Verdict.REJECT, Verdict.CORRECT)


def linked(found: Extraction):
    """What linking says without a vocabulary."""
    return link(found, NOTHING_KNOWN, IRIS.paper("A paper"))


@st.composite
def decided(draw, iri: str, found: Extraction) -> list[Decision]:
    """Decisions of all kinds about one paper as it was extracted, some of them undone."""
    links = linked(found)
    names = [Named(ln.name, Meaning(ln.type, ln.key, ln.label)) for ln in links]
    new = Named("Unheard Of", Meaning(EntityType.METHOD, "unheardof", "Unheard Of"))
    acts = []
    for entity, named in zip(found.entities, names, strict=True):
        for mention in entity.mentions[:1]:
            if draw(st.booleans()):
                place = Stretch(mention.start, mention.end, mention.form, named)
                verdict = draw(st.sampled_from(REVIEWS))
                other = replace(place, named=draw(st.sampled_from([*names, new])))
                instead = other if verdict is Verdict.CORRECT else None
                acts.append(MentionReview(verdict, iri, found.text_digest, place, instead))
    for result_iri, result in zip(named_results(iri, found, links), found.results, strict=True):
        if draw(st.booleans()):
            verdict = draw(st.sampled_from(REVIEWS))
            value = draw(st.sampled_from([None, Decimal(3)]))
            instead = replace(result, method=new.name, value=value)
            held = tuple(n for n in names if n.name in {getattr(result, slot) for slot in ENTITY_SLOTS})
            slots = ("method", "value") if verdict is Verdict.CORRECT else ("kind", "value", "value_text")
            acts.append(
                ResultReview(
                    verdict, iri, result_iri, found.text_digest, result, (*held, new),
                    None if verdict is Verdict.REJECT else instead if verdict is Verdict.CORRECT else result,
                    slots,
                )
            )  # fmt: skip
    for named in names:
        if draw(st.integers(0, 3)) == 0:
            other = draw(st.sampled_from([n.meaning for n in names if n.meaning.type is named.meaning.type]))
            acts.append(
                draw(
                    st.sampled_from(
                        [
                            LinkReview(Verdict.CORRECT, iri, named, other),
                            Merge(named.meaning, other),
                            Split(named.meaning, other, named.name),
                        ]
                    )
                )
            )
    acts = draw(st.permutations(acts))
    acts += [Undo(n) for n in range(1, len(acts) + 1) if draw(st.integers(0, 4)) == 0]
    return [Decision(n, "Ada", "2026-01-02T03:04:05Z", "So.", act) for n, act in enumerate(acts, 1)]


@settings(max_examples=60)
@given(st.integers(0, 300), st.data())
def test_whatever_is_decided_and_found_later_the_graph_is_valid(index: int, data) -> None:
    """No decision can make a paper fail, though a later extraction lacks what it is about."""
    paper, found = synthetic.paper(index)
    iri = IRIS.paper(paper.title)
    standing = Standing(data.draw(decided(iri, found)))
    results = tuple(result for result in found.results if data.draw(st.booleans()))
    used = {getattr(result, slot) for result in results for slot in ENTITY_SLOTS}
    entities = tuple(e for e in found.entities if e.name in used or data.draw(st.booleans()))
    later = replace(found, results=results, entities=entities)

    shown = show(iri, later, linked(later), standing)

    quads = paper_quads(IRIS, iri, paper, shown.extraction, shown.links, shown.results)
    assert validate({iri: quads}) == {}
    assert show(iri, later, linked(later), standing) == shown


@given(st.integers(0, 300))
def test_without_decisions_a_paper_is_shown_as_it_was_extracted(index: int) -> None:
    """The very same record and links."""
    paper, found = synthetic.paper(index)

    shown = show(IRIS.paper(paper.title), found, linked(found), Standing([]))

    assert shown.extraction is found
    assert shown.links == linked(found)
    assert (shown.results, shown.applied) == (None, frozenset())


@pytest.mark.parametrize("order", [(1, 2), (2, 1)])
def test_corrections_of_two_slots_add_up_and_one_of_them_can_be_undone(order: tuple[int, int]) -> None:
    """In whichever order they were made."""
    paper, found = next(pair for pair in map(synthetic.paper, range(50)) if pair[1].results)
    iri, links = IRIS.paper(paper.title), linked(found)
    result, result_iri = found.results[0], named_results(iri, found, links)[0]

    def correct(number: int) -> ResultReview:
        slots = {1: {"value": Decimal(3), "kind": ResultKind.ABSOLUTE}, 2: {"condition": "T=10"}}[number]
        instead = replace(result, **slots)
        digest = found.text_digest
        return ResultReview(Verdict.CORRECT, iri, result_iri, digest, result, (), instead, tuple(slots))

    acts = [Decision(n, "Ada", "2026-01-02T03:04:05Z", "So.", correct(o)) for n, o in enumerate(order, 1)]
    undo = Decision(3, "Ada", "2026-01-02T03:04:05Z", "So.", Undo(order.index(2) + 1))

    both = show(iri, found, links, Standing(acts)).extraction.results[0]
    one = show(iri, found, links, Standing([*acts, undo])).extraction.results[0]

    assert (both.value, both.condition) == (Decimal(3), "T=10")
    assert (one.value, one.condition) == (Decimal(3), result.condition)
