package org.gatehouse.runtime.testing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.ObjLongConsumer;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.SegmentFile;
import org.gatehouse.contract.storage.SegmentInfo;
import org.gatehouse.contract.storage.SegmentKey;
import org.gatehouse.contract.storage.SegmentStore;
import org.jspecify.annotations.Nullable;

/** Segments in one folder, in the order in which they were begun; fails while it is told to. */
public final class FolderStore implements SegmentStore {
  private final Path root;
  private final List<Path> created = new ArrayList<>();
  private final List<Instant> starts = new ArrayList<>();
  private volatile @Nullable String failure;
  private volatile @Nullable CameraId failing;
  private volatile @Nullable String broken;
  private volatile @Nullable FakeTicker slowed;
  private volatile long bytesPerSecond;
  private volatile long usable = 12L << 20;
  private int writes;
  private int syncs;

  public FolderStore(Path root) {
    this.root = root;
  }

  /** Everything for that camera fails with this message, or works again if it is null. */
  public void fail(CameraId camera, @Nullable String message) {
    failing = camera;
    failure = message;
  }

  /** Everything fails with this message, or works again if it is null. */
  public void breakDown(@Nullable String message) {
    broken = message;
  }

  /** Each append takes its time from now on; 0 for none. */
  public void slow(FakeTicker ticker, long bytesInASecond) {
    slowed = ticker;
    bytesPerSecond = bytesInASecond;
  }

  /** Says that so many bytes are free. */
  public void usable(long bytes) {
    usable = bytes;
  }

  /** The files begun of that stream. */
  public synchronized List<Path> created(StreamId stream) {
    return created.stream().filter(path -> path.toString().contains(name(stream) + "-")).toList();
  }

  private static String name(StreamId stream) {
    return stream.name().equals("main") ? stream.camera().value() : stream.camera() + "+sub";
  }

  /** The files begun, discarded ones included. */
  public synchronized List<Path> created() {
    return List.copyOf(created);
  }

  /** The start times given, one for each of {@link #created}. */
  public synchronized List<Instant> starts() {
    return List.copyOf(starts);
  }

  /** Calls of append so far. */
  public synchronized int writes() {
    return writes;
  }

  /** Calls of sync so far. */
  public synchronized int syncs() {
    return syncs;
  }

  @Override
  public synchronized SegmentFile create(StreamId stream, Instant start) throws IOException {
    check(stream.camera());
    Path path = root.resolve(name(stream) + "-" + created.size() + ".mp4");
    created.add(path);
    starts.add(start);
    return new File(new SegmentKey(stream, start), path);
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
  public void scan(ObjLongConsumer<SegmentKey> each) {}

  @Override
  public boolean delete(SegmentKey segment) {
    return false;
  }

  @Override
  public Path path(CameraId camera, String file) {
    return root.resolve(file);
  }

  @Override
  public Path root() {
    return root;
  }

  @Override
  public long usableBytes() {
    return usable;
  }

  @Override
  public void probe(long bytes) throws IOException {
    String message = broken;
    if (message != null) {
      throw new IOException(message);
    }
  }

  private void check(CameraId camera) throws IOException {
    probe(0);
    String message = failure;
    if (message != null && camera.equals(failing)) {
      throw new IOException(message);
    }
  }

  private final class File implements SegmentFile {
    private final SegmentKey key;
    private final CameraId camera;
    private final Path path;
    private final FileChannel channel;
    private long size;

    File(SegmentKey key, Path path) throws IOException {
      this.key = key;
      this.camera = key.stream().camera();
      this.path = path;
      this.channel =
          FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    @Override
    public SegmentKey key() {
      return key;
    }

    @Override
    public Path path() {
      return path;
    }

    @Override
    public long size() {
      return size;
    }

    @Override
    public void append(ByteBuffer... buffers) throws IOException {
      check(camera);
      synchronized (FolderStore.this) {
        writes++;
      }
      FakeTicker ticker = slowed;
      long length = Arrays.stream(buffers).mapToLong(ByteBuffer::remaining).sum();
      if (ticker != null && bytesPerSecond > 0) {
        ticker.advance(Duration.ofNanos(length * 1_000_000_000L / bytesPerSecond));
      }
      for (ByteBuffer buffer : buffers) {
        while (buffer.hasRemaining()) {
          size += channel.write(buffer, size);
        }
      }
    }

    @Override
    public void overwrite(long position, ByteBuffer bytes) throws IOException {
      check(camera);
      channel.write(bytes, position);
    }

    @Override
    public void sync() throws IOException {
      check(camera);
      synchronized (FolderStore.this) {
        syncs++;
      }
    }

    @Override
    public void discard() throws IOException {
      channel.close();
      Files.deleteIfExists(path);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
