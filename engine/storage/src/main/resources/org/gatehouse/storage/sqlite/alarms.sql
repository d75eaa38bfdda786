-- Version 1. Times are microseconds since 1970-01-01T00:00:00Z. A blank line ends a statement.

CREATE TABLE alarms (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  severity TEXT NOT NULL,
  cameras TEXT NOT NULL,
  since_us INTEGER NOT NULL,
  text TEXT NOT NULL,
  cause TEXT NOT NULL,
  state TEXT NOT NULL,
  active INTEGER NOT NULL,
  times INTEGER NOT NULL,
  cleared_us INTEGER,
  withheld_by TEXT,
  withheld_since_us INTEGER,
  withheld_until_us INTEGER,
  withheld_reason TEXT,
  assignee TEXT,
  notes TEXT NOT NULL
) STRICT
