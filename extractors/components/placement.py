"""Where names stand once overlaps are settled, and what an entity is called by its places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from extractors.components.hardware import hardware

Span = tuple[int, int]


class Named(Protocol):
    """Whose places are sought; told apart by identity, not by content."""

    @property
    def given(self) -> str | None:
        """What it is called where its places say it only together with another."""


Owner = TypeVar("Owner", bound=Named)


def settle(
    found: Iterable[tuple[int, int, Owner]], length: int
) -> tuple[dict[Owner, list[Span]], dict[Owner, list[Span]]]:
    """The places of each owner; where two overlap the longer stands, of equally long ones the first.

    Args:
        found: Start, end and owner of each place, none empty.
        length: Of the text.

    Returns:
        The places that stand; and those that only stand within a term that is said together with another
        (`image generation` in `image generation and editing`), which count for who has no others.
    """
    # No span is longer than those before it, so one that meets any of them has an end in it.
    taken: list[Owner | None] = [None] * length
    spans: dict[Owner, list[Span]] = {}
    inner: dict[Owner, list[Span]] = {}
    for start, end, owner in sorted(found, key=lambda place: (place[0] - place[1], place[0])):
        if taken[start] is None and taken[end - 1] is None:
            taken[start:end] = [owner] * (end - start)
            spans.setdefault(owner, []).append((start, end))
        elif (holder := taken[start]) is taken[end - 1] and holder is not None and holder.given is not None:
            inner.setdefault(owner, []).append((start, end))
    return spans, inner


def in_words(text: str, spans: Sequence[Span], links: Sequence[Span]) -> list[Span]:
    """Those spans that are no mere part of an address: `cow.github.io` names nothing `cow`.

    A name that stands in the running text as well, letter for letter, is one in an address too. What
    is part of the name of a device is none at all: `Titan X (Pascal)` is no data set.

    Args:
        text: The text.
        spans: The places of a name.
        links: The places of addresses.
    """

    def within(span: Span) -> bool:
        return any(start <= span[0] < end for start, end in links)

    devices = hardware(text)
    spans = [span for span in spans if not any(span[0] < end and start < span[1] for start, end in devices)]
    written = {text[slice(*span)] for span in spans if not within(span)}
    return [span for span in spans if not within(span) or text[slice(*span)] in written]


def shown_name(text: str, title_end: int, spans: Sequence[Span], given: str | None, short: str | None) -> str:
    """The short form, else the name as the running text first has it, else as the title has it.

    Args:
        text: The text.
        title_end: Where its title ends.
        spans: The places of the name.
        given: What it is called where its places do not say so.
        short: The short form, where the text introduces one.
    """
    if given is not None:
        return given
    surfaces = [text[start:end] for start, end in spans]
    if short is not None and short in surfaces:
        return short
    body = [surface for surface, (start, _) in zip(surfaces, spans, strict=True) if start > title_end]
    lower = [surface for surface in body if surface == surface.lower()]
    return next(iter(lower or body or surfaces))
