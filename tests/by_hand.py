"""Extractions written by hand: what a paper names and states, found in its text by its words."""

from __future__ import annotations

from decimal import Decimal

from kg.records import Entity, EntityType, Mention, Paper, Result, ResultKind, Role, Span


def entity(paper: Paper, kind: EntityType, name: str, role: Role | None = None) -> Entity:
    """An entity with a mention at every place where its name stands."""
    starts, at = [], paper.text.find(name)
    while at >= 0:
        if not paper.text[at + len(name) : at + len(name) + 1].isalnum():
            starts.append(at)
        at = paper.text.find(name, at + 1)
    return Entity(kind, name, tuple(Mention(s, s + len(name), name, 0.9) for s in starts), role, 0.9)


def result(paper: Paper, quote: str, anchor: str, kind: ResultKind, **slots: object) -> Result:
    """What the quote states by the anchor: its number, or the metric of a result without a value."""
    start = paper.text.index(quote)
    at = start + quote.index(anchor)
    value = None if kind is ResultKind.UNVALUED else Decimal(anchor)
    return Result(
        kind=kind,
        anchor=Span(at, at + len(anchor)),
        evidence=Span(start, start + len(quote)),
        value=value,
        value_text=None if value is None else anchor,
        confidence=0.8,
        **slots,  # type: ignore[arg-type]
    )
