package org.gatehouse.bench.hostile;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
  private static final Duration STEP = Duration.ofMillis(100);

  private RecordingGaps() {}

  /** Gaps in the main streams of these cameras; one without any recording counts as one. */
  static int of(Path recordings, List<String> cameras) throws IOException {
    SegmentStore store = new SegmentFiles(recordings);
    int gaps = 0;
    for (String camera : cameras) {
      StreamId stream = StreamId.main(new CameraId(camera));
      gaps += in(store.list(stream, Instant.EPOCH, Instant.MAX));
    }
    return gaps;
  }

  static int in(List<SegmentInfo> segments) {
    List<SegmentInfo> sorted =
        segments.stream().sorted(Comparator.comparing(SegmentInfo::start)).toList();
    int gaps = sorted.isEmpty() ? 1 : 0;
    for (int i = 1; i < sorted.size(); i++) {
      Instant before = sorted.get(i - 1).end();
      gaps += Duration.between(before, sorted.get(i).start()).compareTo(STEP) > 0 ? 1 : 0;
    }
    return gaps;
  }
}
