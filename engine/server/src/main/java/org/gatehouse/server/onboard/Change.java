package org.gatehouse.server.onboard;

import java.util.List;

/**
 * What becomes of one camera.
 *
 * @param keys those that change, never their values
 */
public record Change(String id, Kind kind, List<String> keys) {
  /** The kinds of change. */
  public enum Kind {
    /** It was not there before. */
    ADDED,
    /** Some of its keys change. */
    CHANGED,
    /** It goes. */
    REMOVED,
    /** Nothing changes. */
    UNCHANGED
  }
}
