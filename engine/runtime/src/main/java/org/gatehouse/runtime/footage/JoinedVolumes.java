package org.gatehouse.runtime.footage;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.ObjLongConsumer;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.SegmentFile;
import org.gatehouse.contract.storage.SegmentInfo;
import org.gatehouse.contract.storage.SegmentKey;
import org.gatehouse.contract.storage.SegmentStore;

/**
 * All volumes of a site as one store, to read and to delete from: who writes chooses a volume
 * first. Thread-safe; remembers nothing itself.
 */
public final class JoinedVolumes implements SegmentStore {
  private final List<SegmentStore> volumes;

  /** At least one. */
  public JoinedVolumes(List<SegmentStore> volumes) {
    this.volumes = List.copyOf(volumes);
  }

  /** Never: a segment is created on one volume. */
  @Override
  public SegmentFile create(StreamId stream, Instant start) {
    throw new UnsupportedOperationException("segments are created on one volume, not on all");
  }

  @Override
  public List<SegmentInfo> list(StreamId stream, Instant from, Instant to) throws IOException {
    List<SegmentInfo> all = new ArrayList<>();
    for (SegmentStore volume : volumes) {
      all.addAll(volume.list(stream, from, to));
    }
    all.sort(Comparator.comparing(SegmentInfo::start).thenComparing(SegmentInfo::file));
    return all;
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
  public Optional<SegmentInfo> latest(StreamId stream) throws IOException {
    List<SegmentInfo> found = new ArrayList<>();
    for (SegmentStore volume : volumes) {
      volume.latest(stream).ifPresent(found::add);
    }
    return found.stream().max(Comparator.comparing(SegmentInfo::end));
  }

  @Override
  public long revision(StreamId stream) {
    return volumes.stream().mapToLong(volume -> volume.revision(stream)).sum();
  }

  @Override
  public void scan(ObjLongConsumer<SegmentKey> each) throws IOException {
    for (SegmentStore volume : volumes) {
      volume.scan(each);
    }
  }

  @Override
  public boolean delete(SegmentKey segment) throws IOException {
    for (SegmentStore volume : volumes) {
      if (volume.delete(segment)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Path path(CameraId camera, String file) throws IOException {
    for (SegmentStore volume : volumes) {
      try {
        return volume.path(camera, file);
      } catch (NoSuchFileException elsewhere) {
        // Perhaps on the next volume.
      }
    }
    throw new NoSuchFileException(file);
  }

  @Override
  public Path root() {
    return volumes.getFirst().root();
  }

  @Override
  public long usableBytes() {
    return volumes.stream().mapToLong(SegmentStore::usableBytes).filter(free -> free >= 0).sum();
  }
}
