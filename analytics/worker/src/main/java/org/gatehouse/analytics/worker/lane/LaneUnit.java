package org.gatehouse.analytics.worker.lane;

import org.gatehouse.contract.media.AccessUnit;

/** An access unit with the number that the engine gave it. */
record LaneUnit(long seq, AccessUnit unit) {}
