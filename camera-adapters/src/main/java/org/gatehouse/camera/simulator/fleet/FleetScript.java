package org.gatehouse.camera.simulator.fleet;

import java.net.InetSocketAddress;
import java.util.Map;
import org.gatehouse.camera.simulator.Login;
import org.jspecify.annotations.Nullable;

/**
 * One camera of a fleet.
 *
 * @param address where it listens; port 0 for a free one
 * @param start which part of the clip it starts with, 0 to below 1
 * @param others clips that it can show in place of its own, by name
 * @param login the credentials it wants; null for none
 */
public record FleetScript(
    String id,
    InetSocketAddress address,
    PackedClip clip,
    double start,
    Map<String, PackedClip> others,
    @Nullable Login login) {
  /** Copies the map. */
  public FleetScript {
    others = Map.copyOf(others);
  }
}
