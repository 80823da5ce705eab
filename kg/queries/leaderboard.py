"""Leaderboards: what papers report by one metric on one data set, like ranked with like."""

from __future__ import annotations

from kg.leaderboards.notes import why_apart
from kg.leaderboards.ranking import Leaderboard, rank
from kg.queries.scores import scores
from kg.reader import Snapshot
from kg.records import ResultKind


def leaderboard(snapshot: Snapshot, dataset: str, metric: str) -> Leaderboard:
    """The board of a data set and a metric, each given by label, alias or IRI.

    Raises:
        NameUnknown: The graph has no such data set or metric.
    """
    found = scores(snapshot, dataset, metric)
    shown = [
        score for score in found.scores if score.result.kind in {ResultKind.ABSOLUTE, ResultKind.UNVALUED}
    ]
    groups = rank(shown, found.metric)
    return Leaderboard(found.dataset, found.metric, groups, why_apart(groups, found.metric))
