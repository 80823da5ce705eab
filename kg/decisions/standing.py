"""Which decisions count, and what follows from them for entities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from kg.records import Decision, EntityType, Meaning, Merge, Split, Undo

__all__ = ["Standing"]

Identity = tuple[EntityType, str]
#: What an entity is after all merges, and the numbers of those that make it so.
Merged = tuple[Meaning, tuple[int, ...]]


class Standing:
    """The decisions that are not undone, ready to be asked for.

    An undoing can be undone itself; then what it undid counts again.

    Args:
        decisions: All that were ever made, in any order.

    Attributes:
        undone: The number of the undoing, by the number of the decision that does not count.
        papers: The IRIs of the papers that decisions are about or confined to, undone ones too.
    """

    def __init__(self, decisions: Iterable[Decision]) -> None:
        ordered = sorted(decisions, key=lambda decision: decision.number)
        self.undone: dict[int, int] = {}
        for decision in reversed(ordered):
            if isinstance(decision.act, Undo) and decision.number not in self.undone:
                self.undone.setdefault(decision.act.decision, decision.number)
        self.papers = {paper for d in ordered if (paper := getattr(d.act, "paper", None)) is not None}
        self._of_paper: dict[str, list[Decision]] = defaultdict(list)
        self._into: dict[Identity, tuple[Meaning, int]] = {}
        splits: list[tuple[Split, int]] = []
        for decision in ordered:
            act = decision.act
            if decision.number in self.undone or isinstance(act, Undo):
                continue
            if isinstance(act, Merge):
                self._merge(act, decision.number)
            elif isinstance(act, Split):
                splits.append((act, decision.number))
            else:
                self._of_paper[act.paper].append(decision)
        # What is merged counts as one thing for a split too, whichever came first.
        self._splits: dict[Identity, list[tuple[Split, int]]] = defaultdict(list)
        for split, number in splits:
            self._splits[self.merged(split.entity)[0].identity].append((split, number))

    def of_paper(self, iri: str) -> list[Decision]:
        """What was decided about one paper's mentions, results and links, in the order of the decisions."""
        return self._of_paper.get(iri, [])

    @property
    def entities_as_linked(self) -> bool:
        """Whether no entity is merged or split."""
        return not self._into and not self._splits

    @property
    def replaced(self) -> Mapping[Identity, Meaning]:
        """What each merged entity is now, at the end of the chain."""
        return {identity: self.merged(Meaning(*identity, ""))[0] for identity in self._into}

    def differences(self, other: Standing) -> Iterator[tuple[Identity, Merged, Merged]]:
        """The entities that others say are merged into something else, with what both make of them."""
        for identity in self._into.keys() | other._into.keys():
            meaning = Meaning(*identity, "")
            ours, theirs = self.merged(meaning), other.merged(meaning)
            if ours != theirs:
                yield identity, ours, theirs

    def splits(self, meaning: Meaning) -> bool:
        """Whether something is split off an entity."""
        return meaning.identity in self._splits

    def merged(self, meaning: Meaning) -> Merged:
        """What an entity is after all merges, and the numbers of those that make it so."""
        numbers = []
        while (step := self._into.get(meaning.identity)) is not None:
            meaning, number = step
            numbers.append(number)
        return meaning, tuple(numbers)

    def split(self, meaning: Meaning, name: str, paper: str) -> tuple[Meaning, int] | None:
        """What a paper's name stands for if not for this entity, and the decision that says so.

        `meaning` is what `merged` gives. A split for one name of one paper goes before one for the paper,
        and that before one for the name; of equals the latest counts.
        """
        fitting = [
            (split.paper is not None, split.name is not None, number, split.instead)
            for split, number in self._splits.get(meaning.identity, ())
            if split.name in {None, name} and split.paper in {None, paper}
        ]
        if not fitting:
            return None
        _, _, number, instead = max(fitting, key=lambda found: found[:3])
        return instead, number

    def _merge(self, act: Merge, number: int) -> None:
        source, into = self.merged(act.source)[0], self.merged(act.into)[0]
        if source.identity != into.identity:
            self._into[source.identity] = (into, number)
