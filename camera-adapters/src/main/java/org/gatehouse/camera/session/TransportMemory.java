package org.gatehouse.camera.session;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What carried each camera's stream last, so that a new session does not begin with what fails. The
 * longest unused are forgotten. Thread-safe.
 */
final class TransportMemory {
  private static final int MOST = 4096;

  private final Map<URI, LowerTransport> worked =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<URI, LowerTransport> eldest) {
          return size() > MOST;
        }
      };

  synchronized @Nullable LowerTransport worked(URI stream) {
    return worked.get(stream);
  }

  synchronized void worked(URI stream, LowerTransport transport) {
    worked.put(stream, transport);
  }

  /** It no longer does. */
  synchronized void failed(URI stream, LowerTransport transport) {
    worked.remove(stream, transport);
  }
}
