-- Version 1. Times are microseconds since 1970-01-01T00:00:00Z.

CREATE TABLE events (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  id BLOB NOT NULL UNIQUE,
  site TEXT NOT NULL,
  camera TEXT NOT NULL,
  time_us INTEGER NOT NULL,
  type TEXT NOT NULL,
  data TEXT NOT NULL
) STRICT;

CREATE TABLE snapshots (
  sequence INTEGER NOT NULL REFERENCES events (sequence),
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  PRIMARY KEY (sequence, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE destinations (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  active INTEGER NOT NULL,
  delivered INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE deliveries (
  destination INTEGER NOT NULL REFERENCES destinations (id),
  sequence INTEGER NOT NULL REFERENCES events (sequence),
  camera TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending', 'parked', 'delivered')),
  attempts INTEGER NOT NULL DEFAULT 0,
  next_due_us INTEGER NOT NULL DEFAULT 0,
  reason TEXT,
  PRIMARY KEY (destination, sequence)
) STRICT, WITHOUT ROWID;

-- Finds the first pending delivery of each camera by skipping from camera to camera.
CREATE INDEX deliveries_by_camera ON deliveries (destination, camera, sequence, next_due_us)
  WHERE state = 'pending';

CREATE INDEX deliveries_pending ON deliveries (destination, sequence) WHERE state = 'pending';

CREATE INDEX deliveries_parked ON deliveries (destination, sequence) WHERE state = 'parked';
