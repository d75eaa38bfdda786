package org.gatehouse.runtime.footage;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.Footage;
import org.gatehouse.contract.storage.Gap;
import org.gatehouse.contract.storage.SegmentInfo;
import org.gatehouse.contract.storage.SegmentStore;

/** What lies on the volumes of a site, put together. Thread-safe; remembers nothing itself. */
public final class VolumeFootage implements Footage {
  private final List<SegmentStore> volumes;

  /** Over those volumes. */
  public VolumeFootage(List<SegmentStore> volumes) {
    this.volumes = List.copyOf(volumes);
  }

  @Override
  public List<SegmentInfo> segments(StreamId stream, Instant from, Instant to) throws IOException {
    List<SegmentInfo> all = new ArrayList<>();
    for (SegmentStore volume : volumes) {
      all.addAll(volume.list(stream, from, to));
    }
    all.sort(Comparator.comparing(SegmentInfo::start).thenComparing(SegmentInfo::file));
    return all;
  }

  @Override
  public List<Gap> gaps(StreamId stream, Instant from, Instant to) throws IOException {
    return GapFinder.find(segments(stream, from, to), from, to);
  }

  @Override
  public SortedSet<LocalDate> days(StreamId stream) throws IOException {
    SortedSet<LocalDate> days = new TreeSet<>();
    for (SegmentStore volume : volumes) {
      days.addAll(volume.days(stream));
    }
    return days;
  }

  @Override
  public Path path(StreamId stream, String file) throws IOException {
    for (SegmentStore volume : volumes) {
      try {
        return volume.path(stream.camera(), file);
      } catch (NoSuchFileException elsewhere) {
        // Perhaps on the next volume.
      }
    }
    throw new NoSuchFileException(file);
  }
}
