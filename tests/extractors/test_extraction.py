from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.extraction import Extract, make_extract
from kg.errors import ExtractionFailed
from kg.records import EntityType, Extraction, Paper, ResultKind
from ontology.vocabulary import Vocabulary

PAPER = Paper(
    title="Flower: Image Generation with \\textbf{Petals}",
    abstract=(
        "We propose Flower Network (FlowerNet) for image generation. On CIFAR-10, FlowerNet achieves an FID "
        "of 1.91 and is 17.5times faster than DDIM. On FFHQ 64{times}64 it achieves an FID of $2.43$. "
        "Code: https://github.com/a/flower."
    ),
    source="jsonl",
)


def check_offsets(paper: Paper, extraction: Extraction) -> None:
    """Every offset of the record is exact in the text as read."""
    text = paper.text
    names = {(entity.type, entity.name) for entity in extraction.entities}
    assert len(names) == len(extraction.entities)
    for entity in extraction.entities:
        assert entity.name
        assert entity.mentions
        for mention in entity.mentions:
            assert 0 <= mention.start < mention.end <= len(text)
            assert text[mention.start : mention.end] == mention.form
    for result in extraction.results:
        anchor, evidence = result.anchor, result.evidence
        assert 0 <= evidence.start <= anchor.start < anchor.end <= evidence.end <= len(text)
        if result.value_text is not None:
            assert result.value_text in text[evidence.start : evidence.end]
        assert (result.value is None) == (result.kind is ResultKind.UNVALUED)
        for kind, name in (
            (EntityType.METHOD, result.method),
            (EntityType.DATASET, result.dataset),
            (EntityType.TASK, result.task),
            (EntityType.METRIC, result.metric),
        ):
            assert name is None or (kind, name) in names
    for link in extraction.links:
        assert 0 <= link.start < link.end <= len(text)


def test_a_record_says_what_the_text_says(extract: Extract) -> None:
    """Entities, values with their text, links and abbreviations come out in the terms of the text as read."""
    extraction = extract(PAPER)

    forms = {m.form for entity in extraction.entities for m in entity.mentions}
    values = {(r.value, r.value_text, r.kind) for r in extraction.results}
    check_offsets(PAPER, extraction)
    assert "FFHQ 64{times}64" in forms
    assert {
        (Decimal("1.91"), "1.91", ResultKind.ABSOLUTE),
        (Decimal("17.5"), "17.5", ResultKind.SPEEDUP),
    } <= values
    assert [link.url for link in extraction.links] == ["https://github.com/a/flower"]
    assert [(a.short, a.long) for a in extraction.abbreviations] == [("FlowerNet", "Flower Network")]
    assert extraction.text_digest == PAPER.text_digest
    assert extraction.extractor == extract.identity


def test_equal_text_gives_an_equal_record(extract: Extract) -> None:
    """Neither what came before nor the source of the text changes a record."""
    again = Paper(PAPER.title, PAPER.abstract, source="other", source_id="1")

    first = extract(PAPER)
    extract(Paper("Another", "We present Tree, a sampler, with FID 3.", source="jsonl"))
    second = extract(again)

    assert first == second


def test_real_papers_have_exact_offsets(extract: Extract, papers: list[Paper]) -> None:
    """For all mentions and evidence of the seeds, and of the corpus where one is given."""
    for paper in papers:
        check_offsets(paper, extract(paper))


@settings(deadline=None, max_examples=150)
@given(data=st.data())
def test_messy_text_has_exact_offsets(
    data: st.DataObject, extract: Extract, messy: st.SearchStrategy[str]
) -> None:
    """For all mentions and evidence of text with any markup and any characters."""
    paper = Paper(data.draw(messy) or "T", data.draw(messy) + data.draw(messy), source="jsonl")

    extraction = extract(paper)

    check_offsets(paper, extraction)


@pytest.mark.parametrize(
    "text", ["", " ", "\n", ".", "数据集", "\ufffd" * 20, "(" * 300, "$" * 300, "{" * 300]
)
def test_text_without_content_gives_an_empty_record(extract: Extract, text: str) -> None:
    """There is nothing to find and nothing fails."""
    extraction = extract(Paper(text or "x", text, source="jsonl"))

    assert extraction.entities == ()
    assert extraction.results == ()


def test_the_identity_covers_the_vocabulary(extract: Extract, vocabulary: Vocabulary) -> None:
    """Another vocabulary is another extractor; the same one is the same."""
    smaller = Vocabulary(list(vocabulary)[:10])

    other = make_extract(smaller)

    assert other.identity.version == extract.identity.version
    assert other.identity.model_digest != extract.identity.model_digest
    assert make_extract(smaller).identity == other.identity


def test_a_failing_component_fails_one_paper(vocabulary: Vocabulary) -> None:
    """The error names the paper, and the next one is read as if nothing had happened."""
    extract = make_extract(Vocabulary(list(vocabulary)[:10]))
    good = extract(PAPER)
    pipeline = extract._nlp

    def failing(text: str) -> None:
        raise IndexError(text[:3])

    extract._nlp = failing  # type: ignore[assignment]
    with pytest.raises(ExtractionFailed, match=r"IndexError.*Flo") as caught:
        extract(PAPER)
    extract._nlp = pipeline

    assert "Flower" in str(caught.value.where)
    assert extract(PAPER) == good


def test_a_method_is_not_called_as_its_address_spells_it(extract: Extract) -> None:
    """`cow-diffusion` in the address of the code is neither its name nor one of its mentions."""
    paper = Paper(
        title="Cow Diffusion",
        abstract="We propose Cow Diffusion for image generation. Code: https://example.org/cow-diffusion.",
        source="jsonl",
    )

    entities = extract(paper).entities

    (method,) = (entity for entity in entities if entity.type is EntityType.METHOD)
    assert method.name == "Cow Diffusion"
    assert {mention.form for mention in method.mentions} == {"Cow Diffusion"}
