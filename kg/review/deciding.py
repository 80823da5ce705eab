"""Keeping a decision: what it changes is stored with it, in one transaction, and published."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kg.data_directory import DataDirectory
from kg.decisions import Shown, Standing
from kg.errors import DecisionInvalid, GraphInvalid
from kg.records import Act, Decision, Merge, Split, Undo
from kg.review.desk import Desk
from kg.review.signature import Signature
from kg.store.paper_table import StoredPaper
from kg.store.records import Records
from kg.store.showing import Showing
from kg.store.writer import open_writer
from kg.validation import validate

__all__ = ["Reviewed", "decide"]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What came of a decision: how many papers show something else, and the snapshot that readers see now."""

    decision: Decision
    papers: int
    snapshot: str | None


def decide(
    directory: DataDirectory, signature: Signature, act: Callable[[Desk], Act], *, wait: bool
) -> Reviewed:
    """Keep what `act` gives, and show it.

    Killed at any moment, the decision is either not kept, or the next run of a writer shows it.

    Raises:
        DecisionInvalid: No valid graph could be made of a paper then; nothing is kept.
        StoreEmpty: There is no store.
        StoreLocked: Another writer is at work and `wait` is false.
        StoreIncompatible: The store has another layout.
        StoreUnwritable: The disk refuses.
    """
    with open_writer(directory, wait=wait) as writer:
        records = writer.records
        decided = act(Desk(writer))
        with records.transaction():
            before = records.decisions.standing()
            decision = records.decisions.add(signature.by, signature.at, signature.why, decided)
            after = records.decisions.standing()
            changed = sum(
                _show_anew(records, number, before, after)
                for number in sorted(_concerned(records, decided, before, after))
            )
            records.advance()
        writer.publish(None)
        return Reviewed(decision, changed, writer.current())


def _concerned(records: Records, act: Act, before: Standing, after: Standing) -> set[int]:
    """Every paper of which something else may be shown, and not many more."""
    if isinstance(act, Undo):
        papers, undone = records.decisions.papers_of([act.decision]), records.decisions.get(act.decision)
        return papers if undone is None else papers | _concerned(records, undone.act, before, after)
    if isinstance(act, Split):
        entity = after.merged(act.entity)[0]
        return records.entities.papers(*entity.identity)
    if isinstance(act, Merge):
        return _moved(records, before, after)
    number = records.papers.number(act.paper)
    return set() if number is None else {number}


def _moved(records: Records, before: Standing, after: Standing) -> set[int]:
    """The papers whose entities are merged otherwise than before."""
    papers: set[int] = set()
    for identity, (old, path), (new, _) in before.differences(after):
        # A paper that names what was never merged is found by that; another one by the merge that moved it.
        papers |= records.decisions.papers_of(path) if path else records.entities.papers(*identity)
        if before.splits(old) or after.splits(new):
            # What is split off one of two entities that become one is split off the other too.
            papers |= records.entities.papers(*old.identity) | records.entities.papers(*new.identity)
    return papers


def _show_anew(records: Records, number: int, before: Standing, after: Standing) -> bool:
    """Keep what is to be shown of a paper; whether that is something else than before."""
    showing, stored = Showing(records), records.papers.get(number)
    if stored is None:
        return False
    links = showing.linked(number)
    old, new = (showing.of(stored.iri, stored.extraction, links, standing) for standing in (before, after))
    if old == new:
        return False
    changed = _content(stored.iri, old) != _content(stored.iri, new)
    if changed:
        if after.of_paper(stored.iri):
            _check(showing, stored, new)
        records.papers.linked_with(number, stored.vocabulary, changed=True)
    showing.put(number, stored.iri, links, new)
    return changed


def _content(iri: str, shown: Shown) -> tuple[object, ...]:
    """What of it the graph shows."""
    return shown.extraction, shown.links, shown.result_iris(iri)


def _check(showing: Showing, stored: StoredPaper, shown: Shown) -> None:
    """Refuse a decision that would break a paper's graph. Raises DecisionInvalid."""
    try:
        found = validate({stored.iri: showing.quads(stored.iri, stored.paper, shown)})
    except GraphInvalid as error:
        reasons = [str(error)]
    else:
        reasons = found.get(stored.iri, [])
    if reasons:
        raise DecisionInvalid(
            f"The paper's graph would break its shapes: {'; '.join(reasons)}",
            where=stored.iri,
            remedy="Correct the fact in another way.",
        )
