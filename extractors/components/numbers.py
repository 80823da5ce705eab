"""Whether a number stands near a phrase, in the same sentence."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"(?<![\w-])[\d]")
_SENTENCE = re.compile(r"[.!?]\s|\n")
_REACH = 60


def number_near(text: str, start: int, end: int) -> bool:
    """Whether a number, no part of a name, stands within 60 characters of `text[start:end]`."""
    left = max(0, start - _REACH)
    for match in _SENTENCE.finditer(text, left, start):
        left = match.end()
    stop = _SENTENCE.search(text, end, end + _REACH)
    right = stop.start() if stop else min(len(text), end + _REACH)
    return bool(_NUMBER.search(text, left, start) or _NUMBER.search(text, end, right))
