"""Whatever a text is made of, it is read in time and nothing is found outside it."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.components.links import find_urls
from extractors.extraction import Extract
from extractors.sources.characters import Cleaner
from extractors.sources.limits import MAX_ABSTRACT
from extractors.text import normalise
from kg.records import EntityType, Extraction, Paper, ResultKind
from ontology.vocabulary import Vocabulary
from tests.extractors.hostile import GENERATORS, NAMED

MEGABYTE = 1_000_000
#: CPU seconds. The slowest of the tests takes a third of it; what grows with the square of a length, minutes.
LIMIT = 15

# Pieces that glue to one another in ways that nobody thought of.
PIECES = st.sampled_from(
    [
        *"()[]{}<>$\\\"'`/-,;:.!?%±+*=~^_&#@|\n \u0301\u200d\u202e\ue000\ue004\ufffdİﬁשم数👍",
        *("1", "2.5", "A", "b", "We propose ", "X", "FID", " of ", " on CIFAR-10", " and ", "\\textbf{"),
        *("(ABC)", "Aa Bb Cc", " by 3%", " than BERT", "https://a.org/", "![](", "](", "&amp;", "<b>"),
        *("www.", "up to ", "±", "times"),
    ]
)


@pytest.fixture(scope="module")
def rules(vocabulary: Vocabulary) -> Extract:
    """The rules alone: what a text is made of is theirs to bear with, and a network reads any text alike."""
    return Extract(vocabulary, None)


def check_offsets(paper: Paper, extraction: Extraction) -> None:
    """Nothing is found outside the text, and everything as the text has it."""
    text = paper.text
    for entity in extraction.entities:
        for mention in entity.mentions:
            assert 0 <= mention.start < mention.end <= len(text)
            assert text[mention.start : mention.end] == mention.form
    for result in extraction.results:
        anchor, evidence = result.anchor, result.evidence
        assert 0 <= evidence.start <= anchor.start < anchor.end <= evidence.end <= len(text)
        assert (result.value is None) == (result.kind is ResultKind.UNVALUED)
    for link in extraction.links:
        assert 0 <= link.start < link.end <= len(text)


def read_in(seconds: float, extract: Extract, paper: Paper) -> Extraction:
    """The extraction, made within so many seconds of the processor."""
    start = time.process_time()
    extraction = extract(paper)
    assert time.process_time() - start < seconds
    return extraction


@pytest.mark.parametrize("name", GENERATORS)
def test_hostile_text_is_read_by_the_rules(rules: Extract, name: str) -> None:
    """As title and as abstract."""
    paper = Paper(GENERATORS[name](200), GENERATORS[name](2_000), "test")

    extraction = read_in(LIMIT, rules, paper)

    check_offsets(paper, extraction)


@pytest.mark.parametrize("name", NAMED[::2])
def test_the_longest_abstract_of_what_comes_to_mind_is_read_by_the_rules(rules: Extract, name: str) -> None:
    """At the length at which ingest begins to refuse; what grows with the square of it takes longer."""
    paper = Paper("Title", GENERATORS[name](MAX_ABSTRACT), "test")

    extraction = read_in(LIMIT, rules, paper)

    check_offsets(paper, extraction)


@pytest.mark.parametrize("name", ["one word without a space", "sign (", "numbers", "other results", "emoji"])
def test_the_longest_abstract_of_anything_is_read_in_seconds(extract: Extract, name: str) -> None:
    """A bound on what one paper can cost with all that reads it, not a measure of speed."""
    paper = Paper("Title", GENERATORS[name](MAX_ABSTRACT), "test")

    extraction = read_in(2 * LIMIT, extract, paper)

    check_offsets(paper, extraction)


@pytest.mark.parametrize(
    "name", ["sign (", "sign $", "digits", "hyphens", "proposing a name", "arabic", "emoji"]
)
def test_a_hundred_thousand_characters_are_read_by_the_rules(rules: Extract, name: str) -> None:
    """Ten times what ingest lets through; what grows with the square of the length takes minutes."""
    paper = Paper("Title", GENERATORS[name](100_000), "test")

    extraction = read_in(2 * LIMIT, rules, paper)

    check_offsets(paper, extraction)


@pytest.mark.parametrize("name", ["one letter", "one long address", "one pair of brackets"])
def test_a_megabyte_is_read_by_the_rules(rules: Extract, name: str) -> None:
    """Texts that hold a single name, if any, however long."""
    paper = Paper("T", GENERATORS[name](MEGABYTE - 2), "test")

    extraction = read_in(2 * LIMIT, rules, paper)

    check_offsets(paper, extraction)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(PIECES, st.integers(1, 60)), min_size=1, max_size=8), st.integers(1, 5))
def test_no_repetition_of_anything_leads_outside_the_text(
    rules: Extract, repeated: list[tuple[str, int]], times: int
) -> None:
    """Pieces said several times, and all of that several times over."""
    text = "".join(piece * count for piece, count in repeated) * times
    paper = Paper(text[:60].split("\n")[0] or "T", text, "test")

    extraction = read_in(LIMIT, rules, paper)

    check_offsets(paper, extraction)


@settings(deadline=None, max_examples=100)
@given(st.text(st.characters(codec=None), max_size=300))
def test_any_characters_that_ingest_lets_through_are_read(rules: Extract, text: str) -> None:
    """Lone surrogates and control characters are replaced one for one before; all else comes as it is."""
    paper = Paper("T", Cleaner()(text), "test")

    extraction = rules(paper)

    assert len(paper.abstract) == len(text)
    check_offsets(paper, extraction)


@given(st.lists(PIECES, max_size=60).map("".join))
def test_normalised_text_leads_back_into_the_text(text: str) -> None:
    """Every character stands for a span of the text as read, and they follow one another."""
    normalised = normalise(text)

    spans = [normalised.to_source(at, at + 1) for at in range(len(normalised.text))]

    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[0] <= other[0] for one, other in pairwise(spans))


@given(
    st.lists(st.sampled_from(["https://", "a.org", "/", "b", ")", "(", "]", "[", ".", " ", ","]), max_size=40)
)
def test_addresses_do_not_overlap(pieces: list[str]) -> None:
    """However brackets and stops surround them."""
    text = "".join(pieces)

    found = list(find_urls(text))

    assert all(start < end <= following for (start, end), (following, _) in pairwise(found))


def test_what_is_said_amid_hostile_text_is_found_all_the_same(rules: Extract) -> None:
    """A hundred thousand brackets take nothing from the sentence behind them."""
    said = "We propose FooNet for image generation. It achieves an FID of 1.91 on CIFAR-10."
    paper = Paper("FooNet", "(" * 100_000 + " . " + said, "test")

    extraction = read_in(2 * LIMIT, rules, paper)

    check_offsets(paper, extraction)
    assert {entity.name for entity in extraction.entities if entity.type is EntityType.DATASET} == {
        "CIFAR-10"
    }
    assert [(result.metric, str(result.value)) for result in extraction.results] == [("FID", "1.91")]
