"""Queries that try to reach other servers, and those that only look like it."""

from __future__ import annotations

#: Each asks another endpoint in a spelling of its own; `%s` is where that is.
SERVICES = (
    "SELECT * { SERVICE <%s> { ?s ?p ?o } }",
    "SELECT * { service silent <%s> { ?s ?p ?o } }",
    "SELECT*{sErViCe<%s>{?s ?p ?o}}",
    "ASK { # a comment\n SERVICE # another\n <%s> { ?s ?p ?o } }",
    'ASK { BIND("#" AS ?x) SERVICE <%s> { ?s ?p ?o } }',
    "ASK { <http://x.org/#> ?p ?o . SERVICE <%s> { ?s ?p ?o } }",
    "SELECT * { BIND(<%s> AS ?where) SERVICE ?where { ?s ?p ?o } }",
    "SELECT * { VALUES ?where { <%s> } SERVICE ?where { ?s ?p ?o } }",
    "PREFIX : <%s> SELECT * { SERVICE : { ?s ?p ?o } }",
    "PREFIX : <%s> SELECT * { SERVICE:x { ?s ?p ?o } }",
    "BASE <%s> SELECT * { SERVICE <> { ?s ?p ?o } }",
    "SELECT * { ?s ?p 1SERVICE <%s> { ?s ?p ?o } }",
    "SELECT * { ?s ?p trueSERVICE <%s> { ?s ?p ?o } }",
    "CONSTRUCT { ?s ?p ?o } { SERVICE <%s> { ?s ?p ?o } }",
    "DESCRIBE ?s { SERVICE <%s> { ?s ?p ?o } }",
    "SELECT * { { SELECT * { SERVICE <%s> { ?s ?p ?o } } LIMIT 1 } }",
    "ASK { FILTER EXISTS { SERVICE <%s> { ?s ?p ?o } } }",
    "ASK { FILTER(NOT EXISTS { OPTIONAL { SERVICE SILENT <%s> {} } }) }",
    "ASK { GRAPH ?g { { ?s ?p ?o } UNION { MINUS { SERVICE <%s> { ?a ?b ?c } } } } }",
    "SELECT * { LATERAL { SERVICE <%s> { ?s ?p ?o } } }",
    '''SELECT * { ?s ?p """ "service" """ . SERVICE <%s> { ?s ?p "it's" } }''',
    r'SELECT ("\u0022" AS ?x) { SERVICE <%s> { ?s ?p ?o } }',
    r"SELECT * { ?s ?p '\\' . SERVICE <%s> { ?s ?p ?o } }",
)
#: By the standard these are the keyword; Oxigraph takes escapes in strings and IRIs only.
ESCAPED = (
    r"SELECT * { \u0053ERVICE <%s> { ?s ?p ?o } }",
    r"SELECT * { \U00000053\u0045RVICE <%s> { ?s ?p ?o } }",
    r"SELECT * { \u005Cu0053ERVICE <%s> { ?s ?p ?o } }",
)
HONEST = (
    'SELECT ("SERVICE <http://x.org/> {}" AS ?x) {}',
    "SELECT ?service ?SERVICE ?Service { ?service a ?SERVICE ; ?p ?Service }",
    "SELECT * { ?x <http://example.org/service/SERVICE> ?y } # SERVICE <http://x.org/> {}",
    """SELECT * { ?x ?p '''a "service" that's\n SERVICE <a:b> {}''' }""",
    "PREFIX service: <http://service.org/> ASK { ?x service:service 'service' ; service:SERVICE-x ?y }",
    r'SELECT ("\u0053ERVICE" AS ?x) ("self-service" AS ?y) {}',
    "SELECT (CONCAT('serv', 'ice') AS ?x) { _:service ?p 'a'@en-service }",
    "ASK { ?servicE ?p ?o FILTER(?servicE != <urn:service>) }",
)

#: It would take for ever.
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
#: It would need all memory there is.
GREEDY = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i"
#: Its answer never ends.
LONG = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
