package org.gatehouse.bench.hostile;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.SegmentInfo;
import org.gatehouse.contract.storage.SegmentStore;
import org.gatehouse.storage.filesystem.SegmentFiles;

/** What is missing in recordings, by the files themselves. */
final class RecordingGaps {
  /** Two pictures of 25 a second, and what clocks round. */
  private static final long STEP_MICROS = 100_000;

  private RecordingGaps() {}

  /** Gaps in the main streams of these cameras, each in words; one without any recording is one. */
  static List<String> of(Path recordings, List<String> cameras) throws IOException {
    SegmentStore store = new SegmentFiles(recordings);
    List<String> gaps = new ArrayList<>();
    for (String camera : cameras) {
      StreamId stream = StreamId.main(new CameraId(camera));
      for (String gap : in(store.list(stream, Instant.EPOCH, Instant.MAX))) {
        gaps.add(camera + " " + gap);
      }
    }
    return List.copyOf(gaps);
  }

  /**
   * A segment's start is when its first picture came, which a busy machine takes late, and its
   * length is the camera's: so only what every later segment is late by is missing.
   */
  static List<String> in(List<SegmentInfo> segments) {
    List<SegmentInfo> sorted =
        segments.stream().sorted(Comparator.comparing(SegmentInfo::start)).toList();
    if (sorted.isEmpty()) {
      return List.of("has no recording");
    }
    List<String> gaps = new ArrayList<>();
    long[] missing = missingMicros(sorted);
    for (int i = 1; i < missing.length; i++) {
      long gap = missing[i] - missing[i - 1];
      if (gap > STEP_MICROS) {
        gaps.add("from " + sorted.get(i - 1).end() + " for " + gap / 1000 + " ms");
      }
    }
    return gaps;
  }

  /** By segment, how much is missing before it: by so much it and all later ones are late. */
  private static long[] missingMicros(List<SegmentInfo> sorted) {
    long[] late = new long[sorted.size()];
    Instant due = sorted.getFirst().start();
    for (int i = 0; i < late.length; i++) {
      late[i] = ChronoUnit.MICROS.between(due, sorted.get(i).start());
      due = due.plus(sorted.get(i).durationMicros(), ChronoUnit.MICROS);
    }
    for (int i = late.length - 2; i >= 0; i--) {
      late[i] = Math.min(late[i], late[i + 1]);
    }
    return late;
  }
}
