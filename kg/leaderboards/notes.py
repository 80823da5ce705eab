"""Why a board is not one ranking, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from kg.leaderboards.facets import UNSTATED, Facet
from kg.leaderboards.ranking import LeaderboardGroup, facets_of
from kg.queries.rows import EntityRow

#: A note names so many settings of a facet and counts the others.
NAMED = 4


def why_apart(groups: Sequence[LeaderboardGroup], metric: EntityRow) -> str | None:
    """Why the groups of a board are not ranked together, or at all; None for one ranking.

    Groups of which nothing can rank are apart for the reasons that their rows give.
    """
    if groups and metric.direction is None:
        return f"Nothing is ranked: whether more or less {metric.label} is better is not known."
    said = []
    groups = [group for group in groups if any(row.rank for row in group.rows)]
    differing = [said_of for facet in facets_of(groups) if (said_of := _settings(groups, facet))]
    if differing:
        said.append(
            f"These differ and are not comparable, so each protocol is by itself: {'; '.join(differing)}."
        )
        if any(UNSTATED in part for part in differing):
            said.append("What a text does not state is unknown, and is not held against what another states.")
    units = sorted({group.unit or "plain numbers" for group in groups})
    if len(units) > 1:
        said.append(f"Values in {' and '.join(units)} are apart, since this metric has no usual unit.")
    return " ".join(said) or None


def _settings(groups: Sequence[LeaderboardGroup], facet: Facet) -> str | None:
    """`conditioning (class-conditional, unstated)`; None if all groups agree."""
    shown = sorted(
        {group.protocol.shown(facet) for group in groups}, key=lambda text: (text == UNSTATED, text)
    )
    if len(shown) < 2:
        return None
    more = len(shown) - NAMED
    named = [*shown[: NAMED - 1], f"{more + 1} others"] if more > 0 else shown
    if more > 0 and UNSTATED in shown:
        named = [*shown[: NAMED - 2], f"{more + 1} others", UNSTATED]
    return f"{facet.value} ({', '.join(named)})"
