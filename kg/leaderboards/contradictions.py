"""Different values of what should be one: same method, data set, metric and protocol."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from kg.leaderboards.facets import Protocol
from kg.leaderboards.score import Mark, Score

Key = tuple[str, str, str, Protocol, str]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """All values of one method under one protocol, the smallest first, of which at least two disagree.

    Where the protocol leaves facets unstated, they may be what differs; so a contradiction is something to
    look at, not an error that is proved.
    """

    method: str
    dataset: str
    metric: str
    protocol: Protocol
    unit: str
    scores: tuple[Score, ...]

    @property
    def in_one_paper(self) -> bool:
        """Whether one paper states them all; then they most likely differ in what its text does not state."""
        return len({score.result.paper for score in self.scores}) == 1


def contradictions(scores: Iterable[Score]) -> tuple[Contradiction, ...]:
    """The contradictions among scores of any data sets and metrics, by method, data set and metric.

    Two values agree if the coarser can be the rounding of the finer: 85.2 and 85.24 do, 85.2 and 85.3 do not.
    What cannot rank, names no method or data set, or is only approximate contradicts nothing.
    """
    groups: dict[Key, list[Score]] = {}
    for score in scores:
        key = _key(score)
        if key is not None:
            groups.setdefault(key, []).append(score)
    found = [Contradiction(*key, _sorted(group)) for key, group in groups.items() if _disagree(group)]
    return tuple(sorted(found, key=lambda c: (c.method, c.dataset, c.metric, str(c.protocol), c.unit)))


def _key(score: Score) -> Key | None:
    """What has only one value."""
    row = score.result
    if score.measured is None or Mark.APPROXIMATE in score.marks:
        return None
    if row.method is None or row.dataset is None or row.metric is None:
        return None
    return row.method, row.dataset, row.metric, score.protocol, score.measured.unit


def _disagree(scores: Iterable[Score]) -> bool:
    # Equal quantities are looked at once: a popular baseline is quoted in hundreds of papers.
    quantities = {score.measured for score in scores if score.measured}
    return any(not one.agrees(other) for one, other in combinations(quantities, 2))


def _sorted(scores: Iterable[Score]) -> tuple[Score, ...]:
    measured = [(score.measured.number, score.result.iri, score) for score in scores if score.measured]
    return tuple(score for _, _, score in sorted(measured, key=lambda item: item[:2]))
