package org.gatehouse.runtime.supervise;

import java.util.HashMap;
import java.util.Map;
import org.gatehouse.contract.media.StreamId;

/**
 * How many want each stream. Outlives a camera that is replaced. Owned by the supervisor thread.
 */
final class Demand {
  private final Map<StreamId, Integer> wanted = new HashMap<>();

  void more(StreamId stream) {
    wanted.merge(stream, 1, Integer::sum);
  }

  void less(StreamId stream) {
    wanted.computeIfPresent(stream, (id, count) -> count == 1 ? null : count - 1);
  }

  boolean any(StreamId stream) {
    return wanted.containsKey(stream);
  }
}
