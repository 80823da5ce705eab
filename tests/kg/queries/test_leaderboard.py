"""The leaderboard of a data set and a metric, read from a snapshot."""

from __future__ import annotations

from kg.leaderboards.facets import Facet
from kg.leaderboards.score import Mark
from kg.queries.leaderboard import leaderboard
from kg.queries.scores import scores
from kg.reader import Snapshot


def test_protocols_are_ranked_apart(snapshot: Snapshot) -> None:
    """1.74 class-conditional does not beat 1.91 without it; the two spellings of one condition are one."""
    board = leaderboard(snapshot, "CIFAR-10", "FID")

    values = {
        str(g.protocol): [(r.rank, [str(s.result.value) for s in r.scores]) for r in g.rows]
        for g in board.groups
    }
    assert values == {"class-conditional": [(1, ["1.74"]), (1, ["1.74"])], "D=2048": [(1, ["1.91"])]}
    assert board.facets == (Facet.CONDITIONING, Facet.OTHER)
    assert board.note == (
        "These differ and are not comparable, so each protocol is by itself: "
        "conditioning (class-conditional, unstated); other (D=2048, unstated). "
        "What a text does not state is unknown, and is not held against what another states."
    )


def test_a_claim_without_a_value_is_shown_and_not_ranked(snapshot: Snapshot) -> None:
    """The reader learns that the paper evaluated there."""
    board = leaderboard(snapshot, "ImageNet", "FID")

    (group,) = board.groups
    (only,) = group.rows
    assert (str(group.protocol), only.rank, only.unranked) == ("unstated", None, "no value is stated")
    assert board.note is None


def test_scores_say_when_and_by_whom(snapshot: Snapshot) -> None:
    """The date of the paper, and whether it proposes the method."""
    found = scores(snapshot, "CIFAR-10", "FID")

    assert {(str(s.date), s.own) for s in found.scores} == {("2024-03-12", True), ("2023", True)}
    assert not any(Mark.BY_OTHERS in s.marks for s in found.scores)
