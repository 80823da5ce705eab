from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.identity.sources import merge, source_key, strongest, title_digest, year
from kg.records import Identifier, IdentifierKind, Paper

ARXIV = Identifier(IdentifierKind.ARXIV, "2401.00001")
DOI = Identifier(IdentifierKind.DOI, "10.1000/1")


def paper(title: str = "A Title", abstract: str = "Text.", source: str = "jsonl", **fields: object) -> Paper:
    return Paper(title, abstract, source, **fields)  # type: ignore[arg-type]


papers = st.builds(
    Paper,
    title=st.sampled_from(["A Title", "A title", "Another"]),
    abstract=st.sampled_from(["", "Short.", "Somewhat longer."]),
    source=st.sampled_from(["jsonl", "page"]),
    source_id=st.sampled_from([None, "1", "2"]),
    identifiers=st.sampled_from([(), (ARXIV,), (DOI,), (ARXIV, DOI)]),
    authors=st.sampled_from([(), ("Ada Berg",), ("Bo Cho", "Ada Berg")]),
    date=st.sampled_from([None, "2024", "2024-03", "2024-03-12", "2023"]),
    venue=st.sampled_from([None, "", "ICML"]),
    categories=st.sampled_from([(), ("cs.LG",)]),
)


@given(st.lists(papers, min_size=1, max_size=4))
def test_merging_does_not_depend_on_the_order(records: list[Paper]) -> None:
    """Whatever order sources are kept in, they give one and the same paper."""
    sources = {f"{source_key(record)}#{n}": record for n, record in enumerate(records)}

    merged = {merge(dict(order)) for order in permutations(sources.items())}

    assert len(merged) == 1


@given(st.lists(papers, min_size=1, max_size=4))
def test_title_and_abstract_come_from_one_source(records: list[Paper]) -> None:
    """Offsets count in title and abstract together, so these are never mixed."""
    merged = merge({str(n): record for n, record in enumerate(records)})

    assert (merged.title, merged.abstract) in {(r.title, r.abstract) for r in records}


@given(papers)
def test_one_source_is_taken_as_it_is(record: Paper) -> None:
    """Merging changes nothing where there is nothing to merge, but for an empty venue."""
    merged = merge({"only": record})

    assert (merged.title, merged.date, merged.identifiers) == (record.title, record.date, record.identifiers)
    assert (merged.authors, merged.categories) == (record.authors, record.categories)


def test_an_abstract_beats_none_and_the_stronger_identifier_beats_the_longer_text() -> None:
    """The order of preference is: any abstract, the identifier, the length of the abstract."""
    empty = paper(abstract="", identifiers=(ARXIV,))
    strong = paper(abstract="Short.", identifiers=(DOI,))
    long = paper(abstract="Much longer than the other one.", source="page")

    assert merge({"a": empty, "b": long}).abstract == long.abstract
    assert merge({"a": strong, "b": long}).abstract == strong.abstract


def test_fields_that_the_best_source_lacks_come_from_the_next() -> None:
    """Nothing that any source knows is lost."""
    best = paper(identifiers=(ARXIV,), date="2024")
    other = paper(
        source="page",
        identifiers=(DOI,),
        venue="ICML",
        authors=("Ada Berg",),
        categories=("cs.LG",),
        date="2024-03-12",
    )

    merged = merge({"a": best, "b": other})

    assert merged.identifiers == (ARXIV, DOI)
    assert (merged.venue, merged.authors, merged.categories) == ("ICML", ("Ada Berg",), ("cs.LG",))
    assert merged.date == "2024-03-12"


def test_a_date_of_another_year_does_not_make_the_date_finer() -> None:
    """Only a source that agrees with the date makes it more precise."""
    best = paper(identifiers=(ARXIV,), date="2024")
    other = paper(source="page", date="2023-05-06")

    assert merge({"a": best, "b": other}).date == "2024"


def test_nothing_cannot_be_merged() -> None:
    """A paper without a source is a mistake of the caller."""
    with pytest.raises(ValueError, match="empty"):
        merge({})


def test_the_strongest_identifier_is_arxivs() -> None:
    """Where a paper has several identifiers, one of them names it."""
    assert strongest(paper(identifiers=(ARXIV, DOI))) == ARXIV
    assert strongest(paper()) is None


def test_files_that_number_their_papers_alike_do_not_overwrite_each_other() -> None:
    """A source's own identifier counts only together with the title."""
    assert source_key(paper("One", source_id="1")) != source_key(paper("Two", source_id="1"))
    assert source_key(paper("One", source_id="1")) != source_key(paper("One", source_id="2"))
    assert source_key(paper("One", source_id="1")) == source_key(paper("one", source_id="1"))


def test_a_strong_identifier_is_the_key_whatever_the_title() -> None:
    """A corrected title does not make another source."""
    assert source_key(paper("Teh", identifiers=(ARXIV,))) == source_key(paper("The", identifiers=(ARXIV,)))


def test_titles_without_letters_are_told_apart() -> None:
    """Folding leaves nothing of `???`, so the title itself is taken."""
    assert title_digest(paper("???")) != title_digest(paper("!!!"))


@pytest.mark.parametrize(("date", "expected"), [(None, None), ("2024", "2024"), ("2024-03-12", "2024")])
def test_the_year_of_a_date(date: str | None, expected: str | None) -> None:
    """A date of any precision begins with its year."""
    assert year(paper(date=date)) == expected
