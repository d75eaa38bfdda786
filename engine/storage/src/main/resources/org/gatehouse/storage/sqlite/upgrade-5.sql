-- From version 4 to 5: between which sequences the reads of an hour are, in place of an index of
-- their times; and what is too old of one type is found without looking at others.

CREATE TABLE read_hours (
  hour INTEGER PRIMARY KEY,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL
) STRICT;

INSERT INTO read_hours
  SELECT time_us / 3600000000, min(sequence), max(sequence) FROM reads GROUP BY 1;

DROP INDEX reads_by_time;

CREATE INDEX events_by_type ON events (type, time_us);
