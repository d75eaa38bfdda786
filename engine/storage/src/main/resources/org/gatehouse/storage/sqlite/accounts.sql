-- Version 1. Times are microseconds since 1970-01-01T00:00:00Z. A blank line ends a statement.

CREATE TABLE accounts (
  name TEXT PRIMARY KEY,
  password TEXT,
  enabled INTEGER NOT NULL,
  roles TEXT NOT NULL,
  rights TEXT NOT NULL,
  generation INTEGER NOT NULL,
  created_us INTEGER NOT NULL
) STRICT, WITHOUT ROWID

CREATE TABLE tokens (
  name TEXT PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  maker TEXT,
  role TEXT NOT NULL,
  scopes TEXT NOT NULL,
  rights TEXT NOT NULL,
  purpose TEXT NOT NULL,
  created_us INTEGER NOT NULL,
  expires_us INTEGER NOT NULL
) STRICT, WITHOUT ROWID

CREATE TABLE changes (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  version INTEGER NOT NULL
) STRICT

INSERT INTO changes VALUES (1, 0)
