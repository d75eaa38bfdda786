package org.gatehouse.camera.simulator;

/** Which part of a track a client sees, and what follows its end. */
public enum Playback {
  /** Every client sees the track from its start, once; then RTCP BYE and the connection closes. */
  ONCE(false, false),
  /** Every client sees the track from its start, again and again. */
  LOOP(false, true),
  /**
   * Like a real camera: all clients see the same moment, joining at the next key picture. The
   * timeline starts at the camera's first PLAY and goes round for ever.
   */
  LIVE(true, true),
  /** As {@link #LIVE}, but ends with the track; who comes later gets BYE at once. */
  LIVE_ONCE(true, false);

  private final boolean shared;
  private final boolean endless;

  Playback(boolean shared, boolean endless) {
    this.shared = shared;
    this.endless = endless;
  }

  boolean shared() {
    return shared;
  }

  boolean endless() {
    return endless;
  }
}
