-- From version 2 to 3: what is too old is found, and deleting an event finds what refers to it.

CREATE INDEX events_by_time ON events (time_us);

CREATE INDEX deliveries_by_event ON deliveries (sequence);
