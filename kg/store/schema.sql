-- records.sqlite: what was ingested. Everything else is derived from it.

CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Every paper that ever got an IRI, removed ones too, so that an IRI is never given to another paper.
CREATE TABLE registry (
    id INTEGER PRIMARY KEY,
    iri TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE identifiers (
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    paper INTEGER NOT NULL REFERENCES registry (id),
    PRIMARY KEY (kind, value)
) STRICT, WITHOUT ROWID;
CREATE INDEX identifiers_of_a_paper ON identifiers (paper);

-- `digest` is that of the folded title; `year` is empty where the source states none.
CREATE TABLE titles (
    digest TEXT NOT NULL,
    year TEXT NOT NULL,
    paper INTEGER NOT NULL REFERENCES registry (id),
    PRIMARY KEY (digest, year, paper)
) STRICT, WITHOUT ROWID;

-- What each source says of a paper, as JSON.
CREATE TABLE sources (
    paper INTEGER NOT NULL REFERENCES registry (id),
    key TEXT NOT NULL,
    record BLOB NOT NULL,
    PRIMARY KEY (paper, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE extractors (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    version TEXT NOT NULL,
    model_digest TEXT NOT NULL,
    UNIQUE (name, version, model_digest)
) STRICT;

-- A paper as merged from its sources (JSON) and what was extracted from it (JSON, deflated).
-- `dirty`: 2 until the writer's graph shows this row, then 1 until a published graph does, then 0.
CREATE TABLE papers (
    id INTEGER PRIMARY KEY REFERENCES registry (id),
    record BLOB NOT NULL,
    extraction BLOB NOT NULL,
    extractor INTEGER NOT NULL REFERENCES extractors (id),
    extracted_at TEXT NOT NULL,
    vocabulary TEXT NOT NULL,
    dirty INTEGER NOT NULL
) STRICT;
CREATE INDEX dirty_papers ON papers (dirty, id) WHERE dirty > 0;

-- Papers that were removed and that the published graph may still show.
CREATE TABLE gone (
    paper INTEGER PRIMARY KEY REFERENCES registry (id)
) STRICT;

CREATE TABLE entities (
    id INTEGER PRIMARY KEY,
    type TEXT NOT NULL,
    key TEXT NOT NULL,
    dirty INTEGER NOT NULL,
    UNIQUE (type, key)
) STRICT;
CREATE INDEX dirty_entities ON entities (id) WHERE dirty = 1;

-- What linking said of each entity of a paper, in the order of the extraction.
CREATE TABLE links (
    paper INTEGER NOT NULL REFERENCES papers (id),
    position INTEGER NOT NULL,
    entity INTEGER NOT NULL REFERENCES entities (id),
    name TEXT NOT NULL,
    label TEXT NOT NULL,
    linked_by TEXT NOT NULL,
    concept TEXT,
    variant_of TEXT,
    PRIMARY KEY (paper, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX links_to_an_entity ON links (entity);
