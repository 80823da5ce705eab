"""Decisions about entities: merged and split."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kg.queries.entities import entities_by_iri
from kg.queries.names import resolve
from kg.reader import Reader
from kg.review import merge, split, undo
from tests.kg.review.meadow import MOON, SLAM, SUN, D, M, found_otherwise, paper
from tests.kg.review.seen import ADA, MOON_IRI, SUN_IRI, entity, mentions, result_of, results


def test_a_merge_moves_everything_and_its_undoing_leaves_the_graph_as_it_was(store, facts, published) -> None:
    """Mentions, roles and results go to the one that stays, and come back, quad for quad."""
    before = facts(store)
    luna, moon = entity(M, "LunaNet"), entity(M, "MoonNet")

    done = merge(store, luna, moon, ADA)

    assert mentions(store, moon) == ["LunaNet", "MoonNet", "MoonNet", "MoonNet"]
    assert mentions(store, luna) == []
    assert result_of(store, "88.1").method == moon
    assert not any(luna in line for line in facts(store))
    assert any(f"<{luna}> <http://purl.org/dc/terms/isReplacedBy> <{moon}>" in x for x in published(store))
    undo(store, done.decision.number, ADA)
    assert facts(store) == before


def test_the_old_iri_and_the_old_name_of_a_merged_entity_answer(store) -> None:
    """With what it was merged into, at the end of a chain."""
    luna, moon, sun = (entity(M, name) for name in ("LunaNet", "MoonNet", "SunNet"))
    merge(store, luna, moon, ADA)
    merge(store, "MoonNet", "SunNet", ADA, kind=M)

    with Reader(store) as reader:
        snapshot = reader.snapshot()
        assert (
            resolve(snapshot, M, luna) == resolve(snapshot, M, "LunaNet") == resolve(snapshot, M, moon) == sun
        )
        found = entities_by_iri(snapshot, [luna, sun])
    assert found[luna] == found[sun]
    assert found[sun].label == "SunNet"
    assert set(found[sun].aliases) == {"LunaNet", "MoonNet"}
    assert {row.method for row in results(store)} == {sun}


def test_two_results_that_a_merge_makes_one_are_shown_once(store, meadow) -> None:
    """The surer one stays, under an IRI that it had before."""
    first = SUN[1].results[0]
    twice = found_otherwise(SUN, results=(first, replace(first, dataset="ImageNet", confidence=0.5)))
    meadow(twice, MOON, SLAM, version="2")
    known = {row.iri: row.confidence for row in results(store) if row.value == Decimal("91.5")}
    assert len(known) == 2

    merge(store, entity(D, "ImageNet"), entity(D, "CIFAR-10"), ADA)

    row = result_of(store, "91.5")
    assert known[row.iri] == row.confidence == 0.8


def test_papers_that_come_later_are_merged_too(store, meadow) -> None:
    """A decision about entities holds for what is ingested after it."""
    merge(store, entity(M, "SLAM"), entity(M, "SunNet"), ADA)
    later = paper("Later", "Later uses SLAM.", "2401.00009")
    start = later.text.index("SLAM")
    mention_ = replace(SLAM[1].entities[0].mentions[0], start=start, end=start + 4)
    found = replace(
        SLAM[1],
        text_digest=later.text_digest,
        entities=(replace(SLAM[1].entities[0], mentions=(mention_,)),),
    )

    meadow((later, found))

    assert mentions(store, entity(M, "SLAM")) == []
    assert mentions(store, entity(M, "SunNet")).count("SLAM") == 2


@pytest.mark.parametrize(
    ("scope", "moved"),
    [
        ({"name": "MoonNet"}, ["MoonNet", "MoonNet", "MoonNet"]),
        ({"paper": MOON_IRI}, ["MoonNet", "MoonNet"]),
        ({"paper": "arxiv:2401.00001", "name": "MoonNet"}, ["MoonNet"]),
    ],
)
def test_a_split_takes_a_name_or_a_papers_mentions_away(store, facts, scope, moved) -> None:
    """And its undoing brings them back."""
    before = facts(store)
    moon = entity(M, "MoonNet")

    done = split(store, moon, "MoonNet (the satellite)", ADA, **scope)

    other = entity(M, "MoonNet (the satellite)")
    assert mentions(store, other) == moved
    assert len(mentions(store, moon)) == 3 - len(moved)
    with Reader(store) as reader:
        assert entities_by_iri(reader.snapshot(), [other])[other].label == "MoonNet (the satellite)"
    undo(store, done.decision.number, ADA)
    assert facts(store) == before


def test_a_split_for_one_paper_goes_before_one_for_all(store) -> None:
    """Whichever was decided first, what was said of less counts."""
    moon = entity(M, "MoonNet")

    split(store, moon, "Near MoonNet", ADA, paper=MOON_IRI)
    split(store, moon, "Far MoonNet", ADA, name="MoonNet")

    assert mentions(store, entity(M, "Near MoonNet")) == ["MoonNet", "MoonNet"]
    assert mentions(store, entity(M, "Far MoonNet")) == ["MoonNet"]


def test_what_is_split_off_one_of_two_is_split_off_both_when_they_are_one(store, facts) -> None:
    """The order of a split and a merge has no say."""
    sun, moon = entity(M, "SunNet"), entity(M, "MoonNet")
    split(store, sun, "Far SunNet", ADA, paper=SUN_IRI)
    merge(store, sun, moon, ADA)
    one = facts(store)
    assert mentions(store, entity(M, "Far SunNet")) == ["MoonNet", "SunNet", "SunNet"]
    undo(store, 2, ADA)
    assert mentions(store, entity(M, "Far SunNet")) == ["SunNet", "SunNet"]
    undo(store, 1, ADA)

    merge(store, sun, moon, ADA)
    split(store, moon, "Far SunNet", ADA, paper=SUN_IRI)

    assert facts(store) == one
