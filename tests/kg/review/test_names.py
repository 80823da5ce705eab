"""Decisions about mentions, and about what names stand for."""

from __future__ import annotations

from kg.identity.iris import Iris
from kg.linking import resolver
from kg.relink import relink
from kg.review import accept, correct_link, correct_mention, reject, undo
from ontology.vocabulary import Concept, Vocabulary
from tests.kg.review.meadow import MOON, SLAM, SUN, D, M, T, found_otherwise
from tests.kg.review.seen import ADA, SLAM_IRI, entity, mention, mentions, result_of, told


def test_a_corrected_link_says_what_a_paper_means(store, facts) -> None:
    """Its mentions go to the other entity; undone, they come back."""
    before = facts(store)

    done = correct_link(store, SLAM_IRI, M, "SunNet", "MoonNet", ADA)

    assert mentions(store, entity(M, "SunNet")) == ["SunNet", "SunNet"]
    assert mentions(store, entity(M, "MoonNet")).count("SunNet") == 1
    undo(store, done.decision.number, ADA)
    assert facts(store) == before


def test_a_rejected_link_makes_a_thing_of_its_own(store, facts) -> None:
    """Nobody else's name leads to it, though it is spelled alike."""
    before = facts(store)

    done = reject(store, "arxiv:2401.00003", ADA, kind=M, name="SunNet")

    assert mentions(store, entity(M, "SunNet")) == ["SunNet", "SunNet"]
    instead = told(store)[0].instead
    assert instead
    assert mentions(store, instead) == ["SunNet"]
    undo(store, done.decision.number, ADA)
    assert facts(store) == before


def test_a_new_name_is_what_papers_that_come_later_mean_by_it(store) -> None:
    """Short forms within it count, as the vocabularies that the graph was published with know them."""
    vocabulary = Vocabulary([Concept(M, "rl", "reinforcement learning", aliases=("RL",))])
    relink(store, vocabulary)
    key = resolver(vocabulary).resolve(M, "Solar RL").key
    assert key == "solarrl"

    correct_link(store, SLAM_IRI, M, "SunNet", "solar reinforcement learning", ADA)
    correct_link(store, SLAM_IRI, M, "SLAM", "reinforcement learning methods", ADA)

    assert mentions(store, Iris().entity(M, key)) == ["SunNet"]
    assert mentions(store, entity(M, "reinforcement learning")) == ["SLAM"]


def test_an_accepted_link_outlives_another_vocabulary(store) -> None:
    """What was vouched for stays, though names are looked up otherwise now."""
    accept(store, SLAM_IRI, ADA, kind=M, name="SunNet")

    relink(store, Vocabulary([Concept(M, "star", "Star", aliases=("SunNet",))]))

    assert mentions(store, entity(M, "SunNet")) == ["SunNet"]
    assert mentions(store, entity(M, "Star")) == ["SunNet", "SunNet"]


def test_a_rejected_mention_takes_along_what_was_named_nowhere_else(store, meadow, facts) -> None:
    """Results lose the slot; undone, all is as it was."""
    before = facts(store)

    done = reject(store, mention(SUN[0], "CIFAR-10"), ADA)
    meadow(version="2")

    assert result_of(store, "91.5").dataset is None
    assert mentions(store, entity(D, "CIFAR-10")) == ["Cifar 10"]
    undo(store, done.decision.number, ADA)
    meadow(version="1")
    assert facts(store) == before


def test_a_corrected_mention_can_name_a_thing_of_another_type(store, meadow) -> None:
    """And be longer than it was found."""
    iri = mention(SLAM[0], "SLAM")
    end = SLAM[0].text.index("SLAM") + len("SLAM with SunNet")

    correct_mention(store, iri, ADA, kind=T, end=end)
    meadow(version="2")

    assert mentions(store, entity(T, "SLAM with SunNet")) == ["SLAM with SunNet"]
    assert mentions(store, entity(M, "SLAM")) == []


def test_an_accepted_mention_stays_though_a_later_extraction_lacks_it(store, meadow) -> None:
    """It is sure, too."""
    accept(store, mention(SLAM[0], "SLAM"), ADA)

    meadow(SUN, MOON, found_otherwise(SLAM, entities=SLAM[1].entities[1:]), version="2")

    assert mentions(store, entity(M, "SLAM")) == ["SLAM"]
