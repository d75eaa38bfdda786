package org.gatehouse.storage.sql;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gatehouse.contract.storage.UnreadableEventException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of each event that pages leave out, once: every reader comes by it again and again.
 * Thread-safe.
 */
final class UnreadableRows {
  private static final Logger log = LoggerFactory.getLogger(UnreadableRows.class);
  private static final int REMEMBERED = 10_000;

  private final Map<Long, Boolean> told =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
          return size() > REMEMBERED;
        }
      };

  synchronized void leaveOut(UnreadableEventException e) {
    if (told.put(e.sequence(), true) == null) {
      log.error("{}; it is left out of what is shown and told", e.getMessage());
    }
  }
}
