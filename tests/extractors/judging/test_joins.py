"""Two names of one thing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from extractors.components.annotations import FoundEntity
from extractors.judging.joins import NAMES, join, join_features, limits_of
from kg.records import EntityType

METHOD, DATASET, TASK = EntityType.METHOD, EntityType.DATASET, EntityType.TASK


class Unsure:
    """A tagger that takes any name for the paper's own as probably as it is told."""

    def __init__(self, own: float) -> None:
        self.own = own

    def role_probabilities(self, span: tuple[int, int]) -> list[float]:
        """Of all roles, the paper's own first."""
        return [self.own if span else 0.0, 0.0, 0.0, 0.0]


def found(doc: Doc, *names: str, type_: EntityType = METHOD) -> list[FoundEntity]:
    """An entity of each name, at all its places."""
    return [
        FoundEntity(
            type_, name, [(i, i + len(name)) for i in range(len(doc.text)) if doc.text.startswith(name, i)]
        )
        for name in names
    ]


def said(
    doc: Doc, entities: Sequence[FoundEntity], own: float = 0.0
) -> dict[tuple[str, str], dict[str, float]]:
    """What speaks for each pair of names."""
    pairs, rows = join_features(doc, Unsure(own), entities)  # type: ignore[arg-type]
    return {
        (entities[one].name, entities[other].name): dict(zip(NAMES, row.tolist(), strict=True))
        for (one, other), row in zip(pairs, rows, strict=True)
    }


@pytest.mark.parametrize(
    ("short", "long", "sign"),
    [
        ("RetroAttention", "Retrospective Sparse Attention", "pieces"),
        ("BackAgg", "Backwards Aggregation", "head_pieces"),
        ("ZSA", "Zorbed Sparse Attention", "initials"),
        ("ZSA", "Zorbed Sparse Attention", "abbreviation"),
        ("Sparse Zorbs", "Zorbs", "contained"),
        ("ZBs", "ZB", "plural"),
    ],
)
def test_names_that_are_made_of_one_another_are_compared(
    read: Callable[[str], Doc], short: str, long: str, sign: str
) -> None:
    """However far apart they stand, and whatever the tagger says."""
    doc = read(f"{long} is fast. Here {short} wins.")
    (features,) = said(doc, found(doc, long, short)).values()

    assert features[sign] == 1


def test_names_that_have_nothing_in_common_are_compared_where_both_may_be_the_papers_own(
    read: Callable[[str], Doc],
) -> None:
    """As a name and what a title calls the same thing."""
    doc = read("Weightless is lossy coding.")
    entities = found(doc, "Weightless", "lossy coding")

    assert not said(doc, entities)
    assert said(doc, entities, own=0.9).keys() == {("Weightless", "lossy coding")}


def test_only_names_of_one_type_are_compared_and_tasks_never(read: Callable[[str], Doc]) -> None:
    """A task has no name of its own."""
    doc = read("Zorb nets on Zorb data for zorb finding and zorb seeking.")
    entities = [
        *found(doc, "Zorb nets"),
        *found(doc, "Zorb data", type_=DATASET),
        *found(doc, "zorb finding", "zorb seeking", type_=TASK),
    ]

    assert not said(doc, entities, own=0.9)


def test_however_many_names_there_are_only_so_many_are_compared(read: Callable[[str], Doc]) -> None:
    """So that a text of a thousand names takes no million comparisons."""
    names = [f"zorb {i}x" for i in range(1000)]
    doc = read(", ".join(names))
    entities = [FoundEntity(METHOD, name, [(i, i + 1)]) for i, name in enumerate(names)]

    assert len(said(doc, entities, own=0.9)) < 1500


def test_what_is_joined_goes_by_what_is_written_like_a_name() -> None:
    """With the places of both, and as sure as the surer."""
    one = FoundEntity(METHOD, "Retrospective Sparse Attention", [(0, 30), (90, 120)], confidence=0.6)
    other = FoundEntity(METHOD, "RetroAttention", [(50, 64)], confidence=0.9, proposed=True)

    (joined,) = join([one, other], [(0, 1)], np.asarray([[0.2, 0.8]], np.float32), np.float32([0.5]))

    assert joined.name == "RetroAttention"
    assert joined.spans == [(0, 30), (50, 64), (90, 120)]
    assert (joined.confidence, joined.proposed) == (0.9, True)


def test_what_is_less_sure_than_the_limit_stays_two() -> None:
    """In the order of the text."""
    entities = [FoundEntity(METHOD, name, [(i, i + 1)]) for i, name in enumerate("ab")]

    assert join(entities, [(0, 1)], np.asarray([[0.6, 0.4]], np.float32), np.float32([0.5])) == entities


def test_names_are_not_joined_by_way_of_a_third_against_what_the_trees_say_of_them() -> None:
    """`anomaly-aware GANs` are `anomaly-aware networks`, and these may be GANs; the two are not."""
    entities = [FoundEntity(METHOD, name, [(i, i + 1)]) for i, name in enumerate("abc")]
    pairs, limits = [(0, 1), (1, 2), (0, 2)], np.full(3, 0.5, np.float32)
    alike, apart = (
        np.asarray([[0.1, 0.9], [0.3, 0.7], [1 - chance, chance]], np.float32) for chance in (0.4, 0.1)
    )

    assert len(join(entities, pairs, alike, limits)) == 1
    assert [entity.name for entity in join(entities, pairs, apart, limits)] == ["a", "c"]


def test_a_name_that_a_vocabulary_has_is_joined_only_when_surer() -> None:
    """Whichever of the two it is."""
    rows = np.zeros((3, len(NAMES)), np.float32)
    rows[1, NAMES.index("known_s")] = rows[2, NAMES.index("known_l")] = 1

    assert limits_of(rows, 0.4, 0.6).tolist() == pytest.approx([0.4, 0.6, 0.6])


@given(
    st.integers(0, 8).flatmap(
        lambda count: st.tuples(
            st.just(count),
            st.lists(
                st.tuples(
                    st.integers(0, max(0, count - 1)), st.integers(0, max(0, count - 1)), st.floats(0, 1)
                )
            ),
        )
    )
)
def test_joining_loses_no_place(drawn: tuple[int, list[tuple[int, int, float]]]) -> None:
    """And gives none twice, whichever pairs are one; the entities stay in the order of the text."""
    count, sure = drawn
    entities = [FoundEntity(METHOD, f"n{i}", [(i, i + 1), (20 + i, 21 + i)]) for i in range(count)]
    pairs = [(one, other) for one, other, _ in sure if one < other]
    chances = np.asarray([[1 - chance, chance] for one, other, chance in sure if one < other], np.float32)

    joined = join(entities, pairs, chances, np.full(len(pairs), 0.5, np.float32))

    places = sorted(span for entity in joined for span in entity.spans)
    assert places == sorted(span for entity in entities for span in entity.spans)
    assert all(one.spans[0] < other.spans[0] for one, other in pairwise(joined))
