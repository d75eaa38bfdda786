-- Version 1. Times are microseconds since 1970-01-01T00:00:00Z. A blank line ends a statement.

CREATE TABLE audit (
  sequence INTEGER PRIMARY KEY,
  time_us INTEGER NOT NULL,
  who TEXT NOT NULL,
  action TEXT NOT NULL,
  purpose TEXT,
  details TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT

-- Where the chain begins: what came before it was deleted as too old.

CREATE TABLE chain_begin (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  sequence INTEGER NOT NULL,
  hash TEXT NOT NULL
) STRICT

INSERT INTO chain_begin VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000')

CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
BEGIN
  SELECT RAISE(ABORT, 'audit rows are never changed');
END

CREATE TRIGGER audit_is_only_cut_at_its_beginning BEFORE DELETE ON audit
WHEN OLD.sequence > (SELECT sequence FROM chain_begin)
BEGIN
  SELECT RAISE(ABORT, 'audit rows are deleted as too old only');
END
