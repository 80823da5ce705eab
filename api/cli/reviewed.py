"""`sotagraph review list` and `history`: what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.asking import open_snapshot
from api.cli.options import Data, Json
from api.cli.output import note, print_json, print_table

if TYPE_CHECKING:
    from kg.queries.rows import DecisionRow

_COLUMNS = ("no.", "when", "who", "what", "state", "about", "why")


def list_(data: Data, as_json: Json = False) -> int:
    """List all decisions, newest first: who decided what, when and why, and whether it counts."""
    from kg.queries.decisions import decisions

    with open_snapshot(data) as snapshot:
        rows = decisions(snapshot)[::-1]
    _print(rows, "Nothing has been decided yet.", as_json)
    return 0


def history(
    data: Data,
    iri: Annotated[
        str,
        typer.Argument(
            metavar="IRI", help="IRI of a result, a mention, an entity or a paper.", show_default=False
        ),
    ],
    as_json: Json = False,
) -> int:
    """Tell what people decided about a fact, an entity or a paper, oldest first, undone decisions too."""
    from kg.queries.decisions import history as told

    with open_snapshot(data) as snapshot:
        rows = told(snapshot, iri)
    _print(rows, "Nobody has decided anything about this.", as_json)
    return 0


def _print(rows: Sequence[DecisionRow], nothing: str, as_json: bool) -> None:
    if as_json:
        print_json([_to_json(row) for row in rows])
    elif rows:
        print_table(
            _COLUMNS,
            (
                (row.number, row.at, row.by, _said(row), _state(row), row.about or row.undoes, row.why)
                for row in rows
            ),
        )
    else:
        note(nothing)


def _state(row: DecisionRow) -> str:
    if row.undone_by is not None:
        return f"undone by {row.undone_by}"
    return "in effect" if row.in_effect else "without effect"


def _said(row: DecisionRow) -> str:
    """The verdict, and what it makes of the fact."""
    parts = [f"{c.slot}: {c.before or '-'} -> {c.after or '-'}" for c in row.corrections]
    if row.name is not None:
        parts.append(repr(row.name))
    if row.instead is not None:
        parts.append(f"-> {row.instead}")
    return " ".join([row.verdict.value, *parts])


def _to_json(row: DecisionRow) -> dict[str, Any]:
    """The fields as the ontology calls them."""
    return {
        "number": row.number,
        "iri": row.iri,
        "verdict": row.verdict.value,
        "by": row.by,
        "at": row.at,
        "reason": row.why,
        "inEffect": row.in_effect,
        "undoneBy": row.undone_by,
        "undoes": row.undoes,
        "about": row.about,
        "within": row.within,
        "name": row.name,
        "instead": row.instead,
        "corrections": [asdict(correction) for correction in row.corrections],
        "formerly": dict(row.formerly),
    }
