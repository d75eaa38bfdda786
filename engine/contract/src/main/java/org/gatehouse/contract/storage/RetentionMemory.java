package org.gatehouse.contract.storage;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;

/**
 * What retention knows and cannot see on the disk.
 *
 * @param at when it knew that
 * @param broken promises of cameras that were broken
 * @param classes of cameras that there are recordings of, those removed since included
 * @param deleted when the recordings were that are gone, oldest first
 */
public record RetentionMemory(
    Instant at,
    Map<CameraId, Broken> broken,
    Map<CameraId, String> classes,
    Map<StreamId, List<Span>> deleted) {
  /** Nothing is known, and never was. */
  public static final RetentionMemory NONE =
      new RetentionMemory(Instant.EPOCH, Map.of(), Map.of(), Map.of());

  /** Copies the maps. */
  public RetentionMemory {
    broken = Map.copyOf(broken);
    classes = Map.copyOf(classes);
    deleted = Map.copyOf(deleted);
  }

  /**
   * Something had to go before its time.
   *
   * @param since when that began
   * @param until when nothing is missing any more of what is promised
   */
  public record Broken(Instant since, Instant until) {}

  /**
   * A stretch of time.
   *
   * @param to not before {@code from}
   */
  public record Span(Instant from, Instant to) {
    /** Checks the order. */
    public Span {
      if (to.isBefore(from)) {
        throw new IllegalArgumentException("a stretch that ends at " + to + ", before " + from);
      }
    }
  }
}
