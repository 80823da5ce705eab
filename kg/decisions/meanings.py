"""What a paper's names stand for, once links were reviewed and entities merged or split."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.decisions.standing import Standing
from kg.linking import LinkedBy, LinkedEntity
from kg.records import Decision, EntityType, LinkReview, Meaning

__all__ = ["Meanings"]


@dataclass(slots=True)
class Meanings:
    """Applies decisions to the links of one paper.

    Args:
        paper: Its IRI.
        standing: The decisions that count.
        applied: The numbers of those that had a say, added to as links are asked for.
    """

    paper: str
    standing: Standing
    applied: set[int] = field(default_factory=set)

    def of(self, link: LinkedEntity) -> LinkedEntity:
        """The link as it shall be shown: the very same if no decision makes it another."""
        meaning = Meaning(link.type, link.key, link.label)
        reviewed = self._review(link.type, link.name)
        if reviewed is not None:
            decision, meaning = reviewed
            self.applied.add(decision.number)
        meaning = self._merged(meaning)
        if reviewed is None:
            split = self.standing.split(meaning, link.name, self.paper)
            if split is not None:
                self.applied.add(split[1])
                meaning = self._merged(split[0])
        if meaning.key == link.key:
            return link
        return LinkedEntity(link.type, link.name, meaning.key, meaning.label, LinkedBy.DECISION)

    def _merged(self, meaning: Meaning) -> Meaning:
        meaning, numbers = self.standing.merged(meaning)
        self.applied.update(numbers)
        return meaning

    def _review(self, kind: EntityType, name: str) -> tuple[Decision, Meaning] | None:
        """The last word on what a name of the paper stands for."""
        last = None
        for decision in self.standing.of_paper(self.paper):
            act = decision.act
            if isinstance(act, LinkReview) and act.stated.identity == (kind, name):
                last = (decision, act.instead)
        return last
