package org.gatehouse.analytics.protocol.engine;

import org.gatehouse.contract.media.StreamId;

/** A time in which a lane was not watched, epoch microseconds. */
record Gap(StreamId stream, long fromMicros, long toMicros, String cause) {}
