"""Characters that no XML document can carry, replaced one for one so that offsets stay."""

from __future__ import annotations

import re

# Everything outside the Char production of XML 1.0, and lone surrogates, which no UTF-8 can carry.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Cleaner:
    """Replaces forbidden characters by U+FFFD and counts them in `replaced`."""

    def __init__(self) -> None:
        self.replaced = 0

    def __call__(self, text: str) -> str:
        """`text` with as many characters as before, all of which XML 1.0 can carry."""
        cleaned, count = _FORBIDDEN.subn("\ufffd", text)
        self.replaced += count
        return cleaned
