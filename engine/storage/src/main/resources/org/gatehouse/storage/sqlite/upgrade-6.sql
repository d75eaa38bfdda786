-- From version 5 to 6: the end of a plate is sought, too; what was found is compared without fetching its row.

DROP TABLE reads_index;

CREATE VIRTUAL TABLE reads_index USING fts5 (
  words, tokenize = 'trigram case_sensitive 1', content = '', contentless_delete = 1, detail = none
);

-- Merging is done a few pages at a time with each commit (SqliteDialect#tidy).
INSERT INTO reads_index (reads_index, rank) VALUES ('automerge', 0);

INSERT INTO reads_index (rowid, words)
  SELECT sequence, folded || '$' || coalesce(' ' || corrected_folded || '$', '') FROM reads;

CREATE INDEX reads_by_sequence
  ON reads (sequence, text, folded, corrected, corrected_folded, camera);

CREATE INDEX reads_by_corrected ON reads (corrected) WHERE corrected IS NOT NULL;
