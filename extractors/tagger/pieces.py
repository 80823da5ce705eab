"""Words cut into the word pieces of the encoder, in windows that it can read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

Numbers = NDArray[np.int64]
Floats = NDArray[np.float32]

# The encoder knows 512 positions; two are the special pieces.
WINDOW = 448
OVERLAP = 64
# A word of more pieces says nothing by its end.
_MOST_PIECES = 24


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of words in one pass of the encoder.

    Args:
        ids: Word pieces with the special ones at both ends.
        owners: For each piece the word that it is of, counted within the window; -1 for the special ones.
        first: The piece that each word begins with.
        start: The first word of the window, counted in the text.
        kept: The words, counted in the window, that this window decides; others are context.
    """

    ids: list[int]
    owners: list[int]
    first: list[int]
    start: int
    kept: tuple[int, int]


def spread(window: Window, shapes: Sequence[int], features: Floats) -> tuple[Numbers, Floats]:
    """What is known of the words, for each piece of them; the special pieces have zeros.

    Args:
        window: The window.
        shapes: Of its words.
        features: Of its words, `[words, features]`.

    Returns:
        Shapes, `[pieces]`, and features, `[pieces, features]`.
    """
    owners = np.asarray(window.owners)
    inside = owners >= 0
    drawn = np.zeros(len(owners), np.int64)
    drawn[inside] = np.asarray(shapes)[owners[inside]]
    known = np.zeros((len(owners), features.shape[1]), np.float32)
    known[inside] = features[owners[inside]]
    return drawn, known


class Pieces:
    """Cuts words with a tokenizer as `tokenizers` reads it.

    Args:
        tokenizer: A WordPiece tokenizer; words are cut one by one, so a word's pieces depend on nothing else.
    """

    def __init__(self, tokenizer: Tokenizer) -> None:
        tokenizer.no_truncation()
        tokenizer.no_padding()
        self._tokenizer = tokenizer
        self._cls, self._sep, self._unknown, self.mask = (
            _special(tokenizer, piece) for piece in ("[CLS]", "[SEP]", "[UNK]", "[MASK]")
        )

    def cut(self, texts: Sequence[str]) -> list[list[int]]:
        """The pieces of each word, at least one for each."""
        pieces: list[list[int]] = [[] for _ in texts]
        if texts:
            encoding = self._tokenizer.encode(list(texts), is_pretokenized=True, add_special_tokens=False)
            for piece, owner in zip(encoding.ids, encoding.word_ids, strict=True):
                if owner is not None and len(pieces[owner]) < _MOST_PIECES:
                    pieces[owner].append(piece)
        return [word or [self._unknown] for word in pieces]

    def windows(self, texts: Sequence[str]) -> Iterator[Window]:
        """The text in windows of at most WINDOW pieces, each word decided by exactly one of them."""
        pieces = self.cut(texts)
        start = decided = 0
        while decided < len(pieces):
            end, size = start, 0
            while end < len(pieces) and size + len(pieces[end]) <= WINDOW:
                size += len(pieces[end])
                end += 1
            # The next window begins so far back that its first decided words have context too.
            following, back = end, 0
            while (
                end < len(pieces)
                and back + len(pieces[following - 1]) <= 2 * OVERLAP
                and following > start + 1
            ):
                following -= 1
                back += len(pieces[following])
            until = end if end == len(pieces) else (following + end + 1) // 2
            yield self._window(pieces[start:end], start, (decided - start, until - start))
            decided, start = until, following

    def _window(self, pieces: Sequence[Sequence[int]], start: int, kept: tuple[int, int]) -> Window:
        ids, owners, first = [self._cls], [-1], []
        for owner, word in enumerate(pieces):
            first.append(len(ids))
            ids.extend(word)
            owners.extend([owner] * len(word))
        return Window([*ids, self._sep], [*owners, -1], first, start, kept)


def _special(tokenizer: Tokenizer, piece: str) -> int:
    number = tokenizer.token_to_id(piece)
    if number is None:
        raise ValueError(f"The tokenizer has no piece {piece}.")
    return int(number)
