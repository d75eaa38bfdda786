package org.gatehouse.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.gatehouse.contract.audit.AuditEntry;
import org.gatehouse.contract.audit.AuditStore;
import org.gatehouse.contract.storage.DataFolder;
import org.gatehouse.contract.storage.DataPlace;
import org.gatehouse.contract.storage.EventLog;
import org.gatehouse.contract.time.Ticker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a backup copies. */
class LocalDataFolderTest {
  private final LocalStorageProvider provider = new LocalStorageProvider();

  @TempDir private Path site;
  @TempDir private Path copies;

  private DataFolder folder() {
    return provider.folder(DataPlace.of(site));
  }

  private static void assertOwnerOnly(Path file) throws IOException {
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void copyEvents_intoAFolderThatOthersMayRead_isForItsOwnerOnly() throws Exception {
    try (EventLog log = provider.open(site, Ticker.system()).events()) {
      log.append(EventSamples.event("gate-in", 1));
      Path copy = copies.resolve("events.db");
      folder().copyEvents(copy);

      assertOwnerOnly(copy);
      assertThat(Files.size(copy)).isPositive();
    }
    assertThat(list(copies)).containsExactly(copies.resolve("events.db"));
  }

  @Test
  void copyStore_auditRowsWentSinceItsHeadWasCopied_copiesBothAgain() throws Exception {
    Path head = site.resolve("audit-head.json");
    try (AuditStore audit = provider.audit(DataPlace.of(site))) {
      for (int n = 0; n < 5; n++) {
        audit.append(List.of(AuditEntry.of(Instant.EPOCH, "alice", "login", null, Map.of())));
      }
      Files.writeString(head, "{\"beginSequence\": 0}");
      folder().copyStore(head, copies.resolve("audit-head.json"));
      Files.writeString(head, "{\"beginSequence\": 2}");
      audit.cut(audit.after(0, 2).getLast().point());

      folder().copyStore(site.resolve("audit.db"), copies.resolve("audit.db"));
    }

    assertThat(copies.resolve("audit-head.json")).hasContent("{\"beginSequence\": 2}");
    assertOwnerOnly(copies.resolve("audit-head.json"));
    try (AuditStore copy = provider.audit(DataPlace.of(copies))) {
      assertThat(copy.begin().sequence()).isEqualTo(2);
      assertThat(copy.end().sequence()).isEqualTo(5);
    }
  }

  @Test
  void copyStore_headThatDoesNotAgreeAtAll_isCopiedAsItIs() throws Exception {
    Path head = Files.writeString(site.resolve("audit-head.json"), "{\"beginSequence\": 0}");
    try (AuditStore audit = provider.audit(DataPlace.of(site))) {
      for (int n = 0; n < 3; n++) {
        audit.append(List.of(AuditEntry.of(Instant.EPOCH, "alice", "login", null, Map.of())));
      }
      audit.cut(audit.after(0, 2).getLast().point());
    }
    folder().copyStore(head, copies.resolve("audit-head.json"));
    folder().copyStore(site.resolve("audit.db"), copies.resolve("audit.db"));

    assertThat(list(copies))
        .containsExactly(copies.resolve("audit-head.json"), copies.resolve("audit.db"));
  }

  private static List<Path> list(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
