"""Improvements, drops and speed-ups read as claims: who beats whom, by how much, on what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kg.leaderboards.conditions import read_protocol
from kg.leaderboards.facets import Protocol
from kg.leaderboards.units import read_unit
from kg.leaderboards.values import HIGHER
from kg.queries.rows import EntityRow, ResultRow
from kg.records import Change, EntityType, ResultKind


class Outcome(StrEnum):
    """What a change means for the method that it is about."""

    GAIN = "gain"
    LOSS = "loss"
    #: The text, or what is known of the metric, does not tell.
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Claim:
    """What an improvement or a speed-up says.

    Args:
        result: The result; its value and unit say by how much, as written.
        protocol: What its text states of how it was measured.
        outcome: What it means for the result's method.
        reason: Why that is unknown; None where it is known.
    """

    result: ResultRow
    protocol: Protocol
    outcome: Outcome
    reason: str | None = None

    @property
    def winner(self) -> str | None:
        """Who beats the other; None where that is not named or not known."""
        return {Outcome.GAIN: self.result.method, Outcome.LOSS: self.result.baseline}.get(self.outcome)

    @property
    def loser(self) -> str | None:
        """Who is beaten; None where that is not named or not known."""
        return {Outcome.GAIN: self.result.baseline, Outcome.LOSS: self.result.method}.get(self.outcome)


@dataclass(frozen=True, slots=True)
class Victory:
    """All claims that one method beats another on a data set (None if none is named) by a metric."""

    winner: str
    loser: str
    dataset: str | None
    metric: str | None
    claims: tuple[Claim, ...]

    @property
    def papers(self) -> int:
        """How many papers claim it."""
        return len({claim.result.paper for claim in self.claims})


def read_claim(result: ResultRow, metric: EntityRow | None, names: Mapping[EntityType, str]) -> Claim | None:
    """The claim of a result; None if it is no improvement or speed-up of a value.

    Args:
        result: The result.
        metric: Its metric, if it names one.
        names: Labels of what it is about.
    """
    if result.kind not in {ResultKind.IMPROVEMENT, ResultKind.SPEEDUP} or result.value is None:
        return None
    outcome, reason = _outcome(result, metric)
    return Claim(result, read_protocol(result.condition, names), outcome, reason)


def victories(claims: Iterable[Claim]) -> tuple[Victory, ...]:
    """The claims that name both sides, as edges from winner to loser; most papers first.

    Two methods can each be claimed to beat the other: by another metric, under another protocol, or in truth.
    """
    edges: dict[tuple[str, str, str | None, str | None], list[Claim]] = {}
    for claim in claims:
        if claim.winner is not None and claim.loser is not None and claim.winner != claim.loser:
            key = (claim.winner, claim.loser, claim.result.dataset, claim.result.metric)
            edges.setdefault(key, []).append(claim)
    found = [
        Victory(*key, tuple(sorted(group, key=lambda claim: claim.result.iri)))
        for key, group in edges.items()
    ]
    return tuple(sorted(found, key=lambda v: (-v.papers, v.winner, v.loser, v.dataset or "", v.metric or "")))


def _outcome(result: ResultRow, metric: EntityRow | None) -> tuple[Outcome, str | None]:
    """What the change means: it is a gain if the metric moved in its direction, which is not always up."""
    odd = _oddity(result)
    if odd is not None:
        return Outcome.UNKNOWN, odd
    direction = metric.direction if metric else None
    if result.kind is ResultKind.SPEEDUP and (direction is None or result.change is None):
        # To be faster is a gain whatever was measured, but a fall may be one of speed or of time.
        fell = result.change is Change.DECREASE
        return (Outcome.UNKNOWN, "it may be speed or time that fell") if fell else (Outcome.GAIN, None)
    if result.change is None:
        return Outcome.UNKNOWN, "the text does not say whether the value rose or fell"
    if metric is None:
        return Outcome.UNKNOWN, "no metric is named"
    if direction is None:
        return Outcome.UNKNOWN, f"whether more or less {metric.label} is better is not known"
    gained = (result.change is Change.INCREASE) == (direction == HIGHER)
    return (Outcome.GAIN if gained else Outcome.LOSS), None


def _oddity(result: ResultRow) -> str | None:
    """What makes an amount mean neither more nor less, or either."""
    value = result.value or Decimal(0)
    if value == 0:
        return "there is no difference"
    if read_unit(result.unit).name == "x" and value <= 1:
        return f"a factor of {result.value_text or value} can mean more or less"
    if value < 0 and result.change is not Change.DECREASE:
        return "its sign and its words disagree" if result.change else "only a sign says which way it went"
    return None
