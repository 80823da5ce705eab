"""Words that are written like a name: `PFGM++`, `DeepSeek-R1`, `CIFAR-10`, `LoRA`."""

from __future__ import annotations

import re

_PART = re.compile(r"[-‐‑–]")
_INNER_CAPITAL = re.compile(r"[a-z][A-Z]|[A-Z].*[A-Z]")
_LETTER_THEN_DIGIT = re.compile(r"[A-Za-z].*\d")
_MEASURE = re.compile(r"\d+(?:[.,]\d+)*\+?(?:[kKMBGTx]|[a-z]{1,3}|GB|MB|TB|FPS|bit|D|K?Hz|dB)?\+?|[xX]\d+")
# `LLM-based` names an LLM; the tail only says how it takes part.
_TAIL = re.compile(
    r"-(?:[a-z]{2,}(?:ed|ing|able|ic|al|ary)|like|free|style|wise|level|specific|aware|agnostic|only|type|centric"
    r"|oriented|native|hard|as-a-judge|[Bb]ased|[Gg]uided|[Dd]riven|[Pp]owered|[Ee]nhanced|[Aa]ugmented)$"
)
_LONGEST_PREFIX = 2
# Nobody names anything so; the patterns below take time with the square of a word's length.
_LONGEST = 100
# `N+D` is a sum of two quantities.
_FORMULA = re.compile(r"[A-Za-z](?:\+[A-Za-z])+")
# `Claude-3`, `Llama-3.1-8B`, `Encyclo-K`, but not `Top-1` and the like.
_VERSIONED = re.compile(r"[A-Z][A-Za-z]+(?:-v?\d+(?:\.\d+)*[a-z]?[BMK]?|-[A-Z])+(?:-[A-Za-z]+)*")
_COUNTED = re.compile(
    r"(?:Top|Stage|Level|Type|Rank|Phase|Step|Part|Task|Class|Group|Table|Track|Pass|Covid|Best|Day|Week|Tier)-\d.*"
)


def named_part(word: str) -> str | None:
    """The part of a word that is written like a name; None for an ordinary word.

    `PFGM++` and `nnU-Net` whole, `GAN` of `GAN-based`; neither `multi-GPU` nor `10k`.
    """
    if len(word) > _LONGEST:
        return None
    tail = _TAIL.search(word)
    if tail:
        word = word[: tail.start()]
    if word.islower() and not _LETTER_THEN_DIGIT.search(word):
        return None
    if _VERSIONED.fullmatch(word) and not _COUNTED.fullmatch(word):
        return word
    parts = _PART.split(word)
    if not any(_is_named(part) for part in parts) or _MEASURE.fullmatch(word):
        return None
    if len(parts) > 1 and parts[0].islower() and len(parts[0]) > _LONGEST_PREFIX:
        return None
    return word


def _is_named(part: str) -> bool:
    if len(part) < 2 or _MEASURE.fullmatch(part) or _FORMULA.fullmatch(part):
        return False
    if part.endswith("+") or _INNER_CAPITAL.search(part):
        return True
    return not part[0].isdigit() and _LETTER_THEN_DIGIT.search(part) is not None
