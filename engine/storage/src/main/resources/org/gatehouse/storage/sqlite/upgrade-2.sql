-- From version 1 to 2: a camera's events by time, for the marks on its time line.

CREATE INDEX events_by_camera ON events (camera, time_us, type);
