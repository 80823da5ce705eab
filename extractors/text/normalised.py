"""Normalised text and the way back to the characters as read."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Pair:
    r"""Two dropped delimiters that belong together (`\textbf{` and `}`, `$` and `$`), in source offsets."""

    opening: tuple[int, int]
    closing: tuple[int, int]
    math: bool


@dataclass(frozen=True, slots=True)
class Normalised:
    """Text without markup and scraping artefacts.

    Args:
        text: What components read.
        starts: For each character of `text`, where the source characters that it stands for start.
        ends: For each character of `text`, where those source characters end.
        pairs: Dropped delimiters; a span that holds one of a pair takes its partner along.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    pairs: tuple[Pair, ...] = ()
    _openings: dict[int, Pair] = field(init=False, repr=False, compare=False)
    _closings: dict[int, Pair] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_openings", {pair.opening[1]: pair for pair in self.pairs})
        object.__setattr__(self, "_closings", {pair.closing[0]: pair for pair in self.pairs})

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        r"""The span of the source that `text[start:end]` stands for, in code points.

        Markup at the edges is left out (`FID` of `\textbf{FID}`) unless it belongs to what is inside
        (`\textbf{M}emory`, `RL$^V$`) or is a formula's own delimiter (`$R^2$`). Spans that follow one
        another in `text` follow one another in the source, and a span within another stays within it.

        Raises:
            ValueError: The span is empty or out of range.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(
                f"No span of the normalised text of {len(self.text)} characters: {start}, {end}."
            )
        left, right = self.starts[start], self.ends[end - 1]
        while (wider := self._widen(left, right)) != (left, right):
            left, right = wider
        return left, right

    def _widen(self, left: int, right: int) -> tuple[int, int]:
        opened, closed = self._openings.get(left), self._closings.get(right)
        if closed is not None and (closed.opening[0] >= left or (closed is opened and closed.math)):
            return (min(left, closed.opening[0]), closed.closing[1])
        if opened is not None and opened.closing[1] <= right:
            return (opened.opening[0], right)
        return left, right
