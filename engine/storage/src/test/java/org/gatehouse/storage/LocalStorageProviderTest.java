package org.gatehouse.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.storage.StorageProvider;
import org.gatehouse.contract.time.Ticker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStorageProviderTest {
  @TempDir Path folder;

  private final StorageProvider provider =
      ServiceLoader.load(StorageProvider.class).findFirst().orElseThrow();

  @Test
  void open_twice_secondIsRefusedWithThePid() {
    Path data = folder.resolve("data");
    try (var events = provider.open(data, Ticker.system()).events()) {
      assertThat(events.after(0, 1)).isEmpty();
      assertThatThrownBy(() -> provider.open(data, Ticker.system()))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining(
              "used by another engine (pid " + ProcessHandle.current().pid() + ")");
    }
  }

  @Test
  void open_afterClose_works() {
    provider.open(folder, Ticker.system()).events().close();
    provider.open(folder, Ticker.system()).events().close();
  }

  @Test
  void open_dataFolderIsAFile_saysSo() throws Exception {
    Path file = Files.writeString(folder.resolve("data"), "x");
    assertThatThrownBy(() -> provider.open(file, Ticker.system()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("name another one under 'data:'");
  }

  @Test
  void open_damagedLog_givesTheLockBack() throws Exception {
    Path damaged = Files.writeString(folder.resolve("events.db"), "not a database at all, no");
    assertThatThrownBy(() -> provider.open(folder, Ticker.system()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("is damaged");

    Files.delete(damaged);
    provider.open(folder, Ticker.system()).events().close();
  }
}
