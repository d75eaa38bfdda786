package org.gatehouse.server.zones;

import java.util.Map;
import org.gatehouse.server.config.ZonesConfig;

/**
 * What is drawn on one camera's picture, wherever it is written.
 *
 * @param zones all that holds, under the number of the file's state; 0 if there is no file
 * @param fixed keys that stand where the camera itself does, with the file: not to be changed here
 * @param tag tells this state of the file from any other
 */
public record DrawnZones(ZonesConfig zones, Map<String, String> fixed, String tag) {
  /** Keeps its own map. */
  public DrawnZones {
    fixed = Map.copyOf(fixed);
  }
}
