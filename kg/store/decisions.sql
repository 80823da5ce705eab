-- What people decided, in the order in which they did, and what it comes to. Layout 2.

-- `act` is JSON. Rows are only ever added: a decision is undone by another one.
CREATE TABLE decisions (
    number INTEGER PRIMARY KEY,
    decided_by TEXT NOT NULL,
    decided_at TEXT NOT NULL,
    why TEXT NOT NULL,
    act BLOB NOT NULL
) STRICT;
CREATE TRIGGER decisions_are_not_changed BEFORE UPDATE ON decisions
BEGIN SELECT RAISE(ABORT, 'a decision is undone by another one, never changed'); END;
CREATE TRIGGER decisions_are_not_deleted BEFORE DELETE ON decisions
BEGIN SELECT RAISE(ABORT, 'a decision is undone by another one, never deleted'); END;

-- What linking said of those papers whose `links` decisions have a say in, as JSON.
CREATE TABLE linked (
    paper INTEGER PRIMARY KEY REFERENCES papers (id),
    links BLOB NOT NULL
) STRICT;

-- Which decisions have a say in what is shown of which paper.
CREATE TABLE effects (
    decision INTEGER NOT NULL REFERENCES decisions (number),
    paper INTEGER NOT NULL REFERENCES papers (id),
    PRIMARY KEY (decision, paper)
) STRICT, WITHOUT ROWID;
CREATE INDEX effects_on_a_paper ON effects (paper);
