package org.gatehouse.runtime.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.gatehouse.contract.event.Event;
import org.gatehouse.contract.event.EventDetail;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.storage.EventLog;
import org.gatehouse.contract.storage.EventTypes;
import org.gatehouse.contract.storage.StorageException;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.contract.vision.BoundingBox;
import org.gatehouse.runtime.events.WatchedLog;
import org.gatehouse.storage.LocalStorageProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnlistedReadsTest {
  private static final Instant DAY = Instant.parse("2026-05-01T08:00:00Z");

  @TempDir private Path folder;

  @Test
  void before_logFailsToDelete_deletesThemTheNextTime() {
    AtomicBoolean away = new AtomicBoolean(true);
    try (EventLog log = new LocalStorageProvider().open(folder, Ticker.system()).events()) {
      for (int n = 0; n < 3; n++) {
        Instant at = DAY.plusSeconds(n);
        EventDetail read =
            new EventDetail.PassageNoRead("p" + n, at, at, new BoundingBox(0, 0, 1, 1));
        CameraId gate = new CameraId("gate");
        log.append(new Event(UUID.randomUUID(), "north", gate, at, read, List.of()));
      }
      EventLog failing =
          WatchedLog.of(
              log,
              "delete",
              () -> {
                if (away.get()) {
                  throw new StorageException("the database is away", new IOException());
                }
              });
      UnlistedReads reads =
          new UnlistedReads(
              failing, EventTypes.only(EventDetail.PASSAGE_NO_READ), _ -> false, _ -> {});

      assertThatThrownBy(() -> reads.before(DAY.plusSeconds(60), List.of(), 500))
          .isInstanceOf(StorageException.class);
      away.set(false);

      assertThat(reads.before(DAY.plusSeconds(60), List.of(), 500)).isEqualTo(3);
    }
  }
}
