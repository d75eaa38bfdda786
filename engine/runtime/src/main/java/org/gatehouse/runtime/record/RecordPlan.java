package org.gatehouse.runtime.record;

/**
 * How a stream is recorded.
 *
 * @param priority who goes first when the disk is too slow for all
 */
public record RecordPlan(Wish wish, Priority priority) {
  /** Always and like most others. */
  public static final RecordPlan CONTINUOUS = new RecordPlan(Wish.ALWAYS, Priority.NORMAL);

  /** How important a camera is when the disk is too slow for all. */
  public enum Priority {
    /** Left out first. */
    LOW,
    /** Left out when leaving out the others was not enough. */
    NORMAL,
    /** Never left out. */
    HIGH
  }
}
