package org.gatehouse.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gatehouse.contract.alarm.Alarm;
import org.gatehouse.contract.alarm.AlarmSink;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.runtime.events.Outbox.Condition;
import org.junit.jupiter.api.Test;

class DeliveryAlarmsTest {
  private final List<Alarm> raised = new ArrayList<>();
  private final List<String> cleared = new ArrayList<>();
  private long seconds;
  private final DeliveryAlarms alarms =
      new DeliveryAlarms(
          new Ticker() {
            @Override
            public long nanos() {
              return seconds * 1_000_000_000L;
            }

            @Override
            public long epochMicros() {
              return seconds * 1_000_000L;
            }
          },
          new AlarmSink() {
            @Override
            public void raise(Alarm alarm) {
              raised.add(alarm);
            }

            @Override
            public void clear(String id, Instant at) {
              cleared.add(id);
            }
          });

  private static List<Condition> backend(boolean up) {
    return List.of(new Condition("backend", up, up ? null : "refused"));
  }

  @Test
  void look_eventsCannotBeStored_isAnAlarmUntilTheyCan() {
    alarms.look("no room left", List.of());
    alarms.look("no room left", List.of());
    assertThat(raised).hasSize(1);
    assertThat(raised.getFirst().kind()).isEqualTo(Alarm.Kind.EVENTS_WAITING);
    assertThat(raised.getFirst().text()).contains("no room left").contains("go on by themselves");
    alarms.look(null, List.of());
    assertThat(cleared).containsExactly("events-waiting");
  }

  @Test
  void look_destinationAwayForAMinute_isAnAlarmUntilItIsBack() {
    alarms.look(null, backend(false));
    seconds = 59;
    alarms.look(null, backend(false));
    assertThat(raised).isEmpty();
    seconds = 60;
    alarms.look(null, backend(false));
    alarms.look(null, backend(false));
    assertThat(raised).extracting(Alarm::id).containsExactly("destination-down/backend");
    assertThat(raised.getFirst().text()).contains("backend").contains("refused");
    alarms.look(null, backend(true));
    assertThat(cleared).containsExactly("destination-down/backend");
  }

  @Test
  void undelivered_addsUpByDestination_andIsOverADayAfterTheLast() {
    alarms.undelivered(Map.of("backend", 2L));
    alarms.undelivered(Map.of("backend", 3L, "other", 1L));
    assertThat(raised).extracting(Alarm::id).containsOnly("undelivered-deleted");
    assertThat(raised.getLast().text()).contains("backend 5, other 1");
    seconds = 24 * 3600;
    alarms.look(null, List.of());
    assertThat(cleared).isEmpty();
    seconds++;
    alarms.look(null, List.of());
    assertThat(cleared).containsExactly("undelivered-deleted");
  }
}
