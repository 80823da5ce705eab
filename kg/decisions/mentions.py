"""A paper's mentions, once they were reviewed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from kg.records import (
    Decision,
    Entity,
    EntityType,
    Extraction,
    Mention,
    MentionReview,
    Named,
    Stretch,
    Verdict,
)

__all__ = ["Entities"]

Identity = tuple[EntityType, str]


@dataclass(slots=True)
class Entities:
    """The entities of one paper, to apply decisions to.

    Attributes:
        found: The entities by type and name, in the order of the extraction and then of their coming.
        added: What the names that only decisions know stand for.
        dropped: The entities that no place is left for.
        applied: The numbers of the decisions that had a say.
    """

    found: dict[Identity, Entity]
    added: dict[Identity, Named] = field(default_factory=dict)
    dropped: set[Identity] = field(default_factory=set)
    applied: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, extraction: Extraction) -> Entities:
        """Those of an extraction; of two with one name, which no extractor gives, the first."""
        found: dict[Identity, Entity] = {}
        for entity in extraction.entities:
            found.setdefault((entity.type, entity.name), entity)
        return cls(found)

    def review(self, decisions: Iterable[Decision], text_digest: str) -> None:
        """Apply what was decided about mentions in a text, one decision after the other."""
        for decision in decisions:
            act = decision.act
            if not isinstance(act, MentionReview) or act.text_digest != text_digest:
                continue
            if self._apply(act):
                self.applied.add(decision.number)
        for identity in self.dropped:
            del self.found[identity]

    def ensure(self, named: Named, keys: Mapping[Identity, str]) -> str:
        """The name by which this paper has what a decision names; added without a place if need be.

        Args:
            named: The name, and what it stood for when the decision was made.
            keys: The canonical keys of the names that linking knows.
        """
        if named.identity in self.found:
            return named.name
        for identity in self.found:
            if identity[0] is named.meaning.type and keys.get(identity) == named.meaning.key:
                return identity[1]
        self._add(named)
        return named.name

    def _apply(self, act: MentionReview) -> bool:
        """Whether there was something to do."""
        kind = act.stated.named.meaning.type
        if act.verdict is Verdict.REJECT:
            return self._drop(act.stated, kind)
        if act.instead is not None:
            self._drop(act.stated, kind)
            self._put(act.instead, act.instead.named)
        else:
            self._put(act.stated, self._named_at(act.stated, kind) or act.stated.named)
        return True

    def _named_at(self, place: Stretch, kind: EntityType) -> Named | None:
        """What a stretch names already, should it be of the right type: another extractor's name will do."""
        for identity, entity in self.found.items():
            if identity[0] is kind and any(_at(place, mention) for mention in entity.mentions):
                return replace(place.named, name=identity[1])
        return None

    def _drop(self, place: Stretch, kind: EntityType, but: Identity | None = None) -> bool:
        """Take a stretch away from the entities of a type; one that has none left is dropped."""
        taken = False
        for identity, entity in self.found.items():
            kept = tuple(mention for mention in entity.mentions if not _at(place, mention))
            if identity[0] is kind and identity != but and len(kept) < len(entity.mentions):
                self.found[identity] = replace(entity, mentions=kept)
                taken = True
                if not kept:
                    self.dropped.add(identity)
        return taken

    def _put(self, place: Stretch, named: Named) -> None:
        """Have a stretch name what it shall name, surely, and nothing else."""
        identity = named.identity
        for kind in EntityType:
            self._drop(place, kind, but=identity)
        if identity not in self.found:
            self._add(named)
        entity = self.found[identity]
        others = [mention for mention in entity.mentions if not _at(place, mention)]
        mention = Mention(place.start, place.end, place.form)
        mentions = tuple(sorted((*others, mention), key=lambda m: (m.start, m.end)))
        self.found[identity] = replace(entity, mentions=mentions)
        self.dropped.discard(identity)

    def _add(self, named: Named) -> None:
        self.found[named.identity] = Entity(*named.identity, mentions=())
        self.added[named.identity] = named
        self.dropped.discard(named.identity)


def _at(place: Stretch, mention: Mention) -> bool:
    return (mention.start, mention.end) == (place.start, place.end)
