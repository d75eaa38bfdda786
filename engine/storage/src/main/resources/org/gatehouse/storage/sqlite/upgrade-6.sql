-- From version 5 to 6: the end of a plate is sought, too; what was found is compared without fetching its row.
-- Version 7 makes the index of pieces anew.

DROP TABLE reads_index;

CREATE INDEX reads_by_sequence
  ON reads (sequence, text, folded, corrected, corrected_folded, camera);

CREATE INDEX reads_by_corrected ON reads (corrected) WHERE corrected IS NOT NULL;
