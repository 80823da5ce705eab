"""Records to JSON and back; pydantic checks every field on the way in."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, TypeAdapter

from kg.records.decision import Act
from kg.records.extraction import Extraction
from kg.records.paper import Paper

_PAPER = TypeAdapter(Paper)
_EXTRACTION = TypeAdapter(Extraction)
_ACT: TypeAdapter[Act] = TypeAdapter(Annotated[Act, Field(discriminator="kind")])


def paper_to_json(paper: Paper) -> bytes:
    """The paper as compact JSON; equal papers give equal bytes."""
    return _PAPER.dump_json(paper)


def paper_from_json(data: bytes) -> Paper:
    """The inverse of `paper_to_json`. Raises pydantic.ValidationError."""
    return _PAPER.validate_json(data)


def extraction_to_json(extraction: Extraction) -> bytes:
    """The extraction as compact JSON; equal extractions give equal bytes."""
    return _EXTRACTION.dump_json(extraction)


def extraction_from_json(data: bytes) -> Extraction:
    """The inverse of `extraction_to_json`. Raises pydantic.ValidationError."""
    return _EXTRACTION.validate_json(data)


def act_to_json(act: Act) -> bytes:
    """What was decided as compact JSON; equal acts give equal bytes."""
    return _ACT.dump_json(act)


def act_from_json(data: bytes) -> Act:
    """The inverse of `act_to_json`. Raises pydantic.ValidationError."""
    return _ACT.validate_json(data)
