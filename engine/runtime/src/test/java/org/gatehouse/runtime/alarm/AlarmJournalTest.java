package org.gatehouse.runtime.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.gatehouse.contract.alarm.Alarm;
import org.gatehouse.contract.alarm.AlarmRecord;
import org.gatehouse.contract.storage.StorageException;
import org.junit.jupiter.api.Test;

class AlarmJournalTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final MemoryAlarms store = new MemoryAlarms();
  private final AlarmBoard board = new AlarmBoard();
  private final AlarmJournal journal = AlarmJournal.open(store, board, NOON);

  private static Alarm alarm(String id) {
    return new Alarm(id, Alarm.Kind.VOLUME_FULL, Alarm.Severity.CRITICAL, List.of(), NOON, "text");
  }

  @Test
  void close_whateverWasTold_isStoredAndThereAgain() {
    board.raise(alarm("a"));
    board.raise(alarm("b"));
    board.clear("a", NOON.plusSeconds(1));
    journal.close();
    AlarmBoard later = new AlarmBoard();
    AlarmJournal.open(store, later, NOON.plusSeconds(60)).close();
    assertThat(later.standing()).isEqualTo(board.standing());
  }

  @Test
  void flush_afterAnOrder_isStored() throws Exception {
    board.raise(alarm("a"));
    board.order(1, new AlarmOrder.Acknowledge(""), "alice", NOON);
    journal.flush();
    assertThat(store.load()).isEqualTo(board.standing());
    journal.close();
  }

  @Test
  void flush_fullDisk_saysSoAndStoresItWhenThereIsRoom() throws Exception {
    store.full(true);
    board.raise(alarm("a"));
    assertThatThrownBy(journal::flush).isInstanceOf(StorageException.class);
    store.full(false);
    journal.flush();
    assertThat(store.load()).extracting(AlarmRecord::number).containsExactly(1L);
    journal.close();
  }
}
