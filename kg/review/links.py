"""Decisions about what a paper's names stand for outside it."""

from __future__ import annotations

from kg.data_directory import DataDirectory
from kg.errors import DecisionInvalid
from kg.records import Act, EntityType, LinkReview, Named, Verdict
from kg.review.deciding import Reviewed, decide
from kg.review.desk import Desk
from kg.review.signature import Signature

__all__ = ["correct_link", "review_link"]


def correct_link(
    directory: DataDirectory,
    paper: str,
    kind: EntityType,
    name: str,
    instead: str,
    signature: Signature,
    *,
    wait: bool = False,
) -> Reviewed:
    """Say what a paper means by a name.

    Args:
        directory: Where.
        paper: The paper's IRI or identifier.
        kind: Of which type the name is.
        name: The name, as the paper has it.
        instead: What it stands for: the label, an alias or the IRI of an entity, or a new label.
        signature: Who decides, and why.
        wait: Queue behind another writer instead of failing.

    Raises:
        DecisionInvalid: It stands for that already.
        NameUnknown: There is no such paper, or no such name in it.
        StoreError: As `kg.review.deciding.decide` says.
    """

    def act(desk: Desk) -> Act:
        found = desk.paper(paper)
        stated = _stated(desk, paper, kind, name)
        meaning = desk.entity_or_new(instead, kind, "as")
        if meaning.identity == stated.meaning.identity:
            raise DecisionInvalid(
                f"{name!r} stands for {meaning.label!r} already.", where=paper, remedy="Accept it instead."
            )
        return LinkReview(Verdict.CORRECT, found.stored.iri, stated, meaning)

    return decide(directory, signature, act, wait=wait)


def review_link(desk: Desk, verdict: Verdict, paper: str, kind: EntityType, name: str) -> LinkReview:
    """What is decided by accepting or rejecting what a name is taken for. Raises NameUnknown.

    A name whose link is rejected stands for a thing of its own.
    """
    found, stated = desk.paper(paper), _stated(desk, paper, kind, name)
    meaning = desk.private(found, stated) if verdict is Verdict.REJECT else stated.meaning
    return LinkReview(verdict, found.stored.iri, stated, meaning)


def _stated(desk: Desk, paper: str, kind: EntityType, name: str) -> Named:
    """The paper's spelling of a name, with what it is shown to stand for."""
    found = desk.paper(paper)
    own = found.named(kind, found.spelled(kind, name) or name).name
    return Named(own, found.meaning(kind, own))
