"""Words as the rules see them: hyphenated compounds whole, punctuation as gaps between them."""

from __future__ import annotations

import re
from typing import NamedTuple

# `text-to-image`, `Qwen2.5-VL-7B`, `RGB+D`, `J&F`, `mAP@50`, `PFGM++`, `C#`: one word each.
WORD = re.compile(r"[^\W_]+(?:(?:[-‐‑–_&+·@]|(?<=\d)\.(?=\d))[^\W_]+)*(?:[+#]+(?!\w))?")


class Word(NamedTuple):
    """A word with its place; `gap` is what stands between the word before and this one."""

    start: int
    end: int
    text: str
    lower: str
    gap: str


def split_words(text: str) -> list[Word]:
    """Split text into words, each with the gap before it."""
    found = []
    last = 0
    for match in WORD.finditer(text):
        start, end = match.span()
        form = match.group()
        found.append(Word(start, end, form, form.lower(), text[last:start]))
        last = end
    return found
