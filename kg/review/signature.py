"""Who decides, why and when, and what of a stranger's text can be kept."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.clock import now
from kg.errors import DecisionInvalid, GraphInvalid
from kg.rdf.literals import check_characters
from kg.records.decision import LONGEST_BY, LONGEST_WHY

__all__ = ["Signature", "checked"]


@dataclass(frozen=True, slots=True)
class Signature:
    """Who decides and why; when is now, in UTC to the second.

    Raises:
        DecisionInvalid: A text is blank, too long, or holds what XML 1.0 cannot carry.
    """

    by: str
    why: str
    at: str = field(default_factory=now)

    def __post_init__(self) -> None:
        checked(self.by, "by", LONGEST_BY)
        checked(self.why, "why", LONGEST_WHY)


def checked(text: str, where: str, longest: int) -> str:
    """The text, if it can be kept. Raises DecisionInvalid as above; `where` names the field."""
    if not text.strip():
        raise DecisionInvalid("This must not be blank.", where=where, remedy="Write a few words.")
    if len(text) > longest:
        raise DecisionInvalid(
            f"The text has {len(text):,} characters; the limit is {longest:,}.",
            where=where,
            remedy="Write it shorter.",
        )
    try:
        check_characters(text, where)
    except GraphInvalid as error:
        raise DecisionInvalid(error.message, where=where, remedy="Leave the character out.") from error
    return text
