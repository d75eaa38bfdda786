-- From version 3 to 4: the plates that were read, one row for each passage, found by any three characters in a row.

CREATE TABLE reads (
  sequence INTEGER PRIMARY KEY,
  event BLOB NOT NULL,
  passage TEXT NOT NULL,
  camera TEXT NOT NULL,
  time_us INTEGER NOT NULL,
  text TEXT NOT NULL,
  folded TEXT NOT NULL,
  corrected TEXT,
  corrected_folded TEXT,
  corrected_by TEXT,
  corrected_us INTEGER
) STRICT;

CREATE UNIQUE INDEX reads_by_passage ON reads (passage) WHERE passage <> '';

CREATE INDEX reads_by_time ON reads (time_us, sequence);

CREATE INDEX reads_by_event ON reads (event);

CREATE VIRTUAL TABLE reads_index USING fts5 (
  words, tokenize = 'trigram case_sensitive 1', content = '', contentless_delete = 1
);

-- The latest event of a passage takes the place of those before it.
INSERT OR REPLACE INTO reads (sequence, event, passage, camera, time_us, text, folded)
  SELECT sequence, id, coalesce(json_extract(data, '$.passageId'), ''), camera, time_us,
    json_extract(data, '$.plate.text'),
    replace(replace(replace(replace(replace(replace(replace(replace(replace(json_extract(data, '$.plate.text'), 'O', '0'), 'Q', '0'), 'D', '0'), 'I', '1'), 'L', '1'), 'Z', '2'), 'S', '5'), 'G', '6'), 'B', '8')
  FROM events WHERE type LIKE 'org.gatehouse.passage.%'
    AND json_extract(data, '$.plate.text') IS NOT NULL
  ORDER BY sequence;

INSERT INTO reads_index (rowid, words) SELECT sequence, folded FROM reads;
