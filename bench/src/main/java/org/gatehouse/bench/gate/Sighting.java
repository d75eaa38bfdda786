package org.gatehouse.bench.gate;

/**
 * One delivered final passage event, by time since the start of the stream.
 *
 * @param plate its text; empty if no plate was read
 * @param atSeconds last sight of the plate ({@code endedAt}): the time by which it is matched
 * @param deliveredSeconds when the receiver had accepted the first event of this passage, decided
 *     or final, that has this text
 */
record Sighting(String plate, double atSeconds, double deliveredSeconds) {}
