"""Undoing a decision."""

from __future__ import annotations

from kg.data_directory import DataDirectory
from kg.records import Act, Undo
from kg.review.deciding import Reviewed, decide
from kg.review.desk import Desk
from kg.review.signature import Signature

__all__ = ["undo"]


def undo(directory: DataDirectory, number: int, signature: Signature, *, wait: bool = False) -> Reviewed:
    """Let a decision no longer count. It is kept, and an undoing can be undone like any other decision.

    Raises:
        DecisionInvalid: It is undone already.
        NameUnknown: There is no decision of that number.
        StoreError: As `kg.review.deciding.decide` says.
    """

    def act(desk: Desk) -> Act:
        desk.require_standing(number)
        return Undo(number)

    return decide(directory, signature, act, wait=wait)
