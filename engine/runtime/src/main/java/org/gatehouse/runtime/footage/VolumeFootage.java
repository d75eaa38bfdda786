package org.gatehouse.runtime.footage;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedSet;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.Footage;
import org.gatehouse.contract.storage.Gap;
import org.gatehouse.contract.storage.SegmentInfo;
import org.gatehouse.contract.storage.SegmentStore;

/** What lies on the volumes of a site, put together. Thread-safe; remembers nothing itself. */
public final class VolumeFootage implements Footage {
  private final SegmentStore volumes;

  /** Over those volumes. */
  public VolumeFootage(List<SegmentStore> volumes) {
    this.volumes = new JoinedVolumes(volumes);
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
    return GapFinder.find(segments(stream, from, to), from, to);
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
