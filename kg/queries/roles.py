"""What papers name, and in which role."""

from __future__ import annotations

from collections.abc import Sequence

from kg.queries.lookup import listed
from kg.queries.paging import unique
from kg.queries.rows import RoleRow
from kg.queries.solutions import solutions
from kg.rdf.terms import DATASET_ROLES, METHOD_ROLES
from kg.reader import Readable

_ROLES = {node.value: role for roles in (METHOD_ROLES, DATASET_ROLES) for role, node in roles.items()}


def roles_by_paper(snapshot: Readable, papers: Sequence[str]) -> dict[str, tuple[RoleRow, ...]]:
    """What each paper names, by label."""
    found = solutions(snapshot, "roles", {"paper": unique(papers)})
    known = listed(snapshot, unique([row["entity"] for row in found]))
    found.sort(key=lambda row: (known[row["entity"]].sort, row["role"]))
    rows: dict[str, list[RoleRow]] = {}
    for row in found:
        role = RoleRow(row["paper"], row["entity"], known[row["entity"]].type, _ROLES.get(row["role"]))
        rows.setdefault(role.paper, []).append(role)
    return {paper: tuple(named) for paper, named in rows.items()}
