-- From version 6 to 7: a read leaves the index of pieces by postings of its own. Marks of deleted rows were arranged anew
-- now and then, a tenth of a second at a time.

DROP TABLE IF EXISTS reads_index;

CREATE VIRTUAL TABLE reads_index USING fts5 (
  words, tokenize = 'trigram case_sensitive 1', content = '', detail = none
);

-- Merging is done a few pages at a time (SqliteDialect#tidy).
INSERT INTO reads_index (reads_index, rank) VALUES ('automerge', 0);

INSERT INTO reads_index (rowid, words)
  SELECT sequence, folded || '$' || coalesce(' ' || corrected_folded || '$', '') FROM reads;

-- Made in one go it is in hundreds of parts, which would be merged at once some day.
INSERT INTO reads_index (reads_index) VALUES ('optimize');
