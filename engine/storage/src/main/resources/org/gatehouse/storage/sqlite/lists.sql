-- Vehicles on lists. Times are seconds since 1970; -9223372036854775808 is ever before,
-- 9223372036854775807 is never.
CREATE TABLE entry (
  plate TEXT NOT NULL,
  kind INTEGER NOT NULL,
  since INTEGER NOT NULL,
  until INTEGER NOT NULL,
  lanes TEXT NOT NULL,
  schedule TEXT NOT NULL,
  owner TEXT,
  passes INTEGER NOT NULL,
  PRIMARY KEY (plate, kind, since)
) WITHOUT ROWID;
-- Passes that were used, one for a passage.
CREATE TABLE used (
  plate TEXT NOT NULL,
  kind INTEGER NOT NULL,
  since INTEGER NOT NULL,
  passage TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (plate, kind, since, passage)
) WITHOUT ROWID;
CREATE TABLE revision (number INTEGER NOT NULL);
INSERT INTO revision VALUES (0);
