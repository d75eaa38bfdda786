package org.gatehouse.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.gatehouse.contract.storage.StorageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class AuditLogTest {
  /** Of an entry that is not answered this would wait for ever. */
  @Test
  @Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void note_storeFailsWithAnError_isToldAndTheNextOneIsNoted() {
    MemoryAudit store = new MemoryAudit();
    try (AuditLog log = store.log()) {
      store.broken = true;
      assertThatThrownBy(() -> log.note("user.login", "alice", null, Map.of()))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("StackOverflowError");

      store.broken = false;
      log.note("user.logout", "alice", null, Map.of());
    }
    assertThat(store.lines()).hasSize(1);
  }
}
