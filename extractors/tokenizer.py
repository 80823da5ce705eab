"""Tokens for texts full of numbers, formulas and names, in one pass."""

from __future__ import annotations

import re

from spacy.tokens import Doc
from spacy.util import DummyTokenizer
from spacy.vocab import Vocab

_PIECE = re.compile(
    r"""(?P<space>\s+)
      | https?://\S+
      | \d+(?:[.,]\d+)*              # 1.91 of `1.91/2.43`, 17.5 of `17.5x`
      | [^\W\d_][^\W_]*[+#]*         # PFGM++, C#, FFHQ, B of `ViT-B/16`
      | .""",
    re.VERBOSE | re.DOTALL,
)


class Tokenizer(DummyTokenizer):
    """Splits at every change between number, word and sign.

    spaCy's own tokenizer leaves `FID=1.42` and `1.91/2.43` whole and takes quadratic time on long runs
    without spaces, such as ten thousand brackets. As there, one space after a token belongs to it, and
    other white space is a token.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """The Doc whose text is `text`."""
        words: list[str] = []
        spaces: list[bool] = []
        for match in _PIECE.finditer(text):
            piece = match.group()
            if match["space"] and words and piece[0] == " " and not spaces[-1]:
                spaces[-1] = True
                piece = piece[1:]
            if piece:
                words.append(piece)
                spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)
