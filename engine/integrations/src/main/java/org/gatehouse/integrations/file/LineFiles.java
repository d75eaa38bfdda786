package org.gatehouse.integrations.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files of lines, one after the other, each whole line on disk when its call returns. Lines that
 * come at once share one flush. Thread-safe.
 */
final class LineFiles implements Closeable {
  private static final Logger log = LoggerFactory.getLogger(LineFiles.class);
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'events-'yyyyMMdd'T'HHmmss.SSS'Z.ndjson'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Path folder;
  private final long mostBytes;
  private final @Nullable Duration keep;
  private final InstantSource clock;

  /** Held while something is written; never while it is flushed. */
  private final Object writing = new Object();

  private final Object flushing = new Object();
  private @Nullable FileChannel file;
  private long written;
  private volatile long flushed;

  private LineFiles(Path folder, long mostBytes, @Nullable Duration keep, InstantSource clock) {
    this.folder = folder;
    this.mostBytes = mostBytes;
    this.keep = keep;
    this.clock = clock;
  }

  /** Opens the folder, and cuts off a line that a killed process left half written. */
  static LineFiles open(Path folder, long mostBytes, @Nullable Duration keep, InstantSource clock)
      throws IOException {
    Files.createDirectories(folder);
    LineFiles files = new LineFiles(folder, mostBytes, keep, clock);
    List<Path> there = files.all();
    if (!there.isEmpty()) {
      cutHalfLine(there.getLast());
    }
    Files.delete(Files.createTempFile(folder, ".probe", ""));
    return files;
  }

  private List<Path> all() throws IOException {
    List<Path> paths = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, "events-*.ndjson")) {
      stream.forEach(paths::add);
    }
    Collections.sort(paths);
    return paths;
  }

  private static void cutHalfLine(Path path) throws IOException {
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long end = channel.size();
      ByteBuffer one = ByteBuffer.allocate(1);
      while (end > 0) {
        one.clear();
        channel.read(one, end - 1);
        if (one.get(0) == '\n') {
          break;
        }
        end--;
      }
      if (end < channel.size()) {
        channel.truncate(end);
        channel.force(true);
      }
    }
  }

  /** Appends a line, its end included; returns when it is on disk. */
  void append(byte[] line) throws IOException {
    long end;
    synchronized (writing) {
      FileChannel channel = current();
      long before = channel.position();
      try {
        ByteBuffer rest = ByteBuffer.wrap(line);
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
      } catch (IOException e) {
        // Half a line must not stand before the next one.
        channel.truncate(before);
        throw e;
      }
      written += line.length;
      end = written;
    }
    flush(end);
  }

  private void flush(long end) throws IOException {
    synchronized (flushing) {
      if (flushed >= end) {
        return;
      }
      FileChannel channel;
      long upTo;
      synchronized (writing) {
        channel = file;
        upTo = written;
      }
      if (channel != null) {
        channel.force(false);
      }
      flushed = upTo;
    }
  }

  /** Under the lock of writing. */
  private FileChannel current() throws IOException {
    FileChannel channel = file;
    if (channel != null && channel.position() < mostBytes) {
      return channel;
    }
    if (channel != null) {
      channel.force(true);
      channel.close();
    }
    file = null;
    dropOld();
    FileChannel next =
        FileChannel.open(
            folder.resolve(NAME.format(clock.instant())),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    next.position(next.size());
    file = next;
    try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
      names.force(true);
    }
    return next;
  }

  private void dropOld() throws IOException {
    Duration limit = keep;
    if (limit == null) {
      return;
    }
    Instant before = clock.instant().minus(limit);
    for (Path path : all()) {
      if (Files.getLastModifiedTime(path).toInstant().isBefore(before)) {
        Files.delete(path);
        log.info("{} is older than {} and deleted", path, limit);
      }
    }
  }

  @Override
  public void close() {
    synchronized (writing) {
      try {
        if (file != null) {
          file.close();
        }
      } catch (IOException e) {
        log.warn("{}: a file did not close: {}", folder, e.getMessage());
      }
      file = null;
    }
  }
}
