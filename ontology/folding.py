"""Names folded to the key under which spellings of one name agree."""

from __future__ import annotations

import re
import unicodedata

# Greek letters are words of a name (`β-VAE` is no VAE), so they are kept rather than dropped.
_MARKUP = {"{times}": "x", "\\times": "x", "×": "x", "⁺": "+"}
_WORD = re.compile(r"[^\W_]+[+#]*|[+#]+")
# Plurals that lose more than their s: losses, boxes, meshes, patches, searches, branches (but not caches).
_ES = ("sses", "xes", "shes", "tches", "rches", "nches")


def fold(name: str) -> str:
    """Fold case, diacritics, markup, hyphens, spaces and plurals; keep `+` and `#`.

    `CIFAR 10`, `CIFAR10` and `Cifar-10` agree; `PFGM++` and `PFGM`, `C++` and `C#` do not.
    The key of a name is the keys of its words, one after the other, so names can be sought word by word.
    A key is no name and should not be folded again: `ViT-S` has the key `vits`, whose own key is `vit`.
    The empty string is returned for a name without letters or digits.
    """
    if not name.isascii() or "times}" in name or "\\times" in name:
        for markup, plain in _MARKUP.items():
            name = name.replace(markup, plain)
    if not name.isascii():
        name = unicodedata.normalize("NFKD", name)
        name = "".join(c for c in name if not unicodedata.combining(c))
    return "".join(map(singular, _WORD.findall(name.casefold())))


def singular(word: str) -> str:
    """A lower-case word without the s of its plural; a short one, or one in ss, is left as it is."""
    # An s after a digit is a size, not a plural: `YOLOv5s` is not `YOLOv5`.
    if len(word) <= 3 or word[-1] != "s" or word[-2] == "s" or not word[-2].isalpha():
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(_ES) else word[:-1]
