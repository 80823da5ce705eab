"""A paper's own abbreviations, and whether one of them means what the vocabulary means by it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.records import Abbreviation
from ontology.spelling import canonical_key, plain, tokens
from ontology.vocabulary import Concept

# An expansion in plain words. What holds brackets or lists was cut wrongly and says nothing.
_PLAIN = re.compile(r"[^\W_]+(?:[ \-'’/][^\W_]+)+")
# The least share of an expansion's words that the vocabulary's own names of a concept must know.
# `Convolution Neural Networks` shares two of three with `convolutional neural networks`,
# `Sharpness-Aware Minimization` none with `Segment Anything Model`.
_SHARED = 1 / 3


class Abbreviations:
    """What a paper abbreviates, to be asked in both directions."""

    def __init__(self, pairs: Iterable[Abbreviation]) -> None:
        self._expansions: dict[str, set[str]] = {}
        self._shorts: dict[str, set[str]] = {}
        for pair in pairs:
            self._expansions.setdefault(canonical_key(pair.short), set()).add(pair.long)
            self._shorts.setdefault(canonical_key(pair.long), set()).add(pair.short)

    def expansions(self, name: str) -> list[str]:
        """What the paper says that the name stands for, in string order."""
        return sorted(self._expansions.get(canonical_key(name), ()))

    def shorts(self, name: str) -> list[str]:
        """How the paper abbreviates the name, in string order."""
        return sorted(self._shorts.get(canonical_key(name), ()))


def contradicts(expansion: str, concept: Concept) -> bool:
    """Whether the expansion is of something else than the concept that has the same short form.

    Only a concept whose own expansion is known can be contradicted.
    """
    known = [name for name in concept.names if _PLAIN.fullmatch(name)]
    if not known or not _PLAIN.fullmatch(expansion):
        return False
    words = _words(expansion)
    familiar = set().union(*map(_words, known))
    return len(words & familiar) < _SHARED * len(words)


def _words(name: str) -> set[str]:
    return set(tokens(plain(name)))
