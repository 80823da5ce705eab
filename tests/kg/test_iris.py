"""Every IRI is a function of what it names."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from kg.errors import SettingInvalid
from kg.identity.iris import DEFAULT_BASE, GraphName, Iris, paper_graph, short_digest, span, text
from kg.records import EntityType, Extractor
from ontology.folding import fold

TYPES = st.sampled_from(list(EntityType))


@given(TYPES, st.text(min_size=1))
def test_an_entity_has_a_valid_iri_whatever_its_name(entity_type: EntityType, key: str) -> None:
    """No key, however odd, gives something that is no IRI."""
    iri = Iris().entity(entity_type, key)

    assert NamedNode(iri).value == iri
    assert iri.startswith(f"{DEFAULT_BASE}id/{entity_type.value.lower()}/")


@given(st.tuples(TYPES, st.text(max_size=8)), st.tuples(TYPES, st.text(max_size=8)))
def test_entities_of_different_type_or_key_have_different_iris(
    one: tuple[EntityType, str], other: tuple[EntityType, str]
) -> None:
    """Type and key together make the IRI."""
    assume(one != other)

    assert Iris().entity(*one) != Iris().entity(*other)


def test_spellings_that_differ_by_plus_or_sharp_are_different_entities() -> None:
    """`PFGM++` is not `PFGM`, and `C++` is not `C#`."""
    iris = {Iris().entity(EntityType.METHOD, fold(name)) for name in ("PFGM++", "PFGM", "C++", "C#", "C")}

    assert len(iris) == 5


def test_spellings_of_one_name_are_one_entity() -> None:
    """The slug and the digest are made from the key, so no spelling leaves a trace in the IRI."""
    iris = {Iris().entity(EntityType.DATASET, fold(name)) for name in ("CIFAR-10", "CIFAR 10", "cifar10")}

    assert len(iris) == 1


def test_a_paper_is_told_from_another_of_the_same_title() -> None:
    """What sets a paper apart changes its digest and nothing else."""
    plain = Iris().paper("Attention Is All You Need")
    apart = Iris().paper("Attention Is All You Need", apart="arxiv:1706.03762")

    assert plain.startswith(f"{DEFAULT_BASE}id/paper/attention-is-all-you-need-")
    assert plain.rpartition("-")[0] == apart.rpartition("-")[0]
    assert plain != apart


@given(st.text(max_size=300))
def test_a_paper_has_a_valid_iri_whatever_its_title(title: str) -> None:
    """No title gives something that is no IRI, and everything of the paper lies below it."""
    paper = Iris().paper(title)
    spot = span(text(paper, "0123456789abcdef"), 3, 7)

    assert NamedNode(paper_graph(paper)).value == f"{paper}/graph"
    assert NamedNode(spot).value == f"{paper}/text/01234567#char=3,7"


def test_a_run_is_named_by_what_ran() -> None:
    """Another version or model is another run, and equal work is the same run at any time."""
    extractor = Extractor("rules", "1.0", "ab" * 32)

    names = {
        Iris().run(extractor),
        Iris().run(Extractor("rules", "1.0", "ab" * 32)),
        Iris().run(Extractor("rules", "1.1", "ab" * 32)),
        Iris().run(Extractor("rules", "1.0", "cd" * 32)),
    }

    assert len(names) == 3


def test_other_graphs_lie_below_the_base() -> None:
    """Each graph that is not a paper's has a name of its own."""
    names = {Iris("https://example.org/kg/").graph(name) for name in GraphName}

    assert len(names) == len(GraphName)
    assert "https://example.org/kg/id/graph/entities" in names


@pytest.mark.parametrize(
    "base",
    ["", "example.org/", "https://example.org", "https://example.org/a b/", "https://example.org/?q=/",
     "https://example.org/#/", "ftp://example.org/", "https://example.org/<x>/", "https://example.org/\n/", "https:///"],
)  # fmt: skip
def test_a_base_that_cannot_stand_before_a_path_is_refused(base: str) -> None:
    """The error says what a base looks like."""
    with pytest.raises(SettingInvalid, match="ends in a slash"):
        Iris(base)


@given(st.lists(st.text(max_size=4), max_size=4), st.lists(st.text(max_size=4), max_size=4))
def test_no_two_lists_of_parts_have_one_digest(one: list[str], other: list[str]) -> None:
    """Parts are delimited, so `ab`, `c` is not `a`, `bc`."""
    assume(one != other)

    assert short_digest(*one, length=32) != short_digest(*other, length=32)
