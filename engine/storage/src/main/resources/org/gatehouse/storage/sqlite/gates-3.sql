-- Version 3: all that the event of an order tells, and whether that event is on disk.

ALTER TABLE intents ADD COLUMN sent_us INTEGER

ALTER TABLE intents ADD COLUMN detail TEXT NOT NULL DEFAULT ''

ALTER TABLE intents ADD COLUMN told INTEGER NOT NULL DEFAULT 0

UPDATE intents SET told = 1 WHERE outcome IS NOT NULL

CREATE INDEX intents_untold ON intents (decided_us) WHERE outcome IS NOT NULL AND told = 0
