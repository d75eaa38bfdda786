package org.gatehouse.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
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

  private static List<Path> list(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
