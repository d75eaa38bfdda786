package org.gatehouse.bench.delivery;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The generator's own record of what was acknowledged: a line each, {@code serial micros}, on disk
 * before it counts. Any thread may note; one thread runs {@link #write}.
 */
final class AckBook implements AutoCloseable {
  private final FileChannel file;
  private final BlockingQueue<Submission> noted = new LinkedBlockingQueue<>();
  private final AtomicInteger durable = new AtomicInteger();

  /** Begins the file. */
  AckBook(Path path) throws IOException {
    file =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
  }

  void note(Submission submission) {
    noted.add(submission);
  }

  /** How many are on disk. */
  int durable() {
    return durable.get();
  }

  /** Waits for one, and puts it on disk with all that came meanwhile. */
  void write() throws IOException, InterruptedException {
    List<Submission> group = new ArrayList<>();
    group.add(noted.take());
    noted.drainTo(group);
    StringBuilder lines = new StringBuilder();
    for (Submission submission : group) {
      lines.append(submission.serial()).append(' ').append(submission.micros()).append('\n');
    }
    ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.US_ASCII));
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
    file.force(false);
    durable.addAndGet(group.size());
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
