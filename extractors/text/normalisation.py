r"""Text as read to text that components read, in one pass, with the map back.

Abstracts come out of scrapers and TeX sources with artefacts: `D{=}2048`, `17.5times`, `ARTcdotV`,
`64{times}64`, `$\times$`, `\textbf{}`, `ﬁ`, `&amp;`. What replaces what is data: `RULES` below, with
the tables of `extractors.text.tex` and `extractors.text.characters`.
"""

from __future__ import annotations

import re

from extractors.text import tex
from extractors.text.normalised import Normalised
from extractors.text.rules import RULES, alternatives
from extractors.text.walk import Walk

_ANY = re.compile("|".join(f"(?P<rule_{name}>{pattern})" for name, pattern, _ in RULES))
_ACTIONS = {f"rule_{name}": action for name, _, action in RULES}

# Where a rule can match at all: trying only there makes the walk several times faster.
WORDS = (*tex.UNMISTAKABLE, "times", "pm", "sim", "approx", "http")
_MARK = r"[^\w !#%()*+,./:;<=>?@|\[\]-]|[^\x00-\x7f]|_|\s(?=\s)|--"
MARKS = re.compile(_MARK)
MARKS_AND_WORDS = re.compile(f"{_MARK}|{alternatives(WORDS)}")


def normalise(text: str, title_end: int | None = None) -> Normalised:
    """Drop markup and artefacts of `text`, keeping for every character where it came from.

    Args:
        text: The text as read.
        title_end: Where the newline after the title stands; the first newline of the text by default. It is
            the only newline that stays one, all other white space becomes one space.
    """
    walk = Walk(text, text.find("\n") if title_end is None else title_end)
    marks = MARKS_AND_WORDS if any(word in text for word in WORDS) else MARKS
    at = 0
    while mark := marks.search(text, at):
        match = _ANY.match(text, mark.start())
        if match is None:
            at = mark.start() + 1
            continue
        walk.copy(match.start())
        # The outermost group closes last, so this is the rule and not a group within it.
        _ACTIONS[str(match.lastgroup)](walk, match)
        at = walk.at
    walk.copy(len(text))
    return Normalised("".join(walk.out), tuple(walk.starts), tuple(walk.ends), tuple(walk.pairs))
