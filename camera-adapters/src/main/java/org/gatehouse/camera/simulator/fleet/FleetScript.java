package org.gatehouse.camera.simulator.fleet;

import java.net.InetSocketAddress;
import org.gatehouse.camera.simulator.Login;
import org.jspecify.annotations.Nullable;

/**
 * One camera of a fleet.
 *
 * @param address where it listens; port 0 for a free one
 * @param start which part of the clip it starts with, 0 to below 1
 * @param still what it shows while frozen; null if it cannot freeze so
 * @param stillWithClock what it shows while frozen with a running clock; null if it cannot
 * @param login the credentials it wants; null for none
 */
public record FleetScript(
    String id,
    InetSocketAddress address,
    PackedClip clip,
    double start,
    @Nullable PackedClip still,
    @Nullable PackedClip stillWithClock,
    @Nullable Login login) {}
