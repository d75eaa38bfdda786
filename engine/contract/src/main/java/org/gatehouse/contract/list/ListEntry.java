package org.gatehouse.contract.list;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One vehicle on a list. Immutable. There is one for a plate, a kind and a beginning.
 *
 * @param plate as {@link PlateText} makes it
 * @param from when it begins to hold, in whole seconds; null for ever before
 * @param until from when it holds no more, in whole seconds; null for never
 * @param lanes names of the lanes (cameras) where it holds; none for all of them
 * @param schedule times of the week at which it holds, as recordings have them; none for always
 * @param owner somebody else's reference, at most 64 characters; null without. It is kept and given
 *     back to whoever keeps the lists, and never stands in an event, a search or a log
 * @param passes of a visitor, how often it may pass; 0 for as often as it likes
 */
public record ListEntry(
    String plate,
    ListKind kind,
    @Nullable Instant from,
    @Nullable Instant until,
    Set<String> lanes,
    List<String> schedule,
    @Nullable String owner,
    int passes) {
  /** The most passes that one entry may give. */
  public static final int MOST_PASSES = 127;

  /** The longest reference to an owner, in characters. */
  public static final int LONGEST_OWNER = 64;

  /**
   * Checks and copies; what is more than whole seconds is left out, for no store keeps it.
   *
   * @throws IllegalArgumentException saying what is wrong
   */
  public ListEntry {
    lanes = Set.copyOf(lanes);
    schedule = List.copyOf(schedule);
    from = second(from);
    until = second(until);
    if (from != null && until != null && !from.isBefore(until)) {
      throw new IllegalArgumentException(
          "until: expected a time after from, " + from + ", but saw " + until);
    }
    if (owner != null && owner.length() > LONGEST_OWNER) {
      throw new IllegalArgumentException(
          "owner: expected 64 characters at most, but saw " + owner.length());
    }
    if (passes < 0 || passes > MOST_PASSES || (passes > 0 && kind != ListKind.VISITOR)) {
      throw new IllegalArgumentException(
          "passes: expected 1 to " + MOST_PASSES + " for a visitor, none for others");
    }
  }

  private static @Nullable Instant second(@Nullable Instant time) {
    return time == null ? null : time.truncatedTo(ChronoUnit.SECONDS);
  }

  /** An entry that always holds everywhere. */
  public static ListEntry of(String plate, ListKind kind) {
    return new ListEntry(plate, kind, null, null, Set.of(), List.of(), null, 0);
  }

  /** Its lanes in one text, the same for the same lanes. */
  public String laneText() {
    return String.join(" ", new TreeSet<>(lanes));
  }

  /** Its times of the week in one text. */
  public String scheduleText() {
    return String.join("; ", schedule);
  }

  /** Without the reference to the owner, so that it can be told of somewhere. */
  @Override
  public String toString() {
    return kind + " " + plate + " from " + from + " until " + until;
  }
}
