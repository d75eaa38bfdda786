-- The events of a plate, and of the passages at which it was read.

CREATE INDEX events_by_plate ON events ((data -> 'plate' ->> 'text'))
  WHERE type LIKE 'org.gatehouse.passage.%';

CREATE INDEX events_by_passage ON events ((data ->> 'passageId'))
  WHERE type LIKE 'org.gatehouse.passage.%';
