package org.gatehouse.runtime.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.SegmentFile;
import org.gatehouse.contract.storage.SegmentStore;
import org.gatehouse.runtime.mp4.FragmentWriter;
import org.gatehouse.runtime.mp4.InitSegment;
import org.gatehouse.runtime.mp4.Sample;
import org.gatehouse.runtime.mp4.SegmentIndexBox;

/**
 * One segment file while it grows: initialisation segment, a place kept free for the index, and
 * fragments. Whatever moment the process dies at, the file plays up to its last whole fragment.
 * Owner: the recorder's thread.
 */
final class OpenSegment {
  private final SegmentFile file;
  private final SegmentIndexBox index = new SegmentIndexBox();
  private final long startMicros;
  private final long indexPosition;

  /** Decode time and composition offset of the first sample: the file's zero. */
  private final long base;

  private final int offsetBase;

  private long fragments;
  private boolean dirty = true;

  private OpenSegment(SegmentFile file, AccessUnit first, long decodeTime, int offset)
      throws IOException {
    this.file = file;
    this.startMicros = first.epochMicros();
    this.base = decodeTime;
    this.offsetBase = offset;
    byte[] init = InitSegment.of(first.parameters(), first.parameters().sps(), start());
    this.indexPosition = init.length;
    file.append(ByteBuffer.wrap(init), ByteBuffer.wrap(SegmentIndexBox.placeholder()));
  }

  /**
   * Begins a file at a key frame.
   *
   * @param decodeTime the key frame's, on the stream's time line
   * @param offset its composition offset
   */
  static OpenSegment create(
      SegmentStore store, StreamId stream, AccessUnit first, long decodeTime, int offset)
      throws IOException {
    SegmentFile file = store.create(stream, instant(first.epochMicros()));
    try {
      return new OpenSegment(file, first, decodeTime, offset);
    } catch (IOException | RuntimeException e) {
      discard(file, e);
      throw e;
    }
  }

  /** Appends a fragment with one write. The samples' times are those of the stream's time line. */
  void write(List<Sample> samples) throws IOException {
    List<Sample> own = new ArrayList<>(samples.size());
    long duration = 0;
    for (Sample s : samples) {
      int offset = s.compositionOffset() - offsetBase;
      own.add(new Sample(s.unit(), s.decodeTime() - base, s.duration(), offset));
      duration += s.duration();
    }
    long before = file.size();
    byte[] header = FragmentWriter.headerWithTime(fragments + 1, own);
    file.append(FragmentWriter.gather(header, own));
    fragments++;
    dirty = true;
    index.add(file.size() - before, duration, samples.getFirst().unit().randomAccess());
  }

  /** Waits until all of it is on disk, if anything was written since the last time. */
  void sync() throws IOException {
    if (dirty) {
      file.sync();
      dirty = false;
    }
  }

  /** Puts the index into its place, syncs and closes; a file without fragments goes away. */
  void finish() throws IOException {
    if (fragments == 0) {
      file.discard();
      return;
    }
    try (file) {
      file.overwrite(indexPosition, ByteBuffer.wrap(index.bytes()));
      file.sync();
    }
  }

  /** Closes after a failure: keeps what can be kept, and adds what fails again to {@code cause}. */
  void abandon(Exception cause) {
    try {
      finish();
    } catch (IOException | RuntimeException e) {
      cause.addSuppressed(e);
    }
  }

  /** Time from its first sample to {@code decodeTime}. */
  long age(long decodeTime) {
    return decodeTime - base;
  }

  long size() {
    return file.size();
  }

  @Override
  public String toString() {
    return file.path().toString();
  }

  private Instant start() {
    return instant(startMicros);
  }

  private static Instant instant(long epochMicros) {
    return Instant.EPOCH.plus(epochMicros, ChronoUnit.MICROS);
  }

  private static void discard(SegmentFile file, Exception cause) {
    try {
      file.discard();
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }
}
