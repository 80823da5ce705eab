"""The measure on TDMSci counts whole spans."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.records import EntityType

pytestmark = pytest.mark.training

_SPANS = st.lists(
    st.tuples(st.integers(0, 3), st.integers(1, 3), st.sampled_from(EntityType)), min_size=1, max_size=6
)


@given(_SPANS)
def test_spans_come_back_from_their_tags(steps: list[tuple[int, int, EntityType]]) -> None:
    """Also those that stand side by side."""
    from extractors.training.corpora import Segment, TokenSpan
    from extractors.training.tdmsci import tag_spans
    from extractors.training.warming import segment_tags

    spans, place = [], 0
    for gap, length, type_ in steps:
        spans.append(TokenSpan(place + gap, place + gap + length, type_))
        place += gap + length
    segment = Segment(("word",) * (place + 1), tuple(spans))
    assert list(tag_spans(segment_tags(segment))) == spans


def test_a_span_counts_when_its_ends_and_its_type_are_right() -> None:
    """One right, one of the wrong type, one too long, one missed."""
    from extractors.training.corpora import TokenSpan
    from extractors.training.tdmsci import scores

    task, metric = EntityType.TASK, EntityType.METRIC
    found = [{TokenSpan(0, 1, task), TokenSpan(2, 4, task)}, {TokenSpan(0, 3, metric)}]
    wanted = [
        {TokenSpan(0, 1, task), TokenSpan(2, 4, metric)},
        {TokenSpan(0, 2, metric), TokenSpan(5, 6, task)},
    ]
    table = scores(found, wanted)
    assert table["all"] == pytest.approx([1 / 3, 1 / 4, 2 / 7])
    assert table["Task"] == pytest.approx([1 / 2, 1 / 2, 1 / 2])
    assert table["Metric"] == pytest.approx([0, 0, 0])


def test_a_sentence_says_its_spans_again() -> None:
    """Through a text that was joined from its tokens, and words that are cut otherwise than they."""
    from extractors.pipeline import build_pipeline
    from extractors.training.corpora import Segment, TokenSpan
    from extractors.training.tdmsci import Sentence
    from ontology.vocabulary import load_vocabulary

    tokens = ("The", "NIST", "Chinese", "-", "English", "task", "and", "F1-score", "(", "F1", ")", ".")
    spans = (
        TokenSpan(1, 6, EntityType.TASK),
        TokenSpan(7, 8, EntityType.METRIC),
        TokenSpan(9, 10, EntityType.METRIC),
    )
    sentence = Sentence.read(build_pipeline(load_vocabulary()), Segment(tokens, spans))
    assert sentence.words.texts[:6] == ["The", "NIST", "Chinese", "-", "English", "task"]
    assert sentence.spans(sentence.example().targets.tags.tolist()) == set(spans)
