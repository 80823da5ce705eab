"""The generator of synthetic papers."""

from __future__ import annotations

from collections import Counter
from statistics import mean

from hypothesis import given
from hypothesis import strategies as st

from kg.identity.iris import Iris
from kg.records import EntityType, ResultKind
from kg.records.codec import extraction_to_json
from kg.synthetic import paper, papers
from kg.synthetic.names import name
from ontology.folding import fold


@given(st.integers(0, 10**7), st.integers(0, 50))
def test_every_offset_is_exact(index: int, seed: int) -> None:
    """Mentions, anchors, evidence and links are where they are said to be, in code points."""
    record, extraction = paper(index, seed)

    text = record.text
    assert extraction.text_digest == record.text_digest
    for mention in (m for entity in extraction.entities for m in entity.mentions):
        assert text[mention.start : mention.end] == mention.form
    for result in extraction.results:
        anchor = text[result.anchor.start : result.anchor.end]
        assert anchor == (result.value_text or result.metric)
        assert result.evidence.start <= result.anchor.start < result.anchor.end <= result.evidence.end
    for link in extraction.links:
        assert text[link.start : link.end] == link.url


@given(st.integers(0, 10**7))
def test_results_name_entities_of_their_paper(index: int) -> None:
    """Every entity is mentioned, none twice by one name, and each slot names one."""
    _, extraction = paper(index)

    names = Counter((entity.type, entity.name) for entity in extraction.entities)
    assert max(names.values()) == 1
    assert all(entity.mentions for entity in extraction.entities)
    for result in extraction.results:
        assert (result.value is None) == (result.kind is ResultKind.UNVALUED)
        for entity_type, slot in [
            (EntityType.METHOD, result.method),
            (EntityType.METHOD, result.baseline),
            (EntityType.DATASET, result.dataset),
            (EntityType.TASK, result.task),
            (EntityType.METRIC, result.metric),
        ]:
            assert slot is None or (entity_type, slot) in names


def test_a_paper_depends_on_its_index_and_the_seed_alone() -> None:
    """Whichever run it comes from; another seed gives another paper."""
    run = list(papers(30, seed=3))

    assert list(papers(10, seed=3)) == run[:10]
    assert list(papers(10, seed=3, start=20)) == run[20:]
    assert next(papers(1, seed=4)) != run[0]
    assert extraction_to_json(paper(7, seed=3)[1]) == extraction_to_json(run[7][1])


def test_no_two_papers_share_a_title_or_an_identifier() -> None:
    """So that each is a paper of its own in the graph."""
    records = [record for record, _ in papers(2000)]

    identifiers = [identifier for record in records for identifier in record.identifiers]
    assert len({Iris().paper(record.title) for record in records}) == len(records)
    assert len(set(identifiers)) == len(identifiers)


@given(st.sampled_from(list(EntityType)), st.integers(0, 200_000), st.integers(0, 200_000))
def test_no_two_ranks_share_a_name(entity_type: EntityType, one: int, other: int) -> None:
    """Not even when they are folded."""
    assert (fold(name(entity_type, one)) == fold(name(entity_type, other))) == (one == other)


def test_densities_are_those_of_annotated_abstracts() -> None:
    """5.5 methods, 2.5 tasks, 1.2 metrics, 0.9 data sets and 1.9 results a paper, 1,300 characters."""
    sample = list(papers(1500, seed=1))

    types = Counter(entity.type for _, extraction in sample for entity in extraction.entities)
    assert 5.0 < types[EntityType.METHOD] / 1500 < 6.0
    assert 2.2 < types[EntityType.TASK] / 1500 < 2.8
    assert 1.0 < types[EntityType.METRIC] / 1500 < 1.4
    assert 0.7 < types[EntityType.DATASET] / 1500 < 1.1
    assert 1.6 < mean(len(extraction.results) for _, extraction in sample) < 2.2
    assert 1200 < mean(len(record.abstract) for record, _ in sample) < 1400
    assert {len(record.date or "") for record, _ in sample} == {4, 7, 10}


def test_few_names_are_everywhere_and_most_occur_once() -> None:
    """The most common name is in many papers, and more than half of all names are in one."""
    papers_of = Counter(entity.name for _, extraction in papers(1000) for entity in extraction.entities)

    counts = papers_of.most_common()
    assert counts[0][1] > 100
    assert sum(count == 1 for _, count in counts) > len(counts) / 2
