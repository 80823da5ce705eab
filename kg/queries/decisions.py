"""What people decided, and the history of a fact."""

from __future__ import annotations

import json
from dataclasses import replace

from kg.queries.rows import DecisionRow, SlotCorrection
from kg.queries.solutions import solutions
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
    told: dict[str, DecisionRow] = {}
    for row in decisions(snapshot):
        if iri in {row.iri, row.about, row.within, row.instead} or row.undoes in told:
            told[row.iri] = row
    return list(told.values())


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
