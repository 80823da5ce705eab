"""How alike two names of one text are, by their letters and words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from extractors.components.abbreviations import expansion, is_short_form
from extractors.components.annotations import FoundEntity
from extractors.components.orthography import named_part
from ontology.folding import fold, singular

# Two names are compared where the paper may call both its own, or where they are alike in some way.
_OWN = 0.15
# An entity that is written in more ways is known by the first ones.
_MOST_SURFACES = 4
_PIECE = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Name:
    """An entity as it is compared.

    Args:
        entity: The entity.
        own: How probable it is that the paper calls it its own, at its most probable place.
        known: Whether a vocabulary has it.
        surfaces: How it is written.
        words, stems: Its words, as written and folded.
        key: Its name, folded.
    """

    entity: FoundEntity
    own: float
    known: bool
    surfaces: tuple[str, ...]
    words: tuple[str, ...]
    stems: tuple[str, ...]
    key: str

    @classmethod
    def of(cls, entity: FoundEntity, text: str, own: float, *, known: bool) -> Name:
        """The name of an entity of that text."""
        words = tuple(_WORD.findall(entity.name)) or (entity.name,)
        written = dict.fromkeys([entity.name, *(text[slice(*span)] for span in entity.spans)])
        return cls(
            entity=entity,
            own=own,
            known=known,
            surfaces=tuple(written)[:_MOST_SURFACES],
            words=words,
            stems=tuple(singular(word.casefold()) for word in words),
            key=fold(entity.name),
        )

    @property
    def is_named(self) -> bool:
        """Whether it is one word that is written like a name."""
        return is_named(self.entity.name)


@dataclass(frozen=True)
class Pair:
    """Two names, the shorter first.

    Args:
        short: Of fewer words, else of fewer letters.
        long: The other.
    """

    short: Name
    long: Name

    @classmethod
    def of(cls, one: Name, other: Name) -> Pair:
        """The two in their order."""
        return cls(*sorted((one, other), key=_length))

    @property
    def comparable(self) -> bool:
        """Whether the two may be one at all: two concepts of a vocabulary are not."""
        if self.short.known and self.long.known:
            return False
        likely = self.short.own >= _OWN and self.long.own >= _OWN
        return likely or self.shared > 0 or self.initials >= 1 or self.pieces >= 1

    @cached_property
    def shared(self) -> int:
        """How many words they share."""
        return len(set(self.short.stems) & set(self.long.stems))

    @property
    def plural(self) -> bool:
        """Whether one is the other with an s, which in a short form need not be that of a plural."""
        one, other = sorted((self.short.key, self.long.key), key=len)
        return other in (one, f"{one}s")

    @cached_property
    def initials(self) -> float:
        """The share of the short name's capitals that begin words of the long one, in their order."""
        capitals = [c.casefold() for c in self.short.entity.name if c.isupper() or c.isdigit()]
        if len(capitals) < 2:
            return 0.0
        return _in_order(capitals, [word[0] for word in self._long_words]) / len(capitals)

    @cached_property
    def pieces(self) -> float:
        """The share of the short name's pieces (`Retro`, `Attention`) that begin words of the long one."""
        pieces = [piece for piece in self._short_pieces if len(piece) > 1]
        begun = sum(any(word.startswith(piece) for word in self._long_words) for piece in pieces)
        return begun / max(1, len(pieces))

    @property
    def head(self) -> bool:
        """Whether the long name begins with the short one's first piece."""
        first = self._short_pieces[0] if self._short_pieces else ""
        return len(first) > 1 and self._long_words[0].startswith(first)

    @property
    def letters(self) -> float:
        """The share of the short name's letters that follow one another in the long one."""
        return _in_order(self.short.key, self.long.key) / max(1, len(self.short.key))

    @cached_property
    def _long_words(self) -> list[str]:
        return [word.casefold() for word in self.long.words]

    @cached_property
    def _short_pieces(self) -> list[str]:
        return [piece.casefold() for piece in _PIECE.findall(self.short.entity.name)]


def abbreviate(ones: Iterable[str], others: Iterable[str]) -> bool:
    """Whether a form of either is short for a whole form of the other."""
    return any(
        is_short_form(short) and " " in long and expansion(short, long) == 0
        for one, other in product(ones, others)
        for short, long in ((one, other), (other, one))
    )


def is_named(name: str) -> bool:
    """Whether a name is one word that is written like a name."""
    return " " not in name and named_part(name) == name


def _length(name: Name) -> tuple[int, int, str]:
    return len(name.words), len(name.entity.name), name.entity.name


def _in_order(wanted: Sequence[str], given: Sequence[str]) -> int:
    """How many of the wanted are found, each behind the one before it; greedily."""
    found, place = 0, 0
    for each in wanted:
        for at in range(place, len(given)):
            if given[at] == each:
                found, place = found + 1, at + 1
                break
    return found
