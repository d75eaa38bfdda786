package org.gatehouse.runtime.retention;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.Hold;
import org.gatehouse.runtime.retention.StreamSegments.Item;
import org.jspecify.annotations.Nullable;

/**
 * Which segments some holds keep. A segment is kept as a whole if any part of it may be held: how
 * long it is shows by where the next one begins, so the last one that begins before a stretch, up
 * to an hour earlier, is kept with it. Immutable.
 */
final class HeldTimes {
  /** No segment is as long. */
  static final long LONGEST = Duration.ofHours(1).toMillis();

  private final Map<CameraId, List<Hold>> holds = new HashMap<>();

  HeldTimes(List<Hold> active) {
    active.forEach(hold -> holds.computeIfAbsent(hold.camera(), _ -> new ArrayList<>()).add(hold));
  }

  /** The stream's first segment at or after that time that may be deleted; null if none. */
  @Nullable Item deletable(VolumeLedger ledger, StreamId stream, long time) {
    List<Hold> ofCamera = holds.getOrDefault(stream.camera(), List.of());
    Item item = ledger.deletable(stream, time);
    while (item != null) {
      Hold keeping = keeping(ofCamera, ledger, stream, item.start());
      if (keeping == null) {
        return item;
      }
      long after = Math.max(item.start(), keeping.to().toEpochMilli()) + 1;
      item = ledger.deletable(stream, after);
    }
    return null;
  }

  /** Whether any part of the stream's segment of that start is, or may be, held. */
  boolean covers(VolumeLedger ledger, StreamId stream, long start) {
    List<Hold> ofCamera = holds.getOrDefault(stream.camera(), List.of());
    return keeping(ofCamera, ledger, stream, start) != null;
  }

  private static @Nullable Hold keeping(
      List<Hold> ofCamera, VolumeLedger ledger, StreamId stream, long start) {
    for (Hold hold : ofCamera) {
      long from = hold.from().toEpochMilli();
      if (start <= hold.to().toEpochMilli()
          && (start >= from || reaches(ledger, stream, start, from))) {
        return hold;
      }
    }
    return null;
  }

  private static boolean reaches(VolumeLedger ledger, StreamId stream, long start, long from) {
    if (from - start > LONGEST) {
      return false;
    }
    Item next = ledger.ceiling(stream, start + 1);
    return next == null || next.start() > from;
  }
}
