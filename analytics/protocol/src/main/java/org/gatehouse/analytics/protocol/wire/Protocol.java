package org.gatehouse.analytics.protocol.wire;

/** The numbers that both ends agree on. */
public final class Protocol {
  /** Raised with every change that the other side would not understand. */
  public static final int VERSION = 2;

  /** The longest message, bytes: far above any picture, far below what would hurt. */
  public static final int MAX_FRAME = 16 * 1024 * 1024;

  /**
   * Access units of one lane that the engine may have sent and the worker not yet decoded: two
   * seconds of a common camera, so that a slow moment delays the analysis and costs nothing.
   */
  public static final int CREDITS = 48;

  /** Findings that a worker keeps until they are acknowledged; a lane that has more waits. */
  public static final int UNACKNOWLEDGED = 64;

  private Protocol() {}
}
