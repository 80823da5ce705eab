"""Decisions about results."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any

from kg.data_directory import DataDirectory
from kg.errors import DecisionInvalid
from kg.records import (
    ENTITY_SLOTS,
    Act,
    Bound,
    Change,
    Named,
    Result,
    ResultKind,
    ResultReview,
    Verdict,
)
from kg.records.decision import LONGEST_NAME
from kg.review.deciding import Reviewed, decide
from kg.review.desk import Desk, PaperOnDesk
from kg.review.signature import Signature, checked

__all__ = ["SLOTS", "correct_result", "review_result"]

_NUMBERS = ("value", "uncertainty")
_WORDS = ("unit", "condition", "relative_to")
_CHOICES: Mapping[str, type[StrEnum]] = {"kind": ResultKind, "change": Change, "bound": Bound}
#: What of a result can be corrected.
SLOTS = (*ENTITY_SLOTS, *_NUMBERS, *_WORDS, *_CHOICES)

_LISTED = ", ".join(SLOTS)
_NUMBER = re.compile(r"-?[0-9]{1,20}(\.[0-9]{1,20})?")


def correct_result(
    directory: DataDirectory,
    iri: str,
    slots: Mapping[str, str | None],
    signature: Signature,
    *,
    wait: bool = False,
) -> Reviewed:
    """Say how a result should read; what is not named in `slots` stays as it is extracted.

    Args:
        directory: Where.
        iri: The result's IRI.
        slots: What each of some `SLOTS` should say, or None where it should say nothing. Methods, data sets,
            tasks and metrics are named as the paper names them, or by label, alias or IRI.
        signature: Who decides, and why.
        wait: Queue behind another writer instead of failing.

    Raises:
        DecisionInvalid: A slot cannot say that, or the result says all of it already.
        NameUnknown: There is no such result, or no entity of a name.
        StoreError: As `kg.review.deciding.decide` says.
    """

    def act(desk: Desk) -> Act:
        paper = desk.paper_of(iri)
        stated = _result(desk, paper, iri)
        changes, named = _changes(desk, paper, stated, slots)
        instead = replace(stated, **changes)
        changed = tuple(field.name for field in fields(Result) if field.name in changes)
        if instead == stated:
            raise DecisionInvalid("The result says that already.", where=iri, remedy="Accept it instead.")
        return _review(Verdict.CORRECT, paper, iri, stated, instead, changed, named)

    return decide(directory, signature, act, wait=wait)


def review_result(desk: Desk, verdict: Verdict, iri: str) -> ResultReview:
    """What is decided by accepting or rejecting a result as it is shown. Raises as `Desk.missing` says."""
    paper = desk.paper_of(iri)
    stated = _result(desk, paper, iri)
    if verdict is Verdict.REJECT:
        return _review(verdict, paper, iri, stated, None, ())
    silent = {"anchor", "evidence", "confidence"}
    filled = [f.name for f in fields(Result) if f.name not in silent and getattr(stated, f.name) is not None]
    return _review(verdict, paper, iri, stated, stated, tuple(filled))


def _result(desk: Desk, paper: PaperOnDesk, iri: str) -> Result:
    found = paper.results.get(iri)
    if found is None:
        raise desk.missing(iri)
    return found


def _review(
    verdict: Verdict,
    paper: PaperOnDesk,
    iri: str,
    stated: Result,
    instead: Result | None,
    slots: tuple[str, ...],
    named: tuple[Named, ...] = (),
) -> ResultReview:
    held = {
        paper.named(kind, name)
        for slot, kind in ENTITY_SLOTS.items()
        if (name := getattr(stated, slot)) is not None
    }
    names = tuple(sorted({*held, *named}, key=lambda name: name.identity))
    digest = paper.stored.extraction.text_digest
    return ResultReview(verdict, paper.stored.iri, iri, digest, stated, names, instead, slots)


def _changes(
    desk: Desk, paper: PaperOnDesk, stated: Result, slots: Mapping[str, str | None]
) -> tuple[dict[str, Any], tuple[Named, ...]]:
    """The new values by slot, and the names among them."""
    changes: dict[str, Any] = {}
    named = []
    for slot, given in slots.items():
        if slot not in SLOTS:
            raise DecisionInvalid(
                f"A result has no slot {slot[:80]!r}.",
                where="slot",
                remedy=f"Name one of {', '.join(SLOTS)}.",
            )
        if given is not None and slot in ENTITY_SLOTS:
            named.append(desk.name_in(paper, ENTITY_SLOTS[slot], given, slot))
            changes[slot] = named[-1].name
        else:
            changes[slot] = None if given is None else _parsed(slot, given)
    if "value" in changes:
        changes["value_text"] = slots["value"]
        kind = changes.get("kind") or stated.kind
        if changes["value"] is None:
            changes["kind"] = ResultKind.UNVALUED
        elif kind is ResultKind.UNVALUED:
            changes["kind"] = ResultKind.ABSOLUTE
    elif changes.get("kind") is ResultKind.UNVALUED:
        changes |= {"value": None, "value_text": None}
    if "kind" in changes and changes["kind"] is None:
        raise DecisionInvalid(
            "Every result has a kind.", where="kind", remedy="`none` is one without a value."
        )
    return changes, tuple(named)


def _parsed(slot: str, given: str) -> object:
    """What a slot that names no entity should say. Raises DecisionInvalid."""
    if slot in _NUMBERS:
        if not _NUMBER.fullmatch(given) or (slot == "uncertainty" and given.startswith("-")):
            raise DecisionInvalid(
                f"{given[:80]!r} is no number.", where=slot, remedy="Write digits and a point, as in 3.20."
            )
        return Decimal(given)
    choice = _CHOICES.get(slot)
    if choice is None:
        return checked(given, slot, LONGEST_NAME)
    try:
        return choice(given)
    except ValueError:
        raise DecisionInvalid(
            f"{given[:80]!r} cannot be a {slot}.", where=slot, remedy=f"Say one of {', '.join(choice)}."
        ) from None
