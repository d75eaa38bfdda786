package org.gatehouse.server.wiring;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Parts that were started; they are closed the other way round. Used by one thread at a time. */
final class Started implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Started.class);

  private final Deque<Part> parts = new ArrayDeque<>();

  private record Part(String name, AutoCloseable part) {}

  /** Closes it before those that were there already. */
  <T extends AutoCloseable> T use(String name, T part) {
    parts.push(new Part(name, part));
    return part;
  }

  /** One that fails does not keep the others open. */
  @Override
  public void close() {
    while (!parts.isEmpty()) {
      Part part = parts.pop();
      try {
        part.part().close();
      } catch (Exception e) {
        log.error("closing {} failed", part.name(), e);
      }
    }
  }
}
