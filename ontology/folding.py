"""Names folded to the key under which spellings of one name agree."""

from __future__ import annotations

import re
import unicodedata

# Greek letters are words of a name (`β-VAE` is no VAE), so they are spelled out rather than dropped.
_MARKUP = {"{times}": "x", "\\times": "x", "×": "x", "⁺": "+"}
_WORD = re.compile(r"[^\W_]+[+#]*|[+#]+")


def fold(name: str) -> str:
    """Fold case, diacritics, markup, hyphens, spaces and a plural s; keep `+` and `#`.

    `CIFAR 10`, `CIFAR10` and `Cifar-10` agree; `PFGM++` and `PFGM`, `C++` and `C#` do not.
    The empty string is returned for a name without letters or digits.
    """
    for markup, plain in _MARKUP.items():
        name = name.replace(markup, plain)
    name = unicodedata.normalize("NFKD", name)
    name = "".join(c for c in name if not unicodedata.combining(c)).casefold()
    return "".join(_singular(word) for word in _WORD.findall(name))


def _singular(word: str) -> str:
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word
