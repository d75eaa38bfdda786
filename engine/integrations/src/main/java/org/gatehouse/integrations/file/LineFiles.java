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
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files of lines, one after the other, each whole line on disk when its call returns. Lines that
 * come at once share one flush. Thread-safe.
 */
final class LineFiles implements Closeable {
  private static final Logger log = LoggerFactory.getLogger(LineFiles.class);

  /** After so long another file is begun where old ones are deleted: they go as a whole. */
  private static final Duration LONGEST = Duration.ofDays(1);

  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'events-'yyyyMMdd'T'HHmmss.SSS'Z.ndjson'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Path folder;
  private final long mostBytes;
  private final @Nullable Duration keep;
  private final InstantSource clock;

  /** Held while something is written; never while it is flushed. */
  private final Object writing = new Object();

  /** Held while something is flushed; taken before that of writing. */
  private final Object flushing = new Object();

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("line-files").factory());

  private @Nullable FileChannel file;

  /** Where that is, and when it was begun. */
  private Path path;

  private Instant begun = Instant.MIN;
  private long written;
  private volatile long flushed;

  private LineFiles(Path folder, long mostBytes, @Nullable Duration keep, InstantSource clock) {
    this.folder = folder;
    path = folder;
    this.mostBytes = mostBytes;
    this.keep = keep;
    this.clock = clock;
  }

  /** Opens the folder, and cuts off a line that a killed process left half written. */
  static LineFiles open(Path folder, long mostBytes, @Nullable Duration keep, InstantSource clock)
      throws IOException {
    Files.createDirectories(folder);
    LineFiles files = new LineFiles(folder, mostBytes, keep, clock);
    for (Path there : files.all()) {
      cutHalfLine(there);
    }
    Files.delete(Files.createTempFile(folder, ".probe", ""));
    files.tidyEveryHour();
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

  /** Of any file: which was written last is not to be told by names after a clock was set back. */
  private static void cutHalfLine(Path path) throws IOException {
    long end = endOfLines(path);
    if (end < Files.size(path)) {
      try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
        channel.truncate(end);
        channel.force(true);
      }
    }
  }

  private static long endOfLines(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      ByteBuffer one = ByteBuffer.allocate(1);
      for (long end = channel.size(); end > 0; end--) {
        one.clear();
        channel.read(one, end - 1);
        if (one.get(0) == '\n') {
          return end;
        }
      }
      return 0;
    }
  }

  private void tidyEveryHour() {
    if (keep != null) {
      ScheduledFuture<?> _ = timer.scheduleWithFixedDelay(this::tidyOrSay, 1, 1, TimeUnit.HOURS);
    }
  }

  private void tidyOrSay() {
    try {
      tidy();
    } catch (IOException | RuntimeException e) {
      log.warn("{}: old files cannot be deleted, tried again in an hour: {}", folder, e.toString());
    }
  }

  /** Ends a file that is a day old, so that it may go once it is too old, and deletes what is. */
  void tidy() throws IOException {
    endIfDue();
    synchronized (writing) {
      dropOld();
    }
  }

  /** Appends a line, its end included; returns when it is on disk. */
  void append(byte[] line) throws IOException {
    endIfDue();
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

  private void endIfDue() throws IOException {
    synchronized (writing) {
      if (!isDue()) {
        return;
      }
    }
    // Who flushes it must not find it closed.
    synchronized (flushing) {
      synchronized (writing) {
        FileChannel channel = file;
        if (channel != null && isDue()) {
          channel.force(true);
          flushed = written;
          file = null;
          channel.close();
        }
      }
    }
  }

  /** Under the lock of writing. */
  private boolean isDue() throws IOException {
    FileChannel channel = file;
    return channel != null
        && (channel.position() >= mostBytes
            || (keep != null && !clock.instant().isBefore(begun.plus(LONGEST))));
  }

  /** Under the lock of writing. */
  private FileChannel current() throws IOException {
    FileChannel channel = file;
    if (channel != null) {
      return channel;
    }
    dropOld();
    begun = clock.instant();
    Path next = folder.resolve(NAME.format(begun));
    channel = FileChannel.open(next, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    channel.position(channel.size());
    file = channel;
    path = next;
    try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
      names.force(true);
    }
    return channel;
  }

  /** Under the lock of writing; spares the file that is being written. */
  private void dropOld() throws IOException {
    Duration limit = keep;
    if (limit == null) {
      return;
    }
    Instant before = clock.instant().minus(limit);
    for (Path old : all()) {
      boolean written = file != null && old.equals(path);
      if (!written && Files.getLastModifiedTime(old).toInstant().isBefore(before)) {
        Files.delete(old);
        log.info("{} is older than {} and deleted", old, limit);
      }
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
    synchronized (flushing) {
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
}
