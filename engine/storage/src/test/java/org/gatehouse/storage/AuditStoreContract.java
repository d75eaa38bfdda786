package org.gatehouse.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gatehouse.contract.audit.AuditChain;
import org.gatehouse.contract.audit.AuditEntry;
import org.gatehouse.contract.audit.AuditPoint;
import org.gatehouse.contract.audit.AuditRow;
import org.gatehouse.contract.audit.AuditStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store of audit rows keeps to; implementations extend it. */
public abstract class AuditStoreContract {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");

  @TempDir protected Path folder;
  private AuditStore store;

  /** Opens the store of this test: the same content each time. */
  protected abstract AuditStore open();

  @BeforeEach
  void openStore() {
    store = open();
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  protected static AuditEntry entry(int n) {
    return AuditEntry.of(
        NOON.plus(Duration.ofHours(n)),
        "alice",
        "snapshot.seen",
        n % 2 == 0 ? "gate duty" : null,
        Map.of("event", "e" + n, "name", "京A·12345"));
  }

  private static List<AuditEntry> entries(int from, int to) {
    List<AuditEntry> entries = new ArrayList<>();
    for (int n = from; n < to; n++) {
      entries.add(entry(n));
    }
    return entries;
  }

  private void assertWhole(long rows) {
    AuditPoint at = store.begin();
    for (AuditRow row : store.after(0, 10_000)) {
      assertThat(AuditChain.follows(at, row)).as("%s", row).isTrue();
      at = row.point();
    }
    assertThat(at).isEqualTo(store.end());
    assertThat(at.sequence()).isEqualTo(rows);
  }

  @Test
  void begin_emptyStore_isTheStart() {
    assertThat(store.begin()).isEqualTo(AuditPoint.START);
    assertThat(store.end()).isEqualTo(AuditPoint.START);
    assertThat(store.after(0, 10)).isEmpty();
  }

  @Test
  void append_entries_comeBackAsAChainAlsoAfterReopening() {
    List<AuditRow> first = store.append(entries(0, 3));
    store.close();
    store = open();
    List<AuditRow> second = store.append(entries(3, 5));
    List<AuditRow> all = new ArrayList<>(first);
    all.addAll(second);
    assertThat(store.after(0, 10)).isEqualTo(all);
    assertThat(store.after(2, 2)).isEqualTo(all.subList(2, 4));
    assertThat(store.before(Long.MAX_VALUE, 2)).isEqualTo(all.subList(3, 5).reversed());
    assertThat(store.before(3, 10)).isEqualTo(all.subList(0, 2).reversed());
    assertWhole(5);
  }

  /** As when a command runs beside the engine. */
  @Test
  void append_twoStoresAtOnce_oneChain() throws Exception {
    try (AuditStore other = open();
        ExecutorService both = Executors.newFixedThreadPool(2)) {
      List<Future<?>> ends = new ArrayList<>();
      for (AuditStore each : List.of(store, other)) {
        ends.add(
            both.submit(
                () -> {
                  for (int n = 0; n < 20; n++) {
                    each.append(List.of(entry(n)));
                  }
                }));
      }
      for (Future<?> end : ends) {
        end.get();
      }
    }
    assertWhole(40);
  }

  @Test
  void cut_oldRows_goFromTheBeginningAndTheChainHolds() {
    List<AuditRow> rows = store.append(entries(0, 10));
    Instant four = NOON.plus(Duration.ofHours(4));
    assertThat(store.lastBefore(four, 3)).isEqualTo(rows.get(2).point());
    assertThat(store.lastBefore(four, 100)).isEqualTo(rows.get(3).point());
    store.cut(rows.get(3).point());
    assertThat(store.lastBefore(four, 100)).isNull();
    assertThat(store.begin()).isEqualTo(rows.get(3).point());
    assertThat(store.after(0, 10)).isEqualTo(rows.subList(4, 10));
    assertWhole(10);
    store.append(entries(10, 11));
    assertWhole(11);
  }

  @Test
  void cut_everything_leavesTheChainWhereItWas() {
    AuditPoint end = store.append(entries(0, 3)).getLast().point();
    assertThat(store.lastBefore(Instant.MAX, 100)).isEqualTo(end);
    store.cut(end);
    assertThat(store.begin()).isEqualTo(end);
    assertThat(store.end()).isEqualTo(end);
  }

  /** A clock that was set back: younger rows lie before an old one. */
  @Test
  void lastBefore_oldRowAmongYoungerOnes_isKept() {
    store.append(List.of(entry(5), entry(0), entry(6)));
    assertThat(store.lastBefore(NOON.plus(Duration.ofHours(4)), 100)).isNull();
  }
}
