package org.gatehouse.analytics.worker.redact;

import org.gatehouse.analytics.worker.tracking.Box;

/** A face or a plate in one picture, in its pixels. */
record Sighting(Kind kind, Box box) {}
