"""How long the fields of a record may be."""

from __future__ import annotations

from kg.errors import RecordInvalid
from kg.records import Paper

MAX_TITLE = 2_000
#: The longest of a hundred thousand abstracts has 3,701 characters.
MAX_ABSTRACT = 10_000


def check_lengths(paper: Paper, place: str) -> Paper | RecordInvalid:
    """The paper, or the error that says which field of the record at `place` is too long."""
    for field, value, limit in (
        ("title", paper.title, MAX_TITLE),
        ("abstract", paper.abstract, MAX_ABSTRACT),
    ):
        if len(value) > limit:
            return RecordInvalid(
                f"The {field} has {len(value):,} characters; the limit is {limit:,}.",
                where=place,
                remedy="Give title and abstract only, not the paper's text.",
            )
    return paper
