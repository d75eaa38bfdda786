package org.gatehouse.storage.filesystem;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.GapCause;
import org.gatehouse.contract.storage.SegmentInfo;
import org.gatehouse.contract.storage.VolumeCheck.Fault;
import org.gatehouse.contract.storage.VolumeCheck.Finding;
import org.jspecify.annotations.Nullable;

/**
 * Finds segments of a stream that lie over each other. After a step of the server's clock backwards
 * they do, rightly, and say so. Owner: one thread.
 */
final class OverlapCheck {
  /** Rounding and a late picture are no overlap. */
  private static final Duration SEAM = Duration.ofMillis(500);

  private record Seen(Path file, SegmentInfo info) {}

  private final Map<StreamId, List<Seen>> streams = new HashMap<>();

  /** One more; null if there is nothing in it. */
  void add(Path file, @Nullable SegmentInfo info) {
    if (info != null) {
      streams.computeIfAbsent(info.stream(), s -> new ArrayList<>()).add(new Seen(file, info));
    }
  }

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    for (List<Seen> all : streams.values()) {
      all.sort(Comparator.comparing((Seen seen) -> seen.info().start()));
      for (int i = 1; i < all.size(); i++) {
        Seen before = all.get(i - 1);
        Seen after = all.get(i);
        Duration over = Duration.between(after.info().start(), before.info().end());
        if (over.compareTo(SEAM) > 0 && !stepped(before.info()) && !stepped(after.info())) {
          findings.add(new Finding(after.file(), Fault.OVERLAP, detail(over, before), ""));
        }
      }
    }
    return findings;
  }

  private static String detail(Duration over, Seen before) {
    return over.toMillis() + " ms of " + before.info().file();
  }

  private static boolean stepped(SegmentInfo info) {
    return info.before().stream().anyMatch(gap -> gap.cause() == GapCause.CLOCK_STEP);
  }
}
