package org.gatehouse.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.gatehouse.contract.storage.EventLog;
import org.gatehouse.contract.storage.EventLog.PendingDelivery;
import org.gatehouse.contract.storage.StorageProvider.Stores;
import org.gatehouse.contract.storage.StoredEvent;
import org.gatehouse.contract.time.Ticker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGKILL in the middle of appending: whatever was acknowledged is there and owed. */
class KillTest {
  private static final int ROUNDS = 3;
  private static final int BEFORE_KILL = 150;
  private static final int ID_LENGTH = 36;

  @TempDir Path folder;

  @Test
  void kill9_whileAppending_losesNothingThatWasAcknowledged() throws Exception {
    Set<UUID> acknowledged = new HashSet<>();
    for (int round = 1; round <= ROUNDS; round++) {
      acknowledged.addAll(appendAndKill());
      Stores stores = new LocalStorageProvider().open(folder, Ticker.system());
      try (EventLog log = stores.events()) {
        Set<UUID> stored = new HashSet<>();
        for (StoredEvent event : log.after(0, Integer.MAX_VALUE)) {
          stored.add(event.event().id());
          assertThat(stores.snapshots().read(event.event().id(), "crop")).isNotEmpty();
        }
        assertThat(stored).containsAll(acknowledged);
        assertThat(log.backlog("backend").pending()).isEqualTo(stored.size());
      }
    }
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ROUNDS * BEFORE_KILL);
    assertThat(drain()).containsAll(acknowledged).doesNotHaveDuplicates();
  }

  private List<UUID> appendAndKill() throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                AppendingChild.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<UUID> acknowledged = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(child.getInputStream(), StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.length() == ID_LENGTH) {
          acknowledged.add(UUID.fromString(line));
        }
        if (acknowledged.size() == BEFORE_KILL) {
          child.toHandle().destroyForcibly();
        }
      }
    }
    assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
    // 128 + SIGKILL.
    assertThat(child.exitValue()).isEqualTo(137);
    return acknowledged;
  }

  /** Takes everything that is owed, in the order in which an outbox would. */
  private List<UUID> drain() {
    List<UUID> delivered = new ArrayList<>();
    try (EventLog log = new LocalStorageProvider().open(folder, Ticker.system()).events()) {
      for (List<PendingDelivery> due = log.due("backend", Instant.now(), 64);
          !due.isEmpty();
          due = log.due("backend", Instant.now(), 64)) {
        for (PendingDelivery delivery : due) {
          delivered.add(delivery.stored().event().id());
          log.delivered("backend", delivery.stored().sequence());
        }
      }
    }
    return delivered;
  }
}
