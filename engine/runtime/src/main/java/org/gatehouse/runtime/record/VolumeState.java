package org.gatehouse.runtime.record;

import java.nio.file.Path;

/**
 * How a volume fares, at one moment.
 *
 * @param detail what was seen; empty while it serves
 * @param streams that are recorded there
 * @param shedStreams of those, left out now because it is too slow
 * @param shedSound true while all sound is left out
 * @param usableBytes that were free when it was last tried; -1 if it did not say
 */
public record VolumeState(
    Path root,
    Health health,
    String detail,
    int streams,
    int shedStreams,
    boolean shedSound,
    long usableBytes) {
  /** Whether it can be written to. */
  public enum Health {
    /** It takes what it is given. */
    SERVES,
    /** There is no room; it is tried again by itself. */
    FULL,
    /** Writing fails, hangs, or the volume is gone; it is tried again by itself. */
    FAILED
  }
}
