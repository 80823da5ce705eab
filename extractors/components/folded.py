"""Names looked up in a text whatever their hyphens, spaces, plural s and markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from ontology.folding import fold

_PIECE = re.compile(r"[^\W_]+[+#]*|[+#]+")
# What may stand between the pieces of one name: `MS COCO`, `AP@0.5`, `Fréchet-Inception Distance`.
_GAPS = frozenset(
    ("", " ", "-", "‐", "‑", "–", "_", "/", "@", ".", "=", "&", " & ", "'", "’", "'s ", "’s ", ":")
)

# What is longer is no word, and is not kept.
_LONGEST_WORD = 60

T = TypeVar("T")


class Piece(NamedTuple):
    """A run of letters and digits, and what it folds to."""

    start: int
    end: int
    key: str


@lru_cache(maxsize=1)
def split_pieces(text: str) -> tuple[Piece, ...]:
    """Split text into the pieces that names are put together from.

    The last text is kept, since several components ask for it.
    """
    return tuple(Piece(m.start(), m.end(), _fold_piece(m.group())) for m in _PIECE.finditer(text))


def _fold_piece(piece: str) -> str:
    return _fold_word(piece) if len(piece) <= _LONGEST_WORD else fold(piece)


@lru_cache(maxsize=1 << 16)
def _fold_word(word: str) -> str:
    # Few words make up most of a text, so their keys are kept.
    return fold(word)


class FoldedIndex(Generic[T]):
    """Values by folded name, and all places of a text where one of the names stands.

    Args:
        entries: Names, not yet folded, with their values; a name may come more than once.
    """

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._values: dict[str, list[T]] = {}
        for name, value in entries:
            key = fold(name)
            if key:
                self._values.setdefault(key, []).append(value)
        self._prefixes = {key[:end] for key in self._values for end in range(1, len(key) + 1)}

    def matches(self, text: str, pieces: tuple[Piece, ...]) -> Iterator[tuple[int, int, list[T]]]:
        """Every (start, end, values) where a name stands, by start, then by end."""
        prefixes, values = self._prefixes, self._values
        for first, piece in enumerate(pieces):
            place, end, key = first, piece.end, piece.key
            while key in prefixes:
                if key in values:
                    yield piece.start, end, values[key]
                place += 1
                if place == len(pieces) or text[end : pieces[place].start] not in _GAPS:
                    break
                end = pieces[place].end
                key += pieces[place].key
