package org.gatehouse.integrations.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  /** What is written to; null where the next line begins another. Guarded by writing. */
  private @Nullable LineFile file;

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
    for (Path there : files.all()) {
      // Any of them: which was written last no name tells after a clock was set back.
      LineFile.cutHalfLine(there);
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

  /**
   * Appends a line, its end included; returns when it is on disk.
   *
   * @throws IOException if it is not, or may not be; another file is begun by the next one
   */
  void append(byte[] line) throws IOException {
    endIfDue();
    LineFile to;
    long end;
    synchronized (writing) {
      to = current();
      try {
        to.write(line);
      } catch (IOException e) {
        giveUp(to);
        throw e;
      }
      end = to.written();
    }
    flush(to, end);
  }

  private void flush(LineFile to, long end) throws IOException {
    synchronized (flushing) {
      if (to.flushed() >= end) {
        return;
      }
      if (to.givenUp()) {
        throw new FileSystemException(to.path().toString(), null, "it was given up by an error");
      }
      long upTo;
      synchronized (writing) {
        upTo = to.written();
      }
      try {
        to.flush(upTo);
      } catch (IOException e) {
        giveUp(to);
        throw e;
      }
    }
  }

  /** Whoever waits for a flush of it gets an error too: a later one might succeed for nothing. */
  private void giveUp(LineFile bad) {
    synchronized (writing) {
      bad.giveUp();
      if (file == bad) {
        file = null;
      }
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
        LineFile ending = file;
        if (ending != null && isDue()) {
          flush(ending, ending.written());
          file = null;
          ending.close();
        }
      }
    }
  }

  /** Under the lock of writing. */
  private boolean isDue() {
    LineFile now = file;
    return now != null
        && (now.written() >= mostBytes
            || (keep != null && !clock.instant().isBefore(now.begun().plus(LONGEST))));
  }

  /** Under the lock of writing. */
  private LineFile current() throws IOException {
    LineFile now = file;
    if (now == null) {
      dropOld();
      Instant begun = clock.instant();
      now = LineFile.begin(folder, NAME.format(begun), begun);
      file = now;
    }
    return now;
  }

  /** Under the lock of writing; spares the file that is being written. */
  private void dropOld() {
    Duration limit = keep;
    if (limit == null) {
      return;
    }
    Instant before = clock.instant().minus(limit);
    LineFile now = file;
    try {
      for (Path old : all()) {
        if (now == null || !old.equals(now.path())) {
          dropOld(old, before);
        }
      }
    } catch (IOException e) {
      log.warn("{}: old files cannot be found, tried again later: {}", folder, e.toString());
    }
  }

  /** What cannot be deleted holds up no event, and no other file. */
  private static void dropOld(Path old, Instant before) {
    try {
      if (Files.getLastModifiedTime(old).toInstant().isBefore(before)
          && Files.deleteIfExists(old)) {
        log.info("{} is from before {} and deleted", old, before);
      }
    } catch (IOException e) {
      log.warn("{} cannot be deleted, tried again later: {}", old, e.toString());
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
    synchronized (flushing) {
      synchronized (writing) {
        LineFile last = file;
        if (last != null) {
          last.close();
        }
        file = null;
      }
    }
  }
}
