from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.training.corpora import CORPORA, TokenSpan, check_shippable, read_corpus, split
from kg.errors import InputError, SettingInvalid
from ontology.types import EntityType

METHOD, TASK, DATASET = EntityType.METHOD, EntityType.TASK, EntityType.DATASET


def corpus(folder: Path, name: str, *records: Any) -> Path:
    (folder / f"{name}.jsonl.gz").write_bytes(gzip.compress("\n".join(map(json.dumps, records)).encode()))
    return folder


def test_a_sentence_is_a_segment(tmp_path: Path) -> None:
    """Where a corpus has no sentences, each of its records is one."""
    tokens = ["Trees", "are", "used", "for", "parsing", "on", "Penn", "Treebank", "."]
    record = {"tokens": tokens, "spans": [[6, 8, "Dataset"], [4, 5, "Task"]]}
    corpus(tmp_path, "tdmsci.train", record, {"tokens": ["Nothing", "."], "spans": []})

    first, second = read_corpus(tmp_path, "tdmsci.train")

    assert first.tokens == tuple(tokens)
    assert first.spans == (TokenSpan(4, 5, TASK), TokenSpan(6, 8, DATASET))
    assert (second.tokens, second.spans) == (("Nothing", "."), ())


def test_a_paper_is_cut_into_runs_of_sentences(tmp_path: Path) -> None:
    """As many whole sentences as are not too long together; spans count from the segment's first token."""
    record = {
        "id": "x",
        "tokens": list("abcdefghij"),
        "sentences": [[0, 3], [3, 5], [5, 9], [9, 10]],
        "spans": [[3, 5, "Method"], [9, 10, "Task"]],
        "relations": [],
    }
    corpus(tmp_path, "scirex.train", record)

    segments = list(read_corpus(tmp_path, "scirex.train", longest=5))

    assert ["".join(segment.tokens) for segment in segments] == ["abcde", "fghij"]
    assert [segment.spans for segment in segments] == [(TokenSpan(3, 5, METHOD),), (TokenSpan(4, 5, TASK),)]


@given(st.data())
def test_every_token_and_every_name_is_in_exactly_one_segment(data: st.DataObject) -> None:
    """However long sentences and names are; a segment is too long only where a name is."""
    count = data.draw(st.integers(1, 60))
    places = data.draw(st.lists(st.integers(0, count), unique=True, max_size=20).map(sorted))
    spans = [TokenSpan(*pair, METHOD) for pair in zip(places[::2], places[1::2], strict=False)]
    sentences = data.draw(st.lists(st.integers(1, count), unique=True))
    longest = data.draw(st.integers(1, 30))
    tokens = [str(number) for number in range(count)]

    segments = list(split(tokens, spans, sentences, longest))

    starts = [sum(len(segment.tokens) for segment in segments[:i]) for i in range(len(segments))]
    found = [
        TokenSpan(span.start + start, span.end + start, span.type)
        for start, segment in zip(starts, segments, strict=True)
        for span in segment.spans
    ]
    assert [token for segment in segments for token in segment.tokens] == tokens
    assert found == spans
    for segment in segments:
        assert all(0 <= span.start < span.end <= len(segment.tokens) for span in segment.spans)
        assert len(segment.tokens) <= max(longest, *(span.end - span.start for span in segment.spans), 0)


def test_things_that_we_do_not_look_for_are_left_out(tmp_path: Path) -> None:
    """Two of the six labels of SciERC."""
    record = {"tokens": ["We", "use", "it"], "spans": [[0, 1, "Generic"], [2, 3, "Method"]]}
    corpus(tmp_path, "scierc.test", record)

    (segment,) = read_corpus(tmp_path, "scierc.test")

    assert segment.spans == (TokenSpan(2, 3, METHOD),)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("scierc.train", "its licence (research use) does not allow a model that is passed on"),
        ("scierc.dev", "its licence (research use)"),
        ("tdmsci.test", "it is there for measuring"),
        ("scirex", "There is no corpus 'scirex'"),
    ],
)
def test_a_shipped_model_learns_from_nothing_that_it_must_not(name: str, says: str) -> None:
    """By licence, or because it is measured there."""
    with pytest.raises(SettingInvalid) as caught:
        check_shippable(["scirex.train", name])

    assert says in str(caught.value)


def test_what_may_be_learned_from_is_known() -> None:
    """Two corpora, both under a licence that allows it."""
    allowed = [name for name, corpus in CORPORA.items() if corpus.shippable and not corpus.held_out]

    check_shippable(allowed)

    assert [(name, CORPORA[name].licence) for name in allowed] == [
        ("scirex.train", "Apache-2.0"),
        ("tdmsci.train", "Apache-2.0"),
    ]


@pytest.mark.parametrize(
    "record",
    [
        [],
        {"tokens": ["a"]},
        {"tokens": ["a", ""], "spans": []},
        {"tokens": ["a"], "spans": [[0, 2, "Task"]]},
        {"tokens": ["a"], "spans": [[1, 1, "Task"]]},
        # A label of SciERC in a file that has another corpus's name.
        {"tokens": ["a"], "spans": [[0, 1, "Generic"]]},
        {"tokens": ["a"], "spans": [["0", 1, "Task"]]},
        {"tokens": ["a"], "spans": [], "sentences": [1]},
    ],
    ids=lambda record: json.dumps(record)[:50],
)
def test_a_record_that_is_wrong_is_named_by_its_line(tmp_path: Path, record: Any) -> None:
    """A corpus that is half read would train another model."""
    corpus(tmp_path, "scirex.train", {"tokens": ["a"], "spans": []}, record)

    with pytest.raises(InputError, match="no record of the corpus") as caught:
        list(read_corpus(tmp_path, "scirex.train"))

    assert caught.value.where == f"{tmp_path / 'scirex.train.jsonl.gz'}, line 2"


def test_a_corpus_that_is_not_there_is_named(tmp_path: Path) -> None:
    """With what to do without it."""
    with pytest.raises(InputError, match=r"has no scirex\.train\.jsonl\.gz") as caught:
        list(read_corpus(tmp_path, "scirex.train"))

    assert "public.corpora" in str(caught.value)
