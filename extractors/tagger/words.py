"""A Doc as the words that the tagger reads."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

# The encoder's word pieces are lower case, and in this field case says much (`SLAM`, `Adam`): each word
# carries how it is written, and whether it is glued to the one before.
SHAPES = ("other", "lower", "title", "upper", "letter", "mixed", "number", "sign")
# One for padding and special pieces, then each shape apart and glued.
SHAPE_COUNT = 1 + 2 * len(SHAPES)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text, white space left out.

    Args:
        texts: As written, each not empty.
        starts, ends: Their character offsets in the text.
        shapes: How each is written, in `range(1, SHAPE_COUNT)`.
    """

    texts: list[str]
    starts: list[int]
    ends: list[int]
    shapes: list[int]

    def __len__(self) -> int:
        return len(self.texts)


def read_words(doc: Doc) -> Words:
    """The words of the Doc."""
    texts, starts, ends, shapes = [], [], [], []
    end = -1
    for token in doc:
        if token.is_space:
            continue
        texts.append(token.text)
        starts.append(token.idx)
        glued = token.idx == end
        end = token.idx + len(token.text)
        ends.append(end)
        shapes.append(shape_number(token.text, glued=glued))
    return Words(texts, starts, ends, shapes)


def shape_number(word: str, *, glued: bool) -> int:
    """How a word is written, and whether it is glued to the one before, as the encoder reads it."""
    return 1 + 2 * SHAPES.index(shape_of(word)) + glued


def shape_of(word: str) -> str:
    """One of SHAPES."""
    if word[0].isdigit():
        return "number"
    if not word[0].isalpha():
        return "sign"
    letters = "".join(c for c in word if c.isalpha())
    if letters.islower():
        return "lower"
    if letters.isupper():
        return "letter" if len(letters) == 1 else "upper"
    if letters.istitle():
        return "title"
    return "mixed" if letters.lower() != letters else "other"
