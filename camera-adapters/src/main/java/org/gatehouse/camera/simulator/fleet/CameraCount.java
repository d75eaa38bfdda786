package org.gatehouse.camera.simulator.fleet;

/**
 * What one camera of the fleet has seen and sent since it was added.
 *
 * @param connections open now
 * @param mostConnections open at once, ever
 * @param players clients that receive media now
 * @param sessions PLAY requests that were granted
 * @param refusedLogins requests that carried credentials and were answered 401
 * @param units access units sent whole
 * @param skipped access units that a client was too slow for
 * @param bytes of media sent
 */
public record CameraCount(
    String id,
    int connections,
    int mostConnections,
    int players,
    long sessions,
    long refusedLogins,
    long units,
    long skipped,
    long bytes) {}
