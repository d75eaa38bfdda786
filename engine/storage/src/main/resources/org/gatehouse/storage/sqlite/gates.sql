-- Version 1. Times are microseconds since 1970-01-01T00:00:00Z. A blank line ends a statement.

CREATE TABLE intents (
  id TEXT PRIMARY KEY,
  lane TEXT NOT NULL,
  action TEXT NOT NULL,
  passage TEXT NOT NULL,
  plate TEXT NOT NULL,
  by_hand INTEGER NOT NULL,
  decided_us INTEGER NOT NULL,
  outcome TEXT,
  ended_us INTEGER
) STRICT, WITHOUT ROWID

CREATE INDEX intents_open ON intents (decided_us) WHERE outcome IS NULL

CREATE INDEX intents_by_time ON intents (decided_us)

CREATE TABLE visits (
  id TEXT PRIMARY KEY,
  place TEXT NOT NULL,
  plate TEXT NOT NULL,
  lane TEXT NOT NULL,
  passage TEXT NOT NULL,
  entered_us INTEGER NOT NULL,
  UNIQUE (place, plate)
) STRICT, WITHOUT ROWID

CREATE INDEX visits_by_plate ON visits (plate)
