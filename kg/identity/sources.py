"""What two sources say of one paper, made one record whatever the order in which they came."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from kg.records import Identifier, IdentifierKind, Paper
from ontology.folding import fold

__all__ = ["by_strength", "merge", "rank", "source_key", "strongest", "title_digest", "year"]

# From the strongest down: where a paper has several, the first of these names it.
_STRENGTH = {kind: place for place, kind in enumerate(IdentifierKind)}

Value = TypeVar("Value")


def by_strength(paper: Paper) -> list[Identifier]:
    """The identifiers, the one that tells most surely which paper this is first."""
    return sorted(paper.identifiers, key=lambda identifier: _STRENGTH[identifier.kind])


def strongest(paper: Paper) -> Identifier | None:
    """The identifier that tells most surely which paper this is, or None."""
    return next(iter(by_strength(paper)), None)


def year(paper: Paper) -> str | None:
    """The year of the date, four digits, or None."""
    return paper.date[:4] if paper.date else None


def title_digest(paper: Paper) -> str:
    """SHA-256 of the folded title, 32 hex digits: equal for spellings of one title."""
    return hashlib.sha256((fold(paper.title) or paper.title).encode()).hexdigest()[:32]


def source_key(paper: Paper) -> str:
    """Under which a source's record of a paper is kept, so that a newer one takes its place.

    A source's own identifier counts only together with the title: two files may number their papers alike.
    """
    identifier = strongest(paper)
    if identifier is not None:
        return f"{paper.source}|{identifier.kind}:{identifier.value}"
    return f"{paper.source}|{title_digest(paper)}|{paper.source_id or ''}"


def rank(paper: Paper) -> tuple[int, int, int, str, str]:
    """Sorts records of one paper, the one to be believed first.

    An abstract beats none, then the stronger identifier, then the longer abstract; names of sources
    decide what is still even.
    """
    identifier = strongest(paper)
    strength = len(_STRENGTH) if identifier is None else _STRENGTH[identifier.kind]
    return (not paper.abstract, strength, -len(paper.abstract), paper.source, source_key(paper))


def merge(sources: Mapping[str, Paper]) -> Paper:
    """One record from all that is known, by source key; depends on the mapping's content alone.

    Title and abstract come from one source, since offsets count in both. Every other field is that of
    the first source that has it; identifiers are joined, one of a kind.

    Raises:
        ValueError: There is no source.
    """
    ordered = [paper for _, paper in sorted(sources.items(), key=lambda item: (rank(item[1]), item[0]))]
    best = min(ordered, key=rank)
    return Paper(
        title=best.title,
        abstract=best.abstract,
        source=best.source,
        source_id=best.source_id,
        identifiers=_identifiers(ordered),
        authors=_first(ordered, lambda paper: paper.authors) or (),
        date=_date(ordered),
        venue=_first(ordered, lambda paper: paper.venue),
        categories=_first(ordered, lambda paper: paper.categories) or (),
        replaced=best.replaced,
    )


def _first(papers: Iterable[Paper], field: Callable[[Paper], Value]) -> Value | None:
    return next((value for paper in papers if (value := field(paper))), None)


def _date(papers: list[Paper]) -> str | None:
    """The first date, as precisely as any source that agrees with it gives it."""
    date = _first(papers, lambda paper: paper.date)
    if date is None:
        return None
    finer = (paper.date for paper in papers if paper.date and paper.date.startswith(date))
    return max(finer, key=len)


def _identifiers(papers: Iterable[Paper]) -> tuple[Identifier, ...]:
    by_kind: dict[IdentifierKind, Identifier] = {}
    for paper in papers:
        for identifier in paper.identifiers:
            by_kind.setdefault(identifier.kind, identifier)
    return tuple(by_kind[kind] for kind in sorted(by_kind))
