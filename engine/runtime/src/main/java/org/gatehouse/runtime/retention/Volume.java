package org.gatehouse.runtime.retention;

import java.util.function.LongSupplier;
import org.gatehouse.contract.storage.SegmentStore;

/**
 * A volume whose recordings are kept within bounds.
 *
 * @param store what lies on it
 * @param quota bytes that recordings may take there; {@link #UNLIMITED} if as much as there is
 * @param reserve bytes of it that must stay free; 0 if it is not looked at
 * @param free bytes of it that are free; negative if that cannot be told
 */
public record Volume(SegmentStore store, long quota, long reserve, LongSupplier free) {
  /** No limit. */
  public static final long UNLIMITED = Long.MAX_VALUE;

  /** A volume whose free room the store tells. */
  public Volume(SegmentStore store, long quota, long reserve) {
    this(store, quota, reserve, store::usableBytes);
  }
}
