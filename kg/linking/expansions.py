"""A paper's own abbreviations, and whether one of them means what the vocabulary means by it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from kg.linking.lexicon import is_short_form
from kg.records import Abbreviation
from ontology.name_rules import word_list
from ontology.spelling import canonical_key, plain, tokens
from ontology.vocabulary import Concept

# An expansion in plain words. What holds brackets or lists was cut wrongly and says nothing.
_PLAIN = re.compile(r"[^\W_]+(?:[ \-'’/][^\W_]+)+")
# The least share of an expansion's words that the vocabulary's own names of a concept must know.
# `Convolution Neural Networks` shares two of three with `convolutional neural networks`,
# `Sharpness-Aware Minimization` none with `Segment Anything Model`.
_SHARED = 1 / 3
# From which share of common letters on two words may be one: `neuronal`, `neural`, but not `semi`, `self`.
_LIKE = 0.6


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

    Only a concept that has an expansion, or an ordinary word for a name, can be contradicted.
    """
    known = [name for name in concept.names if _PLAIN.fullmatch(name) or (name.isalpha() and name.islower())]
    if not known or not _PLAIN.fullmatch(expansion):
        return False
    kinds = word_list("generic", concept.type.value)
    # A `point linguist model` has no more in common with a language model than that both are models.
    everything = _words(expansion)
    words = everything - kinds or everything
    familiar = set().union(*map(_words, known))
    if len(words & familiar) < _SHARED * len(words):
        return True
    if any(map(is_short_form, expansion.split())):
        return False
    # Of phrases of one acronym each word counts: `stochastic neural networks` are not spiking ones.
    mine = tokens(plain(expansion))
    peers = [peer for peer in (tokens(plain(name)) for name in known) if _initials(peer) == _initials(mine)]
    return bool(peers) and not any(
        all(
            word in familiar or _alike(word, other) or {word, other} <= kinds
            for word, other in zip(mine, peer, strict=True)
        )
        for peer in peers
    )


def _initials(words: Iterable[str]) -> list[str]:
    return [word[0] for word in words]


def _alike(word: str, other: str) -> bool:
    """Whether two words may be one, misspelt or in another form: `convolution` and `convolutional`."""
    start = max(4, (min(len(word), len(other)) + 1) // 2)
    same = word[:start] == other[:start]
    return same or SequenceMatcher(None, word, other, autojunk=False).ratio() >= _LIKE


def _words(name: str) -> set[str]:
    return set(tokens(plain(name)))
