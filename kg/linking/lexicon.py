"""What a vocabulary tells of language: which words are ordinary, and which phrases have a short form."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from ontology.spelling import join, plain, tokens
from ontology.types import EntityType
from ontology.vocabulary import Concept, Vocabulary

_LOWER = re.compile(r"(?<![\w'’-])[a-z]{2,}(?!\w)")
# A capital that belongs to a person or a people: `Bayesian networks`, `Markov chains`.
_CAPITAL = re.compile(r"(?<![\w'’-])([A-Z][a-z]+)(?= [a-z]{2})")
_PIECE = re.compile(r"[^\W_]+")
# `open-domain` has no short form of its own, `chain-of-thought` has one.
_SEVERAL = re.compile(r" |\w-\w+-\w")
# Words that an acronym may leave out.
_SKIPPED = frozenset(("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "the", "to", "with"))


class Lexicon:
    """The words and phrases of one vocabulary.

    Args:
        vocabulary: Words that its definitions and its names of several words write small are ordinary;
            a name that an acronym beside it spells is a phrase with a short form.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._ordinary = frozenset(_ordinary(vocabulary))
        phrases = dict(_contractions(vocabulary))
        self._longest = max(map(len, phrases), default=0)
        self._shorts = {join([*words]): short for words, short in phrases.items()}
        for words, short in phrases.items():
            # `KG completion` is as much `KGC` as `knowledge graph completion` is.
            self._shorts.setdefault(join(self.contracted([*words], longest=len(words) - 1)), short)

    def ordinary(self, word: str) -> bool:
        """Whether a folded word is one of the language rather than somebody's name."""
        return word in self._ordinary

    def proper(self, words: Sequence[str]) -> bool:
        """Whether a word among these names something by itself."""
        return any(
            word[0] in "+#*" or (word[0].isalpha() and len(word) > 1 and word not in self._ordinary)
            for word in words
        )

    def contracted(self, words: list[str], *, longest: int | None = None) -> list[str]:
        """The words with every phrase that has a short form in that form, the longest first from the left.

        Phrases have at most `longest` words, if it is given.
        """
        found: list[str] = []
        start, most = 0, self._longest if longest is None else longest
        while start < len(words):
            end, short = self._short_at(words, start, most)
            found.append(short)
            start = end
        # A short form may make another phrase: `graph convolutional network`, `graph CNN`.
        return found if len(found) == len(words) else self.contracted(found, longest=longest)

    def _short_at(self, words: list[str], start: int, longest: int) -> tuple[int, str]:
        for end in range(min(len(words), start + longest), start + 1, -1):
            known = self._shorts.get(join(words[start:end]))
            if known is not None:
                return end, known
        return start + 1, words[start]


def spells(short: str, long: str) -> bool:
    """Whether the letters of the short form are the initials of the words; small words may be left out."""
    single = short.removesuffix("s")
    letters = "".join(re.findall(r"[^\W\d_]", single)).casefold()
    words = [word.casefold() for word in _PIECE.findall(plain(long))]
    every = "".join(word[0] for word in words)
    main = "".join(word[0] for word in words if word not in _SKIPPED)
    return len(letters) >= 2 and letters in (every, main)


def abbreviates(short: str, long: str) -> bool:
    """Whether the letters of a short form, of one word, are found in the words in turn: `SAM`, `ViT`."""
    return is_short_form(short) and (spells(short, long) or _within(short, long))


def _within(short: str, long: str) -> bool:
    """Whether the letters are found in the words in turn, each word beginning with one: `VAE`, `NeRF`."""
    letters = "".join(re.findall(r"[^\W\d_]", short)).casefold()
    words = [word.casefold() for word in _PIECE.findall(plain(long)) if word.casefold() not in _SKIPPED]
    if not letters or not words or any(not word[0].isalpha() for word in words):
        return False
    pattern = "".join(f"{word[0]}(?:[{re.escape(word[1:])}]*)" if word[1:] else word[0] for word in words)
    return len(letters) <= 2 * len(words) and re.fullmatch(pattern, letters) is not None


def is_short_form(name: str) -> bool:
    """Whether a name is one word with two capitals or more: `QA`, `VideoQA`, `GANs`."""
    return " " not in name and sum(c.isupper() for c in name) >= 2


def _ordinary(vocabulary: Vocabulary) -> Iterator[str]:
    capitals = Counter(
        word
        for concept in vocabulary
        for word in {w for name in concept.names for w in _CAPITAL.findall(name)}
    )
    yield from (_word(word) for word, concepts in capitals.items() if concepts > 1)
    for concept in vocabulary:
        texts = [concept.definition or "", *(name for name in concept.names if " " in name)]
        for word in _LOWER.findall(" ".join(texts)):
            yield _word(word)


def _word(word: str) -> str:
    return tokens(f"the {word}")[-1]


def _contractions(vocabulary: Vocabulary) -> Iterator[tuple[tuple[str, ...], str]]:
    """The words of phrases, each with its short form; none whose short form means another thing, too.

    Of whatever type that is: `DA` is data augmentation, so `domain adaptation` has no short form.
    """
    senses: dict[str, set[str]] = defaultdict(set)
    phrases: dict[str, set[tuple[str, tuple[str, ...]]]] = defaultdict(set)
    for concept in vocabulary:
        # Two letters say too little, but for those that tasks are known by, and what an alias is: QA, RL.
        least = 2 if concept.type is EntityType.TASK else 3
        for short, long in _pairs(concept):
            key, words = join(tokens(plain(short))), tokens(plain(long))
            senses[key].add(f"{concept.type.value} {concept.local}")
            if len(key) >= least or short in concept.names:
                phrases[join(words)].add((key, tuple(words)))
    for found in phrases.values():
        if len({short for short, _ in found}) == 1 and all(len(senses[short]) == 1 for short, _ in found):
            short, fewest = min(found, key=lambda pair: (len(pair[1]), pair))
            yield fewest, short


def _pairs(concept: Concept) -> Iterator[tuple[str, str]]:
    """The short forms of a concept, each with its long ones."""
    for short in (*concept.names, *concept.hidden):
        if is_short_form(short) and not any(c.isdigit() for c in short):
            for long in concept.names:
                if _SEVERAL.search(long) and abbreviates(short, long):
                    yield short, long
