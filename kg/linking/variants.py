"""The grammar of versions and variants.

Which words behind a name pick one of several things, and how else they are written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.linking.lexicon import Lexicon
from ontology.name_rules import word_list, word_table
from ontology.types import EntityType

# `v2`, `V2`, `version 2` behind a name; a v that is glued to a short word may be a letter of it (`AV2`).
_VERSION = re.compile(
    r"(?<=[A-Za-z]{3})(?<!con)(?<!Con)[vV](?=\d+(?:\.\d+)*(?![\w.]))|(?<=[A-Z\d])v(?=\d+\.\d)"
    r"|(?<=[\w)][\s_-])(?:v|ver|version)\.?[\s-]?(?=\d+(?:[.-]\d+)*(?!\w))",
    re.IGNORECASE,
)
_POINT_NOUGHT = re.compile(r"(?<![\d.@])(\d{1,2})\.0(?![\w.])")
_SHORT_YEAR = re.compile(r"(?<=[A-Za-z\s])['’](\d\d)(?!\w)")
_RESOLUTION = re.compile(r"\d+(?:x\d+)+")
_YEAR = re.compile(r"(?:19[89]|20[0-3])\d")
_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_POWERS = frozenset(("32", "64", "128", "256", "512", "1024", "2048"))
_PATCHES = frozenset(("8", "14", "16", "32"))
_SCALES = frozenset("kmb")
_LANGUAGES = frozenset(word_table("words", "Dataset").values()) - word_list("variants", "splits")
_PART = frozenset(("set", "split", "subset", "part", "fold"))


def versions_undone(text: str) -> str:
    """`X v2`, `Xv2.0` and `X 2.0` as `X 2`; `DUC'04` as `DUC2004`."""
    text = _SHORT_YEAR.sub(lambda m: ("20" if m.group(1) < "50" else "19") + m.group(1), text)
    return _POINT_NOUGHT.sub(r"\1", _VERSION.sub("", text))


def dataset_words(words: list[str]) -> list[str]:
    """Splits without `set`, `English to German` without `to`; year, resolution and split in this order."""
    splits = word_list("variants", "splits")
    kept: list[str] = []
    for i, word in enumerate(words):
        after = words[i + 1] if i + 1 < len(words) else ""
        if kept and word in _PART and kept[-1] in splits:
            continue
        if kept and word == "to" and kept[-1] in _LANGUAGES and after in _LANGUAGES:
            continue
        if kept and word in ("at", "in", "of") and _RESOLUTION.fullmatch(after):
            continue
        kept.append(word)
    head = len(kept)
    while head > 1 and _rank(kept[head - 1]) is not None:
        head -= 1
    return [*kept[:head], *sorted(kept[head:], key=lambda word: _rank(word) or 0)]


def _rank(word: str) -> int | None:
    if _YEAR.fullmatch(word):
        return 0
    if _RESOLUTION.fullmatch(word):
        return 1
    return 2 if word in word_list("variants", "splits") else None


def method_words(words: list[str], lexicon: Lexicon) -> list[str]:
    """Sizes behind a proper name by their letter (`ViT-Base/16` is `ViT-B/16`), patches by their number."""
    sizes = word_table("variants", "sizes")
    kept: list[str] = []
    for i, word in enumerate(words):
        after = words[i + 1 :]
        if word in ("patch", "p") and after and after[0] in _PATCHES and lexicon.proper(kept):
            continue
        if word == "net" and kept and kept[-1] in word_list("nets", "before"):
            kept.append("network")
        elif word in sizes and lexicon.proper(kept) and all(map(_small, after)):
            # `LLaMA 3 base` must not become LLaMA 3B.
            scale = kept[-1][-1].isdigit() and sizes[word] in "bmt"
            kept.append(word if scale else sizes[word])
        else:
            kept.append(word)
    return kept


def _small(word: str) -> bool:
    return word in ("patch", "p") or word in _PATCHES or word in word_list("variants", "Method")


def is_variant(kind: EntityType, words: Sequence[str]) -> bool:
    """Whether words behind the name of a known thing make a variant of it and nothing else."""
    further = word_list("variants", kind.value)
    if kind is EntityType.DATASET:
        further |= word_list("variants", "splits") | _LANGUAGES
    before = ["", *words]
    return bool(words) and all(
        word in further
        or _NUMBER.fullmatch(word) is not None
        or (kind is EntityType.DATASET and _RESOLUTION.fullmatch(word) is not None)
        or (word in _SCALES and before[i][-1:].isdigit())
        for i, word in enumerate(words)
    )


def respelled(words: Sequence[str]) -> list[list[str]]:
    """Other ways to write the mark of a data set's variant: `256` for `256x256`, `14` for `2014`."""
    last = words[-1]
    if last in _POWERS:
        return [[*words[:-1], f"{last}x{last}"]]
    if len(last) == 2 and last.isdigit() and last < "40":
        return [[*words[:-1], f"20{last}"]]
    return []


def has_year(words: Sequence[str]) -> bool:
    """Whether a year is among the words."""
    return any(_YEAR.fullmatch(word) for word in words)
