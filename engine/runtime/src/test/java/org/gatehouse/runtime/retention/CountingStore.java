package org.gatehouse.runtime.retention;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ObjLongConsumer;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.SegmentFile;
import org.gatehouse.contract.storage.SegmentInfo;
import org.gatehouse.contract.storage.SegmentKey;
import org.gatehouse.contract.storage.SegmentStore;
import org.jspecify.annotations.Nullable;

/** Segments that are names and sizes only; counts what is asked of it. */
final class CountingStore implements SegmentStore {
  final NavigableMap<SegmentKey, Long> segments = new TreeMap<>();
  final List<SegmentKey> asked = new ArrayList<>();
  int scans;
  boolean unreadable;

  /** Bytes that are free; negative if the volume does not say. */
  long free = -1;

  /** Deleting a segment of this camera fails. */
  @Nullable CameraId stuck;

  long bytes() {
    return segments.values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public void scan(ObjLongConsumer<SegmentKey> each) throws IOException {
    scans++;
    if (unreadable) {
      throw new IOException("Permission denied");
    }
    segments.forEach(each::accept);
  }

  @Override
  public boolean delete(SegmentKey segment) throws IOException {
    asked.add(segment);
    if (segment.stream().camera().equals(stuck)) {
      throw new IOException("Operation not permitted");
    }
    Long bytes = segments.remove(segment);
    if (bytes != null && free >= 0) {
      free += bytes;
    }
    return bytes != null;
  }

  @Override
  public Path root() {
    return Path.of("recordings");
  }

  @Override
  public SegmentFile create(StreamId stream, Instant start) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<SegmentInfo> list(StreamId stream, Instant from, Instant to) {
    return List.of();
  }

  @Override
  public long revision(StreamId stream) {
    return 0;
  }

  @Override
  public SortedSet<LocalDate> days(StreamId stream) {
    return new TreeSet<>();
  }

  @Override
  public Optional<SegmentInfo> latest(StreamId stream) {
    return Optional.empty();
  }

  @Override
  public Path path(CameraId camera, String file) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long usableBytes() {
    return free;
  }
}
