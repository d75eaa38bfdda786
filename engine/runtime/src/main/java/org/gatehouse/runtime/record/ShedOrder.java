package org.gatehouse.runtime.record;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.gatehouse.contract.media.StreamId;

/**
 * Who is left out first when a volume is too slow: sub streams, then cameras of low priority, then
 * the others; always the same ones, so that the rest is whole. Those of high priority never are.
 */
final class ShedOrder {
  private static final int NEVER = 3;

  private static final Comparator<StreamRecording> ORDER =
      Comparator.comparingInt(ShedOrder::rank)
          .thenComparing(recording -> recording.stream().toString());

  private ShedOrder() {}

  /** Those that may be left out, the first to go first. */
  static List<StreamRecording> of(Collection<StreamRecording> all) {
    return all.stream().filter(recording -> rank(recording) < NEVER).sorted(ORDER).toList();
  }

  private static int rank(StreamRecording recording) {
    if (recording.stream().equals(StreamId.sub(recording.stream().camera()))) {
      return 0;
    }
    return switch (recording.plan().priority()) {
      case LOW -> 1;
      case NORMAL -> 2;
      case HIGH -> NEVER;
    };
  }
}
