package org.gatehouse.runtime.footage;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.Footage;
import org.gatehouse.contract.storage.Gap;
import org.gatehouse.contract.storage.GapCause;
import org.gatehouse.contract.storage.SegmentInfo;
import org.gatehouse.contract.storage.SegmentStore;
import org.jspecify.annotations.Nullable;

/** What lies on the volumes of a site, put together. Thread-safe; remembers nothing itself. */
public final class VolumeFootage implements Footage {
  private final SegmentStore volumes;
  private final GapKnowledge knowledge;

  /** Over those volumes, which alone are asked. */
  public VolumeFootage(List<SegmentStore> volumes) {
    this(volumes, GapKnowledge.NONE);
  }

  /** Over those volumes, of which an engine knows more. */
  public VolumeFootage(List<SegmentStore> volumes, GapKnowledge knowledge) {
    this.volumes = new JoinedVolumes(volumes);
    this.knowledge = knowledge;
  }

  @Override
  public List<SegmentInfo> segments(StreamId stream, Instant from, Instant to) throws IOException {
    return volumes.list(stream, from, to);
  }

  @Override
  public long revision(StreamId stream) {
    return volumes.revision(stream);
  }

  @Override
  public List<Gap> gaps(StreamId stream, Instant from, Instant to) throws IOException {
    List<SegmentInfo> segments = segments(stream, from, to);
    List<Gap> all = new ArrayList<>();
    for (Gap gap : GapFinder.find(segments, from, to)) {
      boolean open = gap.to().equals(to) && !gap.soundOnly();
      if (open && gap.cause() == GapCause.UNKNOWN) {
        all.addAll(last(stream, gap, segments));
      } else {
        all.addAll(explained(stream, gap, GapCause.UNKNOWN));
      }
    }
    return all;
  }

  /** The gap at the end: what comes after it tells its cause, or if nothing does, the present. */
  private List<Gap> last(StreamId stream, Gap gap, List<SegmentInfo> segments) throws IOException {
    SegmentInfo next = next(stream, gap.to(), segments);
    if (next == null) {
      GapCause now = knowledge.now(stream);
      return explained(stream, gap, now == null ? GapCause.UNKNOWN : now);
    }
    List<Gap> parts = new ArrayList<>();
    for (Gap part : GapFinder.find(List.of(next), gap.from(), next.start())) {
      if (!part.soundOnly() && part.from().isBefore(gap.to())) {
        Instant to = part.to().isBefore(gap.to()) ? part.to() : gap.to();
        Gap cut = new Gap(part.from(), to, part.cause(), false);
        parts.addAll(explained(stream, cut, GapCause.UNKNOWN));
      }
    }
    return parts;
  }

  private List<Gap> explained(StreamId stream, Gap gap, GapCause rest) {
    return gap.soundOnly() || gap.cause() != GapCause.UNKNOWN
        ? List.of(gap)
        : DeletedGaps.split(gap, knowledge.deleted(stream, gap.from(), gap.to()), rest);
  }

  /** The first segment that begins at that time or later; null if there is none. */
  private @Nullable SegmentInfo next(StreamId stream, Instant time, List<SegmentInfo> before)
      throws IOException {
    Optional<SegmentInfo> latest = volumes.latest(stream);
    if (latest.isEmpty() || latest.get().start().isBefore(time) || before.contains(latest.get())) {
      return null;
    }
    for (LocalDate day : days(stream).tailSet(LocalDate.ofInstant(time, ZoneOffset.UTC))) {
      Instant begin = day.atStartOfDay(ZoneOffset.UTC).toInstant();
      Instant from = begin.isBefore(time) ? time : begin;
      for (SegmentInfo segment : segments(stream, from, begin.plus(1, ChronoUnit.DAYS))) {
        if (!segment.start().isBefore(time)) {
          return segment;
        }
      }
    }
    return null;
  }

  @Override
  public SortedSet<LocalDate> days(StreamId stream) throws IOException {
    return volumes.days(stream);
  }

  @Override
  public Path path(StreamId stream, String file) throws IOException {
    return volumes.path(stream.camera(), file);
  }
}
