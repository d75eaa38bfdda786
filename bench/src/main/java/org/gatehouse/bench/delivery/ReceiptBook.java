package org.gatehouse.bench.delivery;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;

/**
 * The receiver's record of what came, in that order: a line each, {@code micros id serial}. Events
 * that the generator did not make are passed over. Thread-safe.
 */
final class ReceiptBook implements AutoCloseable {
  private final BufferedWriter file;
  private final BitSet serials = new BitSet();

  /** Begins the file. */
  ReceiptBook(Path path) throws IOException {
    file = Files.newBufferedWriter(path);
  }

  /** Notes one, before it is answered. */
  synchronized void note(String id, String passage) {
    int serial = Submission.serial(passage);
    if (serial < 0) {
      return;
    }
    serials.set(serial);
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    try {
      file.write(micros + " " + id + " " + serial + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many different passages came. */
  synchronized int distinct() {
    return serials.cardinality();
  }

  @Override
  public synchronized void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
