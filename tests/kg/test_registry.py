from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.identity.iris import DEFAULT_BASE, Iris
from kg.identity.registry import Registry
from kg.records import Identifier, IdentifierKind, Paper
from kg.store.records import open_records


@pytest.fixture
def registry(tmp_path: Path) -> Iterator[Registry]:
    """An empty registry on disk."""
    with open_records(tmp_path / "records.sqlite", None, DEFAULT_BASE) as records:
        yield Registry(records.connection, Iris())


def paper(title: str = "A Survey of Things", date: str | None = None, **identifiers: str) -> Paper:
    given = tuple(Identifier(IdentifierKind(kind), value) for kind, value in sorted(identifiers.items()))
    return Paper(title, "Text.", "jsonl", identifiers=given, date=date)


def test_a_shared_identifier_makes_one_paper_whatever_the_titles(registry: Registry) -> None:
    """The same arXiv number under two titles is one paper."""
    first = registry.resolve(paper("A Preprint", arxiv="2401.00001"))

    assert registry.resolve(paper("The Published Version", arxiv="2401.00001")) == first


def test_an_identifier_that_a_record_adds_finds_the_paper_later(registry: Registry) -> None:
    """Arxiv leads to the paper, and through it the DOI that came with it."""
    first = registry.resolve(paper("One", arxiv="2401.00001", doi="10.1/x"))

    assert registry.resolve(paper("Two", doi="10.1/x")) == first


def test_the_strongest_identifier_decides_between_two_papers(registry: Registry) -> None:
    """A record that names two known papers is of the one that its strongest identifier names."""
    first = registry.resolve(paper("One", arxiv="2401.00001"))
    second = registry.resolve(paper("Two", doi="10.1/x"))

    assert first != second
    assert registry.resolve(paper("Three", arxiv="2401.00001", doi="10.1/x")) == first
    assert registry.find(paper("Four", doi="10.1/x")) == second


def test_spellings_of_a_title_are_one_paper(registry: Registry) -> None:
    """Case, hyphens and spaces do not make another paper."""
    first = registry.resolve(paper("Few-Shot Things", date="2024"))

    assert registry.resolve(paper("few shot things", date="2024-05")) == first


def test_two_identifiers_of_one_kind_are_never_merged_on_a_title(registry: Registry) -> None:
    """The same title under two arXiv numbers is two papers, with two IRIs."""
    first = registry.resolve(paper(date="2024", arxiv="2401.00001"))
    second = registry.resolve(paper(date="2024", arxiv="2401.00002"))

    assert first != second
    assert registry.iri(first) != registry.iri(second)


def test_identifiers_of_different_kinds_do_not_stand_against_a_title(registry: Registry) -> None:
    """An arXiv number and a DOI may well be of one paper."""
    first = registry.resolve(paper(date="2024", arxiv="2401.00001"))

    assert registry.resolve(paper(date="2024", doi="10.1/x")) == first


def test_another_year_is_another_paper(registry: Registry) -> None:
    """An editorial of each year is a paper of each year."""
    first = registry.resolve(paper("Editorial", date="2023"))

    assert registry.resolve(paper("Editorial", date="2024-01-01")) != first


def test_a_record_without_a_year_fits_the_only_paper_of_its_title(registry: Registry) -> None:
    """A page that lists titles alone leads to the dated paper."""
    first = registry.resolve(paper(date="2024"))

    assert registry.resolve(paper()) == first


def test_a_record_without_a_year_fits_none_of_several_papers(registry: Registry) -> None:
    """Where two years have a paper of the title, guessing would be wrong half of the time."""
    known = {registry.resolve(paper(date="2023")), registry.resolve(paper(date="2024"))}

    undated = registry.resolve(paper())

    assert undated not in known
    assert registry.resolve(paper()) == undated


def test_a_paper_without_a_year_takes_the_first_year_that_comes(registry: Registry) -> None:
    """Once a source has stated its year, another year is another paper."""
    first = registry.resolve(paper())

    assert registry.resolve(paper(date="2024")) == first
    assert registry.resolve(paper(date="2023")) != first


def test_an_iri_stays_when_the_title_changes(registry: Registry) -> None:
    """What was minted from the first title is kept for good."""
    number = registry.resolve(paper("The First Title", arxiv="2401.00001"))
    iri = registry.iri(number)

    registry.resolve(paper("Quite Another Title", arxiv="2401.00001"))

    assert registry.iri(number) == iri == Iris().paper("The First Title")


def test_a_later_paper_does_not_get_the_title_that_another_was_named_by(registry: Registry) -> None:
    """IRIs of different papers differ even where nothing but the text tells them apart."""
    dated = {registry.resolve(paper(date=date)) for date in ("2022", "2023")}
    undated = registry.resolve(paper())

    iris = {registry.iri(number) for number in (*dated, undated)}

    assert len(iris) == 3


def test_a_paper_is_found_by_iri_and_by_identifier(registry: Registry) -> None:
    """Both name it for those who want to remove it."""
    number = registry.resolve(paper(arxiv="2401.00001"))

    assert registry.number(registry.iri(number)) == number
    assert registry.number("arXiv:2401.00001") == number
    assert registry.number("doi:10.1/none") is None
    assert registry.number("no such thing") is None
