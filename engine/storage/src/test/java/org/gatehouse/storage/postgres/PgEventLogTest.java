package org.gatehouse.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gatehouse.storage.EventSamples.event;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.event.Event;
import org.gatehouse.contract.storage.DatabaseServer;
import org.gatehouse.contract.storage.EventLog;
import org.gatehouse.contract.storage.StoredEvent;
import org.gatehouse.contract.storage.UnstorableException;
import org.gatehouse.storage.EventLogContract;
import org.gatehouse.storage.sql.LogDatabase;
import org.gatehouse.storage.sql.SqlEventLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedPostgres.class)
class PgEventLogTest extends EventLogContract {
  private final DatabaseServer server = SharedPostgres.database();

  @Override
  protected EventLog open() {
    return open(server);
  }

  private static EventLog open(DatabaseServer at) {
    return new PgStores(at).events(() -> {});
  }

  @Test
  void open_whileAnotherEngineHasIt_isRefused() {
    assertThatThrownBy(this::open)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("used by another engine")
        .hasMessageContaining("schema");
  }

  @Test
  void append_textThatTheServerCannotKeep_isRefusedForGoodAndNothingElse() {
    try (EventLog log = open(SharedPostgres.database())) {
      Event sample = event("gate-in", 1);
      Event bad =
          new Event(
              sample.id(),
              "north\u0000gate",
              sample.camera(),
              sample.time(),
              sample.detail(),
              List.of());
      assertThatThrownBy(() -> log.append(bad))
          .isInstanceOf(UnstorableException.class)
          .hasMessageContaining("now or later");
      assertThat(log.append(sample).event()).isEqualTo(sample);
    }
  }

  @Test
  void ofPlate_serverThatThinksForLong_isWaitedFor() throws Exception {
    PgServer there = new PgServer(server);
    try (Connection everyday = there.connect();
        Connection patient = there.connectPatiently()) {
      assertThat(everyday.getNetworkTimeout()).isPositive();
      assertThat(patient.getNetworkTimeout()).isZero();
    }
    AtomicInteger patients = new AtomicInteger();
    PgEventLog database = new PgEventLog(there);
    LogDatabase counting =
        (LogDatabase)
            Proxy.newProxyInstance(
                LogDatabase.class.getClassLoader(),
                new Class<?>[] {LogDatabase.class},
                (_, method, arguments) -> {
                  if (method.getName().equals("patientReader")) {
                    patients.incrementAndGet();
                  }
                  return method.invoke(database, arguments);
                });
    try (EventLog log = SqlEventLog.start(counting, database.reader(), () -> {})) {
      assertThat(log.ofPlate(Set.of("京A12345"))).isEmpty();
    }
    assertThat(patients).hasValue(1);
  }

  @Test
  void append_whileTheServerCrashesAndComesBack_losesNothingThatWasAcknowledged() throws Exception {
    try (PostgresPeer own = PostgresPeer.start();
        EventLog log = new PgStores(own.database()).events(() -> {})) {
      log.destinations(List.of("backend"));
      Set<UUID> acknowledged = ConcurrentHashMap.newKeySet();
      AtomicInteger next = new AtomicInteger();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int camera = 0; camera < 4; camera++) {
          String name = "cam-" + camera;
          threads.execute(
              () -> {
                for (int n = next.incrementAndGet(); n <= 1500; n = next.incrementAndGet()) {
                  Event event = event(name, n);
                  log.append(event);
                  acknowledged.add(event.id());
                }
              });
        }
        for (int crash = 1; crash <= 2; crash++) {
          while (next.get() < crash * 400) {
            Thread.onSpinWait();
          }
          own.crash();
          own.again();
        }
      }
      assertThat(acknowledged).hasSize(1500);
      assertThat(log.after(0, 2000))
          .extracting(StoredEvent::event)
          .extracting(Event::id)
          .doesNotHaveDuplicates()
          .containsExactlyInAnyOrderElementsOf(acknowledged);
      assertThat(log.backlog("backend").pending()).isEqualTo(1500);
    }
  }
}
