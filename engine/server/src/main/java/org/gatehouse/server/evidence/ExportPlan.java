package org.gatehouse.server.evidence;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.Gap;
import org.gatehouse.runtime.clip.Clip;
import org.gatehouse.runtime.clip.ClipFinder;

/**
 * What an export will be made of: the main stream, and the sub stream where the main one was not
 * recorded.
 *
 * @param jobs a file each, by camera, oldest first
 * @param gaps what is missing, as the manifest tells it
 */
record ExportPlan(List<Job> jobs, List<Map<String, Object>> gaps) {
  /** Shorter gaps and shorter pieces of the sub stream are not worth a file. */
  private static final Duration WORTH_FILLING = Duration.ofSeconds(1);

  /** A stretch of one stream. */
  record Job(StreamId stream, Clip clip) {
    CameraId camera() {
      return stream.camera();
    }
  }

  /**
   * Looks through the recordings; waits for the disk.
   *
   * @throws IOException if nothing is recorded then
   */
  static ExportPlan of(ExportRequest request, ExportParts parts) throws IOException {
    // What lies in the future is neither recorded nor missing.
    Instant until = request.to().isBefore(parts.now()) ? request.to() : parts.now();
    ExportPlan plan = new ExportPlan(new ArrayList<>(), new ArrayList<>());
    for (CameraId camera : request.cameras()) {
      plan.add(camera, request.from(), until, parts);
    }
    if (plan.jobs.isEmpty()) {
      throw new IOException(
          "nothing is recorded of "
              + request.cameras()
              + " from "
              + request.from()
              + " to "
              + request.to());
    }
    return plan;
  }

  private void add(CameraId camera, Instant from, Instant to, ExportParts parts)
      throws IOException {
    StreamId stream = StreamId.main(camera);
    ClipFinder.Found main = find(stream, from, to, parts);
    List<Job> found = new ArrayList<>(main.clips().stream().map(c -> new Job(stream, c)).toList());
    for (Gap gap : main.gaps()) {
      List<Job> instead = worthIt(gap.from(), gap.to()) ? instead(camera, gap, parts) : List.of();
      found.addAll(instead);
      Map<String, Object> told = tell(stream, gap);
      if (!instead.isEmpty()) {
        told.put("instead", "sub");
      }
    }
    found.sort(Comparator.comparing(job -> job.clip.from()));
    jobs.addAll(found);
  }

  /** What the sub stream has of that gap of the main one. */
  private List<Job> instead(CameraId camera, Gap gap, ExportParts parts) throws IOException {
    StreamId stream = StreamId.sub(camera);
    ClipFinder.Found sub = find(stream, gap.from(), gap.to(), parts);
    List<Job> found =
        sub.clips().stream()
            .filter(clip -> worthIt(clip.from(), clip.to()))
            .map(clip -> new Job(stream, clip))
            .toList();
    if (!found.isEmpty()) {
      sub.gaps().forEach(missing -> tell(stream, missing));
    }
    return found;
  }

  private static boolean worthIt(Instant from, Instant to) {
    return Duration.between(from, to).compareTo(WORTH_FILLING) >= 0;
  }

  private static ClipFinder.Found find(StreamId stream, Instant from, Instant to, ExportParts parts)
      throws IOException {
    return ClipFinder.find(parts.footage(), stream, from, to, parts.ticker());
  }

  private Map<String, Object> tell(StreamId stream, Gap gap) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("camera", stream.camera().value());
    tree.put("stream", stream.name());
    tree.put("from", gap.from().toString());
    tree.put("to", gap.to().toString());
    tree.put("cause", gap.cause().name().toLowerCase(Locale.ROOT));
    gaps.add(tree);
    return tree;
  }
}
