package org.gatehouse.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.gatehouse.contract.alarm.Alarm;
import org.gatehouse.contract.alarm.AlarmNote;
import org.gatehouse.contract.alarm.AlarmNote.Deed;
import org.gatehouse.contract.alarm.AlarmRecord;
import org.gatehouse.contract.alarm.AlarmState;
import org.gatehouse.contract.alarm.AlarmStore;
import org.gatehouse.contract.alarm.Withheld;
import org.gatehouse.contract.media.CameraId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store of alarms keeps to; implementations extend it. */
public abstract class AlarmStoreContract {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");

  @TempDir protected Path folder;
  private AlarmStore store;

  /** Opens the store of this test: the same content each time. */
  protected abstract AlarmStore open();

  @BeforeEach
  void openStore() {
    store = open();
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  private static AlarmRecord begun(long number) {
    return AlarmRecord.begun(
        number,
        new Alarm(
            "camera-down/c" + number,
            Alarm.Kind.CAMERA_DOWN,
            Alarm.Severity.WARNING,
            List.of(new CameraId("c" + number), new CameraId("d")),
            NOON,
            "camera c" + number + ": 没有图像, 'quoted'",
            "switch SW-3"));
  }

  private static AlarmRecord finished(long number) {
    return begun(number).withState(AlarmState.NORMAL, false, null).withClearedAt(NOON);
  }

  private void reopen() {
    store.close();
    store = open();
  }

  @Test
  void save_recordWithAllThatItCanHave_comesBackAfterReopening() {
    AlarmRecord whole =
        begun(2)
            .withState(
                AlarmState.SHELVED,
                true,
                new Withheld("alice", NOON, NOON.plusSeconds(60), "lens is cleaned"))
            .withClearedAt(NOON.plusSeconds(1))
            .withAssignee("bob")
            .withNotes(
                List.of(
                    new AlarmNote(NOON, "alice", Deed.COMMENTED, "\"seen\"\n真的"),
                    new AlarmNote(NOON, "alice", Deed.SHELVED, "lens is cleaned")));
    store.save(List.of(whole, begun(1)), 10);
    reopen();
    assertThat(store.load()).containsExactly(begun(1), whole);
  }

  @Test
  void save_sameNumberAgain_takesItsPlace() {
    store.save(List.of(begun(1)), 10);
    store.save(List.of(finished(1)), 10);
    reopen();
    assertThat(store.load()).containsExactly(finished(1));
  }

  @Test
  void save_moreThatAreFinished_keepsTheLatestOfThemAndAllOthers() {
    store.save(List.of(begun(1)), 3);
    store.save(LongStream.rangeClosed(2, 9).mapToObj(AlarmStoreContract::finished).toList(), 3);
    assertThat(store.load()).extracting(AlarmRecord::number).containsExactly(1L, 7L, 8L, 9L);
  }
}
