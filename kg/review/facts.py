"""Accepting and rejecting a fact, whichever kind of fact it is."""

from __future__ import annotations

from kg.data_directory import DataDirectory
from kg.errors import DecisionInvalid
from kg.records import Act, EntityType, Verdict
from kg.review.deciding import Reviewed, decide
from kg.review.desk import Desk
from kg.review.links import review_link
from kg.review.mentions import review_mention
from kg.review.results import review_result
from kg.review.signature import Signature

__all__ = ["accept", "reject"]


def accept(
    directory: DataDirectory,
    target: str,
    signature: Signature,
    *,
    kind: EntityType | None = None,
    name: str | None = None,
    wait: bool = False,
) -> Reviewed:
    """Vouch for a fact as it is shown: it is sure from now on, and stays though another extraction lacks it.

    Args:
        directory: Where.
        target: The IRI of a result or of a mention; or a paper's IRI or identifier, with `kind` and `name`.
        signature: Who decides, and why.
        kind: Of which type a name of the paper is.
        name: The name, if what it stands for is to be accepted.
        wait: Queue behind another writer instead of failing.

    Raises:
        DecisionInvalid: It was rejected, or only one of `kind` and `name` is given.
        NameUnknown: There is no such fact.
        StoreError: As `kg.review.deciding.decide` says.
    """
    return _decide(Verdict.ACCEPT, directory, target, signature, kind, name, wait)


def reject(
    directory: DataDirectory,
    target: str,
    signature: Signature,
    *,
    kind: EntityType | None = None,
    name: str | None = None,
    wait: bool = False,
) -> Reviewed:
    """Take a fact away, from every later extraction too; a name whose link is rejected is a thing of its own.

    Arguments and errors are those of `accept`.
    """
    return _decide(Verdict.REJECT, directory, target, signature, kind, name, wait)


def _decide(
    verdict: Verdict,
    directory: DataDirectory,
    target: str,
    signature: Signature,
    kind: EntityType | None,
    name: str | None,
    wait: bool,
) -> Reviewed:
    def act(desk: Desk) -> Act:
        if kind is not None and name is not None:
            return review_link(desk, verdict, target, kind, name)
        if kind is not None or name is not None:
            raise DecisionInvalid(
                "A name of a paper is found by type and name together.",
                where="type" if kind is None else "name",
                remedy="Give both, or neither for a result or a mention.",
            )
        review = review_mention if "#char=" in target else review_result
        return review(desk, verdict, target)

    return decide(directory, signature, act, wait=wait)
