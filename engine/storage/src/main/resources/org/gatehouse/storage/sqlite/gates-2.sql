-- Version 2: what barriers are to be, beyond single orders.

CREATE TABLE wishes (
  lane TEXT PRIMARY KEY,
  held INTEGER NOT NULL,
  close_us INTEGER
) STRICT, WITHOUT ROWID
