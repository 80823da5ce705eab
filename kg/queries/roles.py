"""What papers name, and in which role."""

from __future__ import annotations

from collections.abc import Sequence

from kg.queries.paging import unique
from kg.queries.rows import RoleRow
from kg.queries.solutions import local, solutions
from kg.rdf.terms import DATASET_ROLES, METHOD_ROLES
from kg.reader import Snapshot
from kg.records import EntityType

_ROLES = {node.value: role for roles in (METHOD_ROLES, DATASET_ROLES) for role, node in roles.items()}


def roles_by_paper(snapshot: Snapshot, papers: Sequence[str]) -> dict[str, tuple[RoleRow, ...]]:
    """What each paper names, by label."""
    found = solutions(snapshot, "roles", {"paper": unique(papers)})
    found.sort(key=lambda row: (row["label"].casefold(), row["entity"], row["role"]))
    rows: dict[str, list[RoleRow]] = {}
    for row in found:
        role = RoleRow(row["paper"], row["entity"], EntityType(local(row["type"])), _ROLES.get(row["role"]))
        rows.setdefault(role.paper, []).append(role)
    # A label that the entities and the vocabularies graph spell differently gives a row twice.
    return {paper: tuple(dict.fromkeys(named)) for paper, named in rows.items()}
