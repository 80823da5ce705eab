"""What lies before who decides: a paper as it is shown, and the entities that names stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from kg.decisions import Shown
from kg.errors import DecisionInvalid, NameUnknown
from kg.identity.iris import short_digest
from kg.linking import LinkedEntity, Resolver
from kg.queries.entities import entities_by_iri
from kg.queries.names import current, resolve
from kg.rdf.vocabularies import read_vocabulary
from kg.reader import Reader, Snapshot
from kg.records import EntityType, Meaning, Named, Result
from kg.records.decision import LONGEST_NAME
from kg.review.signature import checked
from kg.store.paper_table import StoredPaper
from kg.store.showing import Showing
from kg.store.writer import Writer
from ontology.folding import fold
from ontology.spelling import canonical_key

__all__ = ["Desk", "PaperOnDesk"]

_FACT = re.compile(r"(?P<paper>.+?)/(result/[0-9a-f]+|text/[0-9a-f]+#char=[0-9]+,[0-9]+)")
_SUGGEST = "Give the IRI of a result or a mention, or a paper and, with type and name, what it names."


@dataclass(frozen=True)
class PaperOnDesk:
    """A stored paper, as it is shown.

    Args:
        stored: What is stored of it.
        raw: What linking said of its names.
        shown: What is shown of it.
    """

    stored: StoredPaper
    raw: tuple[LinkedEntity, ...]
    shown: Shown

    @cached_property
    def results(self) -> dict[str, Result]:
        """The results by IRI; of two that share one, the surer."""
        iris = self.shown.result_iris(self.stored.iri)
        ordered = sorted(
            zip(iris, self.shown.extraction.results, strict=True), key=lambda found: found[1].confidence
        )
        return dict(ordered)

    def named(self, kind: EntityType, name: str) -> Named:
        """One of the paper's names, with what linking takes it for. Raises NameUnknown."""
        for link in (*self.raw, *self.shown.links):
            if (link.type, link.name) == (kind, name):
                return Named(name, Meaning(kind, link.key, link.label))
        raise NameUnknown(
            f"the paper has no {kind.value.lower()} that it calls {name[:200]!r}.",
            where=self.stored.iri,
            remedy="Its names are: " + (", ".join(self.names(kind)) or "none of this type") + ".",
        )

    def meaning(self, kind: EntityType, name: str) -> Meaning:
        """What one of the paper's names is shown to stand for. Raises NameUnknown."""
        for link in self.shown.links:
            if (link.type, link.name) == (kind, name):
                return Meaning(kind, link.key, link.label)
        return self.named(kind, name).meaning

    def names(self, kind: EntityType) -> list[str]:
        """What the paper calls the things of a type, as it is shown."""
        return [link.name for link in self.shown.links if link.type is kind]

    def spelled(self, kind: EntityType, name: str) -> str | None:
        """The paper's own spelling of a name; None if it has no such name, or several."""
        names = self.names(kind)
        alike = [name] if name in names else [known for known in names if fold(known) == fold(name)]
        return alike[0] if len(alike) == 1 else None


class Desk:
    """Finds what a decision is about.

    Args:
        writer: Who keeps the decision.
    """

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._showing = Showing(writer.records)

    def paper(self, name: str) -> PaperOnDesk:
        """A stored paper by IRI or identifier. Raises NameUnknown."""
        number = self._writer.registry.number(name)
        stored = None if number is None else self._writer.records.papers.get(number)
        if stored is None:
            raise NameUnknown(
                f"There is no paper {name[:200]}.",
                where=str(self._writer.directory.path),
                remedy="Give the paper's IRI, or an identifier such as arxiv:2401.00001.",
            )
        return PaperOnDesk(stored, self._showing.linked(stored.id), self._showing.of_stored(stored))

    def paper_of(self, fact: str) -> PaperOnDesk:
        """The paper that states a result or has a mention, by the fact's IRI. Raises NameUnknown."""
        match = _FACT.fullmatch(fact)
        if match is None:
            raise NameUnknown(f"{fact[:200]!r} is no fact of a paper.", where="target", remedy=_SUGGEST)
        return self.paper(match["paper"])

    def missing(self, fact: str) -> NameUnknown | DecisionInvalid:
        """The error for a fact that is not shown: people rejected it, or it was never found."""
        standing, records = self._writer.records.decisions.standing(), self._writer.records
        for decision in reversed(records.decisions.all()):
            is_about = getattr(decision.act, "iri", None) == fact and decision.act.verdict == "reject"
            if is_about and decision.number not in standing.undone:
                return DecisionInvalid(
                    f"Decision {decision.number} has rejected this already.",
                    where=fact,
                    remedy=f"`sotagraph review undo {decision.number}` brings it back.",
                )
        return NameUnknown("The paper has no such fact.", where=fact, remedy=_SUGGEST)

    def entity(self, name: str, kind: EntityType | None, where: str) -> Meaning:
        """An entity by IRI or, with its type, by label or alias. Raises NameUnknown, StoreEmpty."""
        with Reader(self._writer.directory) as reader:
            return self._entity(reader.snapshot(), name, kind, where)

    def entity_or_new(self, name: str, kind: EntityType, where: str) -> Meaning:
        """An entity as above, or a new one of that name."""
        try:
            return self.entity(name, kind, where)
        except NameUnknown:
            if "://" in name:
                raise
            return self.meant(kind, checked(name, where, LONGEST_NAME))

    def meant(self, kind: EntityType, name: str) -> Meaning:
        """What linking takes a name for that no paper has yet: later papers' names lead there."""
        found = self._resolver.resolve(kind, name)
        return Meaning(kind, found.key, name if found.concept is None else found.label)

    def name_in(self, paper: PaperOnDesk, kind: EntityType, name: str, where: str) -> Named:
        """What a paper calls what is meant: a name that it has, one that the graph knows, or one in its text.

        Raises:
            NameUnknown: It is none of these.
        """
        own = paper.spelled(kind, name)
        if own is not None:
            return paper.named(kind, own)
        stands = checked(name, where, LONGEST_NAME) in paper.stored.paper.text
        try:
            meaning = self.entity(name, kind, where)
        except NameUnknown as error:
            if not stands:
                message = f"{error.message.rstrip('.')}, and the paper's text does not have it."
                raise NameUnknown(message, where=error.where, remedy=error.remedy) from error
            return Named(name, self.meant(kind, name))
        for link in paper.shown.links:
            if (link.type, link.key) == meaning.identity:
                return paper.named(kind, link.name)
        return Named(name if stands else meaning.label, meaning)

    def require_named(self, entity: Meaning, name: str | None, paper: str | None) -> None:
        """Raise NameUnknown unless some paper, or this one, names an entity so."""
        records = self._writer.records
        number = None if paper is None else records.papers.number(paper)
        for found in sorted(records.entities.papers(*entity.identity)):
            links = records.entities.links(found) if number in {None, found} else ()
            if any((ln.type, ln.key) == entity.identity and name in {None, ln.name} for ln in links):
                return
        raise NameUnknown(
            f"{'no paper calls' if paper is None else 'this paper does not call'} {entity.label!r} so.",
            where="name" if name is not None else "paper",
            remedy="Give a name as papers write it, letter for letter.",
        )

    def require_standing(self, number: int) -> None:
        """Raise NameUnknown or DecisionInvalid unless there is a decision of that number that counts."""
        decisions = self._writer.records.decisions
        undone = decisions.standing().undone.get(number)
        if undone is not None:
            raise DecisionInvalid(
                f"Decision {undone} has undone it already.",
                where=f"decision {number}",
                remedy=f"To let it count again, undo decision {undone}.",
            )
        if decisions.get(number) is None:
            raise NameUnknown(
                "There is no such decision.",
                where=f"decision {number}",
                remedy="`sotagraph review list` shows them all.",
            )

    def private(self, paper: PaperOnDesk, named: Named) -> Meaning:
        """A thing that only this paper means by a name."""
        # Linking makes no key with a space.
        key = f"{canonical_key(named.name)} {short_digest(paper.stored.iri, length=12)}"
        return Meaning(named.meaning.type, key, named.name)

    @cached_property
    def _resolver(self) -> Resolver:
        """Links names as it did for the papers that are shown, by the vocabularies that are shown."""
        with Reader(self._writer.directory) as reader:
            return Resolver(read_vocabulary(reader.snapshot().store, self._writer.iris))

    def _entity(self, snapshot: Snapshot, name: str, kind: EntityType | None, where: str) -> Meaning:
        iri = current(snapshot, name) if kind is None else resolve(snapshot, kind, name, where=where)
        row = entities_by_iri(snapshot, [iri]).get(iri)
        if row is None:
            raise NameUnknown(
                f"no entity has the IRI {name[:200]!r}.",
                where=where,
                remedy="Give the IRI of an entity, or its type with its name.",
            )
        return Meaning(row.type, self._key(row.type, iri, row.label), row.label)

    def _key(self, kind: EntityType, iri: str, label: str) -> str:
        """The canonical key of an entity. An IRI holds its digest only, so keys are looked through."""
        for key in (canonical_key(label), *self._writer.records.entities.keys(kind)):
            if self._writer.iris.entity(kind, key) == iri:
                return key
        raise NameUnknown(
            "The store has changed since this was published.",
            where=iri,
            remedy="Publish what is stored (`sotagraph relink`) and decide again.",
        )
