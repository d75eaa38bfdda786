package org.gatehouse.contract.event;

/**
 * A picture that belongs to an event, stored before the event's row.
 *
 * @param name {@code crop} or {@code scene}
 * @param sha256 lower-case hex digest of the JPEG file
 * @param bytes size of the file
 */
public record Snapshot(String name, String sha256, long bytes) {}
