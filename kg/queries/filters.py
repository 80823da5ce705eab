"""Filters as conditions of the catalogue and as patterns of SPARQL, shared by the lists."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from kg.errors import QueryInvalid
from kg.queries.arguments import PaperScope, ReportsFilter, SettingFilter
from kg.queries.lookup import find_paper, read_date
from kg.queries.names import match_words, resolve
from kg.queries.selection import Pattern, Selection, iri, number, string
from kg.rdf.leaderboards import FACETS
from kg.rdf.terms import DATASET_ROLES, KINDS, METHOD_ROLES, local
from kg.reader import Readable
from kg.records import EntityType, Role

_ENTITY = "SELECT e.id FROM entity e WHERE e.iri = ?"
_WITH_NARROWER = (
    f"WITH RECURSIVE within (id) AS ({_ENTITY} UNION SELECT n.entity FROM narrower n "  # noqa: S608
    "JOIN within ON n.than = within.id) SELECT id FROM within"
)
#: How each type is wider and narrower than another of it.
WIDER: Mapping[EntityType, str] = {
    EntityType.DATASET: "sg:variantOf",
    EntityType.TASK: "skos:broader",
    EntityType.METHOD: "skos:broader",
}
#: Up to how many matches of a search are written into a SPARQL query.
SHOWN_MATCHES = 1_000


def keep_search(snapshot: Readable, selection: Selection, search: str) -> None:
    """Keep what full-text search finds, by the table beside the selection's that has its words."""
    match = match_words(search) or '""'
    table = f"{selection.table}_text"
    condition = f"{selection.table}.id IN (SELECT rowid FROM {table} WHERE {table} MATCH ?)"  # noqa: S608

    def matches() -> str:
        """The matches themselves: SPARQL has no full-text search."""
        rows = snapshot.catalogue.rows(
            f"SELECT iri FROM {selection.table} WHERE {condition} LIMIT ?",  # noqa: S608 - constants
            (match, SHOWN_MATCHES + 1),
        )
        if len(rows) > SHOWN_MATCHES:
            raise QueryInvalid(
                f"the search finds more than {SHOWN_MATCHES:,}, too many to be written into a query.",
                where="explain",
                remedy="Search for more words, or filter otherwise.",
            )
        found = " ".join(iri(name) for (name,) in rows)
        return f"# What full-text search finds; SPARQL has none.\nVALUES ?{selection.variable} {{ {found} }}"

    selection.keep(condition, match, pattern=matches)


def keep_scope(snapshot: Readable, selection: Selection, scope: PaperScope, paper: str = "paper") -> None:
    """Keep what papers within a scope have, by the column that names the paper: `id` in the list of papers.

    In SPARQL the paper is `?paper`.
    """
    where = Selection("paper", "paper")
    if scope.paper is not None:
        name = find_paper(snapshot, scope.paper, "identifier" if paper == "id" else "paper")
        where.keep("iri = ?", name, pattern=f"VALUES ?paper {{ {iri(name)} }}")
    if scope.venue is not None:
        where.keep("venue = ?", scope.venue, pattern=f"?paper sg:venue {string(scope.venue)} .")
    if scope.since is not None:
        since = str(read_date(scope.since, "since"))
        where.keep("date >= ?", since, pattern=_dated(f"STR(?dated) >= {string(since)}"))
    if scope.until is not None:
        # What is only known to lie in the year or month of `until` is kept, so compare its prefix.
        until = str(read_date(scope.until, "until"))
        compared = f"SUBSTR(STR(?dated), 1, {len(until)}) <= {string(until)}"
        where.keep("substr(date, 1, ?) <= ?", len(until), until, pattern=_dated(compared))
    if scope.has_code is not None:
        code = "EXISTS { ?paper sg:link/sg:linkKind sg:CodeLink }"
        pattern = f"FILTER {code}" if scope.has_code else f"FILTER NOT {code}"
        where.keep("code = ?", int(scope.has_code), pattern=pattern)
    if not where.conditions:
        return
    condition = where.where
    if paper != "id":
        condition = f"{paper} IN (SELECT id FROM paper WHERE {condition})"  # noqa: S608 - constants
    selection.keep(condition, *where.parameters, pattern=together(where.patterns))


def keep_results(snapshot: Readable, selection: Selection, reports: ReportsFilter) -> None:
    """Keep the results that fit; in SPARQL they are `?result`."""
    for slot, kind, name, widely in (
        ("metric", EntityType.METRIC, reports.metric, False),
        ("dataset", EntityType.DATASET, reports.dataset, reports.include_variants),
        ("task", EntityType.TASK, reports.task, reports.include_narrower),
        ("method", EntityType.METHOD, reports.method, False),
        ("baseline", EntityType.METHOD, reports.baseline, False),
    ):
        if name is not None:
            entity = resolve(snapshot, kind, name, where=slot)
            keep_entity(selection, slot, kind, entity, widely=widely)
    if reports.kind is not None:
        kind_ = local(KINDS[reports.kind].value)
        selection.keep("kind = ?", kind_, pattern=f"?result sg:kind sg:{kind_} .")
    if reports.units:
        units = sorted({unit.lower() for unit in reports.units})
        selection.keep(
            "unit IN (SELECT value FROM json_each(?))",
            json.dumps(units),
            pattern="?result sg:unit ?unit .\n"
            f"FILTER (LCASE(STR(?unit)) IN ({', '.join(map(string, units))}))",
        )
    for value, comparison in ((reports.min_value, ">="), (reports.max_value, "<=")):
        if value is not None:
            pattern = f"?result sg:value ?value .\nFILTER (?value {comparison} {number(value)})"
            selection.keep(f"value {comparison} ?", value, pattern=pattern)
    if reports.min_confidence is not None:
        least = number(reports.min_confidence)
        pattern = f"?result sg:confidence ?confidence .\nFILTER (?confidence >= {least})"
        selection.keep("confidence >= ?", reports.min_confidence, pattern=pattern)
    for setting in reports.settings:
        _keep_setting(selection, setting)


def keep_entity(
    selection: Selection, slot: str, kind: EntityType, entity: str, *, widely: bool = False
) -> None:
    """Keep what has this entity, or one narrower, in a slot: the name of a column and of a property."""
    node = f"?{selection.variable}"
    if widely:
        pattern = f"{node} sg:{slot} ?wide_{slot} .\n?wide_{slot} {WIDER[kind]}* {iri(entity)} ."
        selection.keep(f"{slot} IN ({_WITH_NARROWER})", entity, pattern=pattern)
    else:
        selection.keep(f"{slot} = ({_ENTITY})", entity, pattern=f"{node} sg:{slot} {iri(entity)} .")


def keep_supported(snapshot: Readable, selection: Selection, slot: str, reports: ReportsFilter) -> None:
    """Keep the results of whose `slot` enough papers state results that fit."""
    results = Selection("result", "result")
    keep_results(snapshot, results, reports)
    least = reports.min_papers or 1
    inner = together(results.patterns)

    def pattern() -> str:
        body = inner if isinstance(inner, str) else inner()
        return (
            f"{{ SELECT ?{slot} WHERE {{\n{body}\n?result sg:{slot} ?{slot} ; sg:paper ?paper .\n}} "
            f"GROUP BY ?{slot} HAVING (COUNT(DISTINCT ?paper) >= {least}) }}\n?result sg:{slot} ?{slot} ."
        )

    selection.keep(
        f"{slot} IN (SELECT {slot} FROM result WHERE {results.where} "  # noqa: S608 - constants
        f"GROUP BY {slot} HAVING count(DISTINCT paper) >= ?)",
        *results.parameters,
        least,
        pattern=pattern,
    )


def keep_naming(
    selection: Selection, kind: EntityType, entity: str, role: Role | None, *, widely: bool = False
) -> None:
    """Keep the papers that name an entity, or one narrower, in a role or in any."""
    slot = kind.value.lower()
    found, term = (_WITH_NARROWER, f"{WIDER[kind]}* {iri(entity)}") if widely else (_ENTITY, "")
    pattern = f"{naming(kind, role, slot)}\n"
    pattern += f"?{slot} {term} ." if widely else f"VALUES ?{slot} {{ {iri(entity)} }}"
    selection.keep(
        f"id IN (SELECT paper FROM named WHERE entity IN ({found}) "  # noqa: S608 - constants
        "AND role IN (SELECT value FROM json_each(?)))",
        entity,
        json.dumps(roles_of(kind, role)),
        pattern=pattern,
    )


def roles_of(kind: EntityType, role: Role | None) -> list[str]:
    """The local names of the properties by which papers name a type, or of that of one role.

    A role that the type cannot have is no error: nothing has it.
    """
    nodes = {EntityType.METHOD: METHOD_ROLES, EntityType.DATASET: DATASET_ROLES}.get(kind)
    if nodes is None:
        name = "addresses" if kind is EntityType.TASK else "reports"
        return [name] if role is None else []
    return [local(node.value) for known, node in nodes.items() if role in (None, known)]


def naming(kind: EntityType, role: Role | None, variable: str) -> str:
    """That `?paper` names an entity, in SPARQL."""
    names = roles_of(kind, role)
    if not names:
        return "FILTER (false)"
    path = "|".join(f"sg:{name}" for name in names)
    return f"?paper {path} ?{variable} ."


def _keep_setting(selection: Selection, setting: SettingFilter) -> None:
    property_ = local(str(FACETS[setting.facet]))
    on_board = "?score sg:result ?result ; sg:row/sg:group ?group .\n"
    if setting.value is not None:
        value = setting.value.lower()
        selection.keep(
            "result.id IN (SELECT result FROM setting WHERE facet = ? AND value = ?)",
            property_,
            value,
            pattern=f"{on_board}?group sg:{property_} ?{property_} .\n"
            f"FILTER (LCASE(STR(?{property_})) = {string(value)})",
        )
    elif setting.stated:
        selection.keep(
            "result.id IN (SELECT result FROM setting WHERE facet = ?)",
            property_,
            pattern=f"{on_board}FILTER EXISTS {{ ?group sg:{property_} ?any }}",
        )
    else:
        selection.keep(
            "result.id IN (SELECT result FROM score) "
            "AND result.id NOT IN (SELECT result FROM setting WHERE facet = ?)",
            property_,
            pattern=f"{on_board}FILTER NOT EXISTS {{ ?group sg:{property_} ?any }}",
        )


def _dated(condition: str) -> str:
    return f"?paper sg:date ?dated .\nFILTER ({condition})"


def together(patterns: Sequence[Pattern]) -> Pattern:
    """Patterns as one."""
    return lambda: "\n".join(each if isinstance(each, str) else each() for each in patterns)
