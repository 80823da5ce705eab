-- One snapshot's catalogue. `sort` columns are unique, so a list pages by one comparison.

CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE entity (
    id INTEGER PRIMARY KEY,
    iri TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL,
    label TEXT NOT NULL,
    sort TEXT NOT NULL,
    direction TEXT, -- of a metric, the local name of the individual, e.g. `LowerIsBetter`
    unit TEXT, -- of a metric, its usual one
    papers INTEGER NOT NULL DEFAULT 0 -- 0 for what only the vocabularies name
);
CREATE UNIQUE INDEX entity_by_sort ON entity (type, sort);

-- Which entity is a variant of another (`sg:variantOf`) or narrower than another (`skos:broader`), one step.
CREATE TABLE narrower (
    entity INTEGER NOT NULL REFERENCES entity (id) ON DELETE CASCADE,
    than INTEGER NOT NULL REFERENCES entity (id) ON DELETE CASCADE,
    PRIMARY KEY (than, entity)
) WITHOUT ROWID;
CREATE INDEX narrower_by_entity ON narrower (entity);

-- What the vocabularies state of each concept, as a digest, to tell which of them changed.
CREATE TABLE concept (iri TEXT PRIMARY KEY, digest TEXT NOT NULL) WITHOUT ROWID;

-- What became of entities that were merged into others, at the end of the chain.
CREATE TABLE replaced (iri TEXT PRIMARY KEY, now TEXT NOT NULL) WITHOUT ROWID;

-- Labels and aliases under the folded key by which spellings agree.
CREATE TABLE name (
    key TEXT NOT NULL,
    entity INTEGER NOT NULL REFERENCES entity (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    preferred INTEGER NOT NULL, -- 1 for the label
    PRIMARY KEY (key, entity, name)
) WITHOUT ROWID;
CREATE INDEX name_by_entity ON name (entity);

CREATE VIRTUAL TABLE entity_text USING fts5 (
    names, tokenize = "unicode61 remove_diacritics 2 tokenchars '-+#'"
);

CREATE TABLE paper (
    id INTEGER PRIMARY KEY,
    iri TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL, -- in the spelling that sorts
    date TEXT,
    venue TEXT,
    code INTEGER NOT NULL, -- 1 if it gives a link to code
    mentions INTEGER NOT NULL,
    sort TEXT NOT NULL UNIQUE
);
CREATE INDEX paper_by_venue ON paper (venue);
CREATE INDEX paper_by_date ON paper (date);
CREATE INDEX paper_by_title ON paper (title, sort);

CREATE VIRTUAL TABLE paper_text USING fts5 (
    title, abstract, tokenize = "unicode61 remove_diacritics 2 tokenchars '-+#'"
);

CREATE TABLE identifier (
    value TEXT NOT NULL,
    paper INTEGER NOT NULL REFERENCES paper (id) ON DELETE CASCADE,
    PRIMARY KEY (value, paper)
) WITHOUT ROWID;
CREATE INDEX identifier_by_paper ON identifier (paper);

CREATE TABLE named (
    entity INTEGER NOT NULL REFERENCES entity (id),
    paper INTEGER NOT NULL REFERENCES paper (id) ON DELETE CASCADE,
    role TEXT NOT NULL, -- the local name of the property, e.g. `proposes`
    PRIMARY KEY (entity, paper, role)
) WITHOUT ROWID;
CREATE INDEX named_by_paper ON named (paper);

CREATE TABLE result (
    id INTEGER PRIMARY KEY,
    iri TEXT NOT NULL UNIQUE,
    paper INTEGER NOT NULL REFERENCES paper (id) ON DELETE CASCADE,
    method INTEGER REFERENCES entity (id),
    dataset INTEGER REFERENCES entity (id),
    task INTEGER REFERENCES entity (id),
    metric INTEGER REFERENCES entity (id),
    baseline INTEGER REFERENCES entity (id),
    kind TEXT NOT NULL, -- the local name of the individual, e.g. `Absolute`
    value REAL,
    unit TEXT, -- in lower case
    confidence REAL NOT NULL,
    sort TEXT NOT NULL UNIQUE
);
CREATE INDEX result_by_metric ON result (metric, dataset);
CREATE INDEX result_by_dataset ON result (dataset);
CREATE INDEX result_by_method ON result (method);
CREATE INDEX result_by_baseline ON result (baseline) WHERE baseline IS NOT NULL;
CREATE INDEX result_by_task ON result (task);
CREATE INDEX result_by_paper ON result (paper);

-- The results that leaderboards compare, and what their conditions state of each facet, in lower case.
CREATE TABLE score (result INTEGER PRIMARY KEY REFERENCES result (id) ON DELETE CASCADE);
CREATE TABLE setting (
    result INTEGER NOT NULL REFERENCES result (id) ON DELETE CASCADE,
    facet TEXT NOT NULL, -- the local name of the property, e.g. `guidance`
    value TEXT NOT NULL,
    PRIMARY KEY (result, facet, value)
) WITHOUT ROWID;
CREATE INDEX setting_by_facet ON setting (facet, value);

-- What is derived from all papers together; most papers first.
CREATE TABLE leaderboard (
    id INTEGER PRIMARY KEY,
    iri TEXT NOT NULL UNIQUE,
    dataset INTEGER NOT NULL REFERENCES entity (id) ON DELETE CASCADE,
    metric INTEGER NOT NULL REFERENCES entity (id) ON DELETE CASCADE,
    papers INTEGER NOT NULL,
    sort TEXT NOT NULL UNIQUE
);
CREATE INDEX leaderboard_by_dataset ON leaderboard (dataset);
CREATE INDEX leaderboard_by_metric ON leaderboard (metric);

CREATE TABLE contradiction (
    id INTEGER PRIMARY KEY,
    iri TEXT NOT NULL UNIQUE,
    method INTEGER NOT NULL REFERENCES entity (id) ON DELETE CASCADE,
    dataset INTEGER NOT NULL REFERENCES entity (id) ON DELETE CASCADE,
    metric INTEGER NOT NULL REFERENCES entity (id) ON DELETE CASCADE,
    sort TEXT NOT NULL UNIQUE
);
CREATE INDEX contradiction_by_method ON contradiction (method);
CREATE INDEX contradiction_by_dataset ON contradiction (dataset, metric);
CREATE INDEX contradiction_by_metric ON contradiction (metric);

CREATE TABLE victory (
    id INTEGER PRIMARY KEY,
    iri TEXT NOT NULL UNIQUE,
    winner INTEGER NOT NULL REFERENCES entity (id) ON DELETE CASCADE,
    loser INTEGER NOT NULL REFERENCES entity (id) ON DELETE CASCADE,
    dataset INTEGER REFERENCES entity (id) ON DELETE CASCADE,
    metric INTEGER REFERENCES entity (id) ON DELETE CASCADE,
    papers INTEGER NOT NULL,
    sort TEXT NOT NULL UNIQUE
);
CREATE INDEX victory_by_winner ON victory (winner);
CREATE INDEX victory_by_loser ON victory (loser);
CREATE INDEX victory_by_dataset ON victory (dataset);
CREATE INDEX victory_by_metric ON victory (metric);
