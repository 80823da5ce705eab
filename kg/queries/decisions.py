"""What people decided, and the history of a fact."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from pyoxigraph import Literal, NamedNode

from kg.queries.arguments import PageRequest
from kg.queries.rows import DecisionRow, Page, SlotCorrection
from kg.queries.selection import prefixed
from kg.queries.solutions import solutions
from kg.queries.whole import page_of_whole
from kg.rdf.terms import local
from kg.reader import Snapshot
from kg.records import Verdict
from ontology.namespaces import PROV, RDFS
from ontology.terms import SG


def decisions(snapshot: Snapshot) -> list[DecisionRow]:
    """All decisions, in the order in which they were made."""
    properties: dict[str, dict[str, str]] = {}
    corrections: dict[str, list[SlotCorrection]] = {}
    for row in solutions(snapshot, "decisions", {}):
        if row["property"] == str(SG.slot):
            found = SlotCorrection(local(row["value"]), row["before"], row["after"])
            corrections.setdefault(row["iri"], []).append(found)
        else:
            properties.setdefault(row["iri"], {})[row["property"]] = row["value"]
    made = {iri: _row(iri, found, corrections.get(iri, [])) for iri, found in properties.items()}
    return sorted(_with_undoings(made), key=lambda row: row.number)


def history(snapshot: Snapshot, iri: str) -> list[DecisionRow]:
    """What was decided about a result, a mention, a name, an entity or a paper, by its IRI, undone or not.

    With the undoings, in the order in which all were made.
    """
    return decided_about(decisions(snapshot), iri)


def decided_about(rows: Iterable[DecisionRow], iri: str) -> list[DecisionRow]:
    """Those of all decisions, in their order, that `history` is of."""
    told: dict[str, DecisionRow] = {}
    for row in rows:
        if iri in {row.iri, row.about, row.within, row.instead} or row.undoes in told:
            told[row.iri] = row
    return list(told.values())


@dataclass(frozen=True, slots=True)
class DecisionFilter:
    """Keeps decisions: about something or within a paper, by IRI; by somebody; of a verdict; that count."""

    about: str | None = None
    by: str | None = None
    verdict: Verdict | None = None
    in_effect: bool | None = None

    def keeps(self, rows: Sequence[DecisionRow]) -> list[DecisionRow]:
        """Those of all decisions that fit, in their order."""
        kept = rows if self.about is None else decided_about(rows, self.about)
        return [
            row
            for row in kept
            if self.by in {None, row.by}
            and self.verdict in {None, row.verdict}
            and self.in_effect in {None, row.in_effect}
        ]


def decision_page(
    snapshot: Snapshot, rows: Sequence[DecisionRow], keep: DecisionFilter, page: PageRequest
) -> Page[DecisionRow]:
    """A page of those of all decisions that fit. Raises QueryInvalid for a cursor of another list."""
    return page_of_whole(
        snapshot,
        [((row.number,), row) for row in keep.keeps(rows)],
        page,
        kinds=(int,),
        list_=("decisions", keep.about, keep.by, keep.verdict, keep.in_effect),
        explain=partial(_explain, keep),
    )


def _explain(keep: DecisionFilter) -> str:
    """The query of a list of decisions."""
    patterns = ["?decision a sg:Decision ; sg:number ?number ."]
    if keep.about is not None:
        patterns.append(f"VALUES ?about {{ {_term(NamedNode, keep.about)} }}")
        # An undoing is about what the decision was about that it undoes.
        patterns.append("FILTER EXISTS { ?decision sg:undoes*/(sg:about | sg:within | sg:instead)? ?about }")
    if keep.by is not None:
        patterns.append(
            f"VALUES ?by {{ {_term(Literal, keep.by)} }} ?decision prov:wasAttributedTo/rdfs:label ?by ."
        )
    if keep.verdict is not None:
        patterns.append(f"?decision sg:verdict sg:{keep.verdict.value.capitalize()} .")
    if keep.in_effect is not None:
        patterns.append(f"?decision sg:inEffect {Literal(keep.in_effect)} .")
    body = "".join(f"  {pattern}\n" for pattern in patterns)
    return prefixed(f"SELECT ?decision WHERE {{\n{body}}} ORDER BY ?number")


def _term(kind: type[NamedNode] | type[Literal], text: str) -> str:
    """A term, or nothing for a text that none can have."""
    try:
        return str(kind(text))
    except ValueError:
        return ""


def _row(iri: str, found: dict[str, str], corrections: list[SlotCorrection]) -> DecisionRow:
    return DecisionRow(
        iri=iri,
        number=int(found[str(SG.number)]),
        verdict=Verdict(local(found[str(SG.verdict)]).lower()),
        by=found[str(RDFS.label)],
        at=found[str(PROV.generatedAtTime)],
        why=found[str(SG.reason)],
        in_effect=found[str(SG.inEffect)] == "true",
        about=found.get(str(SG.about)),
        within=found.get(str(SG.within)),
        name=found.get(str(SG.name)),
        instead=found.get(str(SG.instead)),
        undoes=found.get(str(SG.undoes)),
        corrections=tuple(sorted(corrections, key=lambda correction: correction.slot)),
        formerly=json.loads(found.get(str(SG.statement), "{}")),
    )


def _with_undoings(made: dict[str, DecisionRow]) -> list[DecisionRow]:
    """The rows, each with the number of the undoing by which it does not count."""
    undone: dict[str, int] = {}
    for row in sorted(made.values(), key=lambda row: -row.number):
        if row.undoes is not None and row.iri not in undone:
            undone[row.undoes] = row.number
    return [replace(row, undone_by=undone.get(iri)) for iri, row in made.items()]
