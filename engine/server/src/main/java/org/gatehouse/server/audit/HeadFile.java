package org.gatehouse.server.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.gatehouse.contract.audit.AuditPoint;
import org.gatehouse.contract.audit.AuditRow;
import org.gatehouse.contract.audit.AuditStore;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.server.sitekey.SiteKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The head in a file of the data folder; beside it those that the rows do not agree with. */
final class HeadFile implements HeadKeeper {
  private static final Logger log = LoggerFactory.getLogger(HeadFile.class);
  private static final String DISPUTED = "audit-head.disputed-";
  private static final String HELP = "'./gatehouse audit verify' tells more";

  private final Path data;
  private final SiteKey key;

  HeadFile(Path data, SiteKey key) {
    this.data = data;
    this.key = key;
  }

  /** Heads that rows did not agree with when the engine started. */
  static List<Path> disputed(Path data) throws IOException {
    try (Stream<Path> files = Files.list(data)) {
      return files
          .filter(file -> String.valueOf(file.getFileName()).startsWith(DISPUTED))
          .sorted()
          .toList();
    }
  }

  @Override
  public String signed(AuditHead head) {
    return head.signed(key);
  }

  @Override
  public void keep(AuditHead head) throws IOException {
    head.write(data, key);
  }

  @Override
  public void compare(AuditStore store) {
    Path file = data.resolve(AuditHead.FILE);
    try {
      if (!Files.exists(file)) {
        missing(store);
      } else if (!agrees(file, store)) {
        Path kept = disputed();
        Files.move(file, kept);
        log.error("the audit log is not what its head says, which is kept as {}: {}", kept, HELP);
      }
    } catch (IOException e) {
      throw new ConfigException(
          "the head of the audit log %s cannot be looked after (%s): let this user write there"
              .formatted(file, e),
          e);
    }
  }

  /** There is a head from the first start on, so that one that is gone shows. */
  private void missing(AuditStore store) throws IOException {
    if (store.end().sequence() == 0) {
      keep(new AuditHead(store.begin(), store.end(), Instant.now()));
    } else {
      Path mark = Files.writeString(disputed(), "the head was missing\n");
      log.error("the head of the audit log is missing, though there are rows: {}, {}", mark, HELP);
    }
  }

  private Path disputed() {
    return data.resolve(DISPUTED + System.currentTimeMillis() + ".json");
  }

  private boolean agrees(Path file, AuditStore store) {
    try {
      AuditHead head = AuditHead.read(file, key.open());
      return head == null
          || (store.begin().sequence() <= head.begin().sequence() && has(store, head.end()));
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean has(AuditStore store, AuditPoint point) {
    if (store.begin().equals(point)) {
      return true;
    }
    List<AuditRow> found = store.after(point.sequence() - 1, 1);
    return !found.isEmpty() && found.getFirst().point().equals(point);
  }
}
