"""The folding under which evaluation takes two spellings for one."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache


@lru_cache(maxsize=1 << 16)
def fold(form: str) -> str:
    """Fold case, markup, hyphens, spaces and a plural s, so that spellings of one name agree.

    This is the measure's own folding and not `ontology.folding`: figures must stay comparable whatever
    happens to identity in the graph.
    """
    form = unicodedata.normalize("NFKC", form)
    form = form.replace("{times}", "x").replace("×", "x").replace("\\times", "x")
    return "".join(map(_singular, re.findall(r"[a-z0-9+#]+", form.lower())))


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
