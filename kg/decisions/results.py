"""A paper's results, once they were reviewed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kg.records import ENTITY_SLOTS, Decision, EntityType, Result, ResultKind, ResultReview, Verdict

__all__ = ["NamedResult", "review_results"]

# Where results of one place are told apart by other slots than before, these say which one is meant. A task
# or a condition that a better model reads otherwise does not make it another result.
_TELLING = ("dataset", "metric", "method", "baseline", "kind", "value", "unit")


@dataclass(frozen=True, slots=True)
class NamedResult:
    """A result with its IRI, as extracted (`raw`) and as reviewed so far."""

    iri: str
    raw: Result
    shown: Result


def review_results(
    results: Sequence[NamedResult],
    decisions: Iterable[Decision],
    text_digest: str,
    keys: Mapping[tuple[EntityType, str], str],
    name_of: Callable[[ResultReview, str, str], str],
) -> tuple[list[NamedResult], set[int]]:
    """Apply what was decided about results of a text, one decision after the other.

    Args:
        results: As extracted.
        decisions: Any of the paper, in their order.
        text_digest: The text's digest; decisions about another text have no say.
        keys: The canonical keys of the names that linking knows.
        name_of: Gives the paper's name for what a decision's slot names, and sees to it that it has one.

    Returns:
        The results as they shall be shown, and the numbers of the decisions that had a say.
    """
    current, applied = list(results), set()
    for decision in decisions:
        act = decision.act
        if not isinstance(act, ResultReview) or act.text_digest != text_digest:
            continue
        meant = _meant(current, act, keys)
        if act.verdict is Verdict.REJECT:
            if meant:
                applied.add(decision.number)
            current = [found for found in current if found not in meant]
            continue
        applied.add(decision.number)
        if meant:
            current = [_vouched(found, act, name_of) if found in meant else found for found in current]
        else:
            current.append(_vouched(_restated(act, name_of), act, name_of))
    return current, applied


def _meant(
    results: Sequence[NamedResult], act: ResultReview, keys: Mapping[tuple[EntityType, str], str]
) -> list[NamedResult]:
    """The results that a decision is about: those of its IRI, else those that state the same in that place.

    A vague result that was rejected is rejected in all its readings; one that was vouched for is the first
    of them only.
    """
    same = [found for found in results if found.iri == act.iri]
    if same:
        return same
    alike = [found for found in results if _agrees(found.raw, act, keys)]
    return alike if act.verdict is Verdict.REJECT else alike[:1]


def _agrees(result: Result, act: ResultReview, keys: Mapping[tuple[EntityType, str], str]) -> bool:
    """Whether a result stands in the place that was decided about and contradicts in no slot."""
    stood = {named.identity: named.meaning.key for named in act.names}
    for slot in _TELLING:
        found, stated = getattr(result, slot), getattr(act.stated, slot)
        if found is None or stated is None or found == stated:
            continue
        kind = ENTITY_SLOTS.get(slot)
        if kind is None or keys.get((kind, found)) != stood.get((kind, stated)):
            return False
    return result.anchor == act.stated.anchor


def _vouched(
    found: NamedResult, act: ResultReview, name_of: Callable[[ResultReview, str, str], str]
) -> NamedResult:
    """A result with the slots that a person vouches for, under the IRI that was decided about."""
    changes: dict[str, Any] = {}
    for slot in act.slots:
        value = getattr(act.instead, slot)
        changes[slot] = name_of(act, slot, value) if value is not None and slot in ENTITY_SLOTS else value
    return NamedResult(act.iri, found.raw, _consistent(replace(found.shown, **changes, confidence=1.0)))


def _restated(act: ResultReview, name_of: Callable[[ResultReview, str, str], str]) -> NamedResult:
    """A result that this extraction has not found, as it was when a person vouched for it."""
    names: dict[str, Any] = {
        slot: name_of(act, slot, name)
        for slot in ENTITY_SLOTS
        if slot not in act.slots and (name := getattr(act.stated, slot)) is not None
    }
    return NamedResult(act.iri, act.stated, replace(act.stated, **names))


def _consistent(result: Result) -> Result:
    """Only what has a value has a kind of value, whichever of two decisions is undone."""
    if result.value is None and result.kind is not ResultKind.UNVALUED:
        return replace(result, kind=ResultKind.UNVALUED, value_text=None)
    if result.value is not None and result.kind is ResultKind.UNVALUED:
        return replace(result, value=None, value_text=None)
    return result
