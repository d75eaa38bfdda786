package org.gatehouse.runtime.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.AudioFormat;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.Gap;
import org.gatehouse.contract.storage.SegmentFile;
import org.gatehouse.contract.storage.SegmentNotes;
import org.gatehouse.contract.storage.SegmentStore;
import org.gatehouse.runtime.mp4.FragmentWriter;
import org.gatehouse.runtime.mp4.InitSegment;
import org.gatehouse.runtime.mp4.SampleRun;
import org.gatehouse.runtime.mp4.SegmentIndexBox;
import org.jspecify.annotations.Nullable;

/**
 * One segment file while it grows: initialisation segment, notes, a place kept free for the index,
 * and fragments. Whatever moment the process dies at, the file plays up to its last whole fragment.
 *
 * <p>Owner: the recorder's thread. {@link #sync} and {@link #finish} wait for the disk and may be
 * called by others, one at a time; after {@link #finish} was handed over nothing is written.
 */
final class OpenSegment {
  private final SegmentFile file;
  private final SegmentWatch watch;
  private final SegmentIndexBox index = new SegmentIndexBox();
  private final FragmentWriter writer;
  private final long indexPosition;

  /** Decode time of the first sample: the file's zero. */
  private final long base;

  private final long startMicros;

  private long fragments;

  /** Decode time up to which the index tells: all of it adds up to the file's length. */
  private long indexed;

  private volatile boolean dirty = true;
  private volatile @Nullable Exception trouble;
  private boolean finished;

  private OpenSegment(
      SegmentFile file, SegmentWatch watch, byte[] init, SegmentNotes notes, long base, int offset)
      throws IOException {
    byte[] noted = notes.box();
    this.file = file;
    this.watch = watch;
    this.base = base;
    this.startMicros = ChronoUnit.MICROS.between(Instant.EPOCH, notes.start());
    this.indexed = base;
    this.writer = new FragmentWriter(base, offset);
    long front = init.length + (long) noted.length;
    this.indexPosition = SegmentIndexBox.place(front);
    file.append(
        ByteBuffer.wrap(init),
        ByteBuffer.wrap(noted),
        ByteBuffer.wrap(SegmentIndexBox.placeholder(front)));
    watch.opened(file.key());
    watch.grew(file.size());
  }

  /**
   * Begins a file at a key frame.
   *
   * @param sound what its second track holds; null for none
   * @param before what is missing before it
   * @param decodeTime the key frame's, on the stream's time line
   * @param offset its composition offset
   * @throws IllegalArgumentException if the parameter sets are damaged; then there is no file
   */
  static OpenSegment create(
      SegmentStore store,
      SegmentWatch watch,
      StreamId stream,
      AccessUnit first,
      @Nullable AudioFormat sound,
      List<Gap> before,
      long decodeTime,
      int offset)
      throws IOException {
    Instant start = Instant.EPOCH.plus(first.epochMicros(), ChronoUnit.MICROS);
    byte[] init = InitSegment.of(first.parameters(), sound, start);
    SegmentFile file = store.create(stream, start);
    try {
      SegmentNotes notes = new SegmentNotes(start, before);
      return new OpenSegment(file, watch, init, notes, decodeTime, offset);
    } catch (IOException | RuntimeException e) {
      discard(file, e);
      throw e;
    }
  }

  /**
   * Appends a fragment with one write. Times are those of the stream's time lines.
   *
   * @param soundBase time of the sound's that is 0 in the file
   */
  void write(SampleRun pictures, SampleRun sound, long soundBase) throws IOException {
    long before = file.size();
    ByteBuffer header = writer.headerWithTime(fragments + 1, pictures, sound, soundBase);
    file.append(FragmentWriter.gather(header, pictures, sound));
    fragments++;
    dirty = true;
    long bytes = file.size() - before;
    long end = Math.max(indexed, pictures.start() + pictures.duration());
    index.add(bytes, end - indexed, pictures.startsWithKey());
    indexed = end;
    watch.grew(bytes);
  }

  /**
   * Waits until all of it is on disk, if anything was written since the last time. A failure is
   * kept for {@link #trouble}.
   */
  synchronized void sync() {
    if (!dirty || finished) {
      return;
    }
    dirty = false;
    try {
      file.sync();
    } catch (IOException | RuntimeException e) {
      trouble = e;
    }
  }

  /** What went wrong while nobody waited; null if nothing did. */
  @Nullable Exception trouble() {
    return trouble;
  }

  /** Puts the index into its place, syncs and closes; a file without fragments goes away. */
  synchronized void finish() throws IOException {
    finished = true;
    long size = fragments == 0 ? 0 : file.size();
    try {
      close();
    } finally {
      watch.grew(-file.size());
      watch.closed(file.key(), size);
    }
  }

  private void close() throws IOException {
    if (fragments == 0) {
      file.discard();
      return;
    }
    try (file) {
      file.overwrite(indexPosition + SegmentIndexBox.BOX_HEADER, ByteBuffer.wrap(index.content()));
      file.sync();
      // Not waited for: without it the place is a free box, and the file is read by its fragments.
      file.overwrite(indexPosition, ByteBuffer.wrap(index.header()));
    }
  }

  /** Time from its first sample to {@code decodeTime}. */
  long age(long decodeTime) {
    return decodeTime - base;
  }

  /** Wall-clock time of {@code decodeTime}, counted from the beginning as readers do. */
  long micros(long decodeTime) {
    return startMicros + (decodeTime - base) * 1_000_000L / InitSegment.TIMESCALE;
  }

  long size() {
    return file.size();
  }

  @Override
  public String toString() {
    return file.path().toString();
  }

  private static void discard(SegmentFile file, Exception cause) {
    try {
      file.discard();
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }
}
