"""Decisions about mentions."""

from __future__ import annotations

import re

from kg.data_directory import DataDirectory
from kg.errors import DecisionInvalid
from kg.identity.iris import text as text_iri
from kg.records import Act, EntityType, MentionReview, Named, Stretch, Verdict
from kg.records.decision import LONGEST_NAME
from kg.review.deciding import Reviewed, decide
from kg.review.desk import Desk, PaperOnDesk
from kg.review.signature import Signature

__all__ = ["correct_mention", "review_mention"]

_PLACE = re.compile(r".+/text/[0-9a-f]+#char=([0-9]{1,9}),([0-9]{1,9})")


def correct_mention(
    directory: DataDirectory,
    iri: str,
    signature: Signature,
    *,
    kind: EntityType | None = None,
    name: str | None = None,
    start: int | None = None,
    end: int | None = None,
    wait: bool = False,
) -> Reviewed:
    """Say what a stretch of a text names, or which stretch it should be; what is not given stays.

    Args:
        directory: Where.
        iri: The mention's IRI.
        signature: Who decides, and why.
        kind: Of which type is what is named.
        name: The paper's name for it, or a label, alias or IRI.
        start: The offset of the first character, in code points of title, newline, abstract.
        end: The offset after the last character.
        wait: Queue behind another writer instead of failing.

    Raises:
        DecisionInvalid: The offsets are none of the text, or the mention is so already.
        NameUnknown: There is no such mention, or no entity of that name.
        StoreError: As `kg.review.deciding.decide` says.
    """

    def act(desk: Desk) -> Act:
        paper = desk.paper_of(iri)
        stated = _stated(desk, paper, iri)
        place = (stated.start if start is None else start, stated.end if end is None else end)
        form = _cut(paper, *place)
        named = _named(desk, paper, stated, kind, name, form)
        instead = Stretch(*place, form, named)
        if instead == stated:
            raise DecisionInvalid("The mention is so already.", where=iri, remedy="Accept it instead.")
        return _review(Verdict.CORRECT, paper, stated, instead)

    return decide(directory, signature, act, wait=wait)


def review_mention(desk: Desk, verdict: Verdict, iri: str) -> MentionReview:
    """What is decided by accepting or rejecting a mention as it is shown. Raises NameUnknown."""
    paper = desk.paper_of(iri)
    return _review(verdict, paper, _stated(desk, paper, iri), None)


def _review(verdict: Verdict, paper: PaperOnDesk, stated: Stretch, instead: Stretch | None) -> MentionReview:
    return MentionReview(verdict, paper.stored.iri, paper.stored.extraction.text_digest, stated, instead)


def _stated(desk: Desk, paper: PaperOnDesk, iri: str) -> Stretch:
    """What the graph says that a stretch names: the surest claim, the first of equals as there."""
    place = _PLACE.fullmatch(iri)
    text = text_iri(paper.stored.iri, paper.stored.paper.text_digest)
    if place is None or not iri.startswith(f"{text}#"):
        raise desk.missing(iri)
    start, end = int(place[1]), int(place[2])
    claims = [
        (-mention.confidence, link.type, link.key, mention, link.name)
        for entity, link in zip(paper.shown.extraction.entities, paper.shown.links, strict=True)
        for mention in entity.mentions
        if (mention.start, mention.end) == (start, end)
    ]
    if not claims:
        raise desk.missing(iri)
    *_, kind, _, mention, name = min(claims, key=lambda claim: claim[:3])
    return Stretch(start, end, mention.form, paper.named(kind, name))


def _cut(paper: PaperOnDesk, start: int, end: int) -> str:
    text = paper.stored.paper.text
    if not 0 <= start < end <= len(text) or end - start > LONGEST_NAME:
        raise DecisionInvalid(
            f"Characters {start} to {end} are no stretch of this text that could be a name.",
            where=paper.stored.iri,
            remedy=f"The text has {len(text):,} characters, and a name up to {LONGEST_NAME}.",
        )
    return text[start:end]


def _named(
    desk: Desk, paper: PaperOnDesk, stated: Stretch, kind: EntityType | None, name: str | None, form: str
) -> Named:
    """What the stretch names instead."""
    wanted = kind or stated.named.meaning.type
    if name is not None:
        return desk.name_in(paper, wanted, name, "name")
    if wanted is stated.named.meaning.type:
        return stated.named
    own = paper.spelled(wanted, form)
    return paper.named(wanted, own) if own else Named(form, desk.meant(wanted, form))
