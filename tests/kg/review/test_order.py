"""The order of decisions that have nothing to do with one another, and of papers, has no say."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat

from kg.data_directory import DataDirectory
from kg.ingest import ingest
from kg.reader import Reader
from kg.review import accept, correct_link, correct_result, merge, reject, split
from ontology.vocabulary import Vocabulary
from tests.kg.conftest import Known
from tests.kg.review.conftest import NOT_FACTS
from tests.kg.review.meadow import MEADOW, SLAM, D, M
from tests.kg.review.seen import ADA, MOON_IRI, SLAM_IRI, SUN_IRI, entity, mention, result_of

RESULTS: dict[str, str] = {}

DECISIONS: list[Callable[[DataDirectory], object]] = [
    lambda to: reject(to, RESULTS["70.2"], ADA),
    lambda to: correct_result(to, RESULTS["91.5"], {"condition": "T=10", "unit": "%"}, ADA),
    lambda to: accept(to, RESULTS["88.1"], ADA),
    lambda to: reject(to, mention(SLAM[0], "ImageNet"), ADA),
    lambda to: correct_link(to, SLAM_IRI, M, "SunNet", "Solar", ADA),
    lambda to: merge(to, entity(M, "LunaNet"), entity(M, "MoonNet"), ADA),
    lambda to: split(to, entity(M, "MoonNet"), "Far MoonNet", ADA, paper=SUN_IRI),
    lambda to: accept(to, MOON_IRI, ADA, kind=D, name="Cifar 10"),
]


@pytest.fixture(scope="module")
def anywhere(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], DataDirectory]:
    """A new data directory each time."""
    return lambda: DataDirectory(tmp_path_factory.mktemp("order") / "data")


def built(directory: DataDirectory, extract, papers, decide) -> set[str]:
    """All facts after some papers, decisions, and the rest of the papers once more."""
    vocabulary = Vocabulary(())
    ingest([pair[0] for pair in papers], extract, directory, vocabulary, validate=None)
    RESULTS.update({value: result_of(directory, value).iri for value in ("91.5", "70.2", "88.1")})
    for decision in decide:
        decision(directory)
    with Reader(directory) as reader:
        dump = reader.snapshot().store.dump(format=RdfFormat.N_QUADS) or b""
    lines = dump.decode().splitlines()
    return {line for line in lines if not line.removesuffix(" .").endswith(NOT_FACTS)}


@pytest.fixture(scope="module")
def expected(anywhere) -> set[str]:
    """The facts in the order in which everything is listed."""
    return built(anywhere(), Known(MEADOW), MEADOW, DECISIONS)


@settings(max_examples=5)
@given(st.permutations(MEADOW), st.permutations(DECISIONS))
def test_the_same_decisions_give_the_same_facts_in_any_order(anywhere, expected, papers, decide) -> None:
    """Quad for quad, whichever paper and whichever decision came first."""
    assert built(anywhere(), Known(MEADOW), papers, decide) == expected
