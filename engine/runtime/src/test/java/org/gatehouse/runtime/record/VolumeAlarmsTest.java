package org.gatehouse.runtime.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.gatehouse.contract.alarm.Alarm;
import org.gatehouse.runtime.alarm.AlarmBoard;
import org.gatehouse.runtime.record.VolumeState.Health;
import org.gatehouse.runtime.testing.FakeTicker;
import org.junit.jupiter.api.Test;

class VolumeAlarmsTest {
  private final AlarmBoard board = new AlarmBoard();
  private final VolumeAlarms alarms = new VolumeAlarms(new FakeTicker(), board);

  @Test
  void look_volumeFails_isOneAlarmUntilItServesAgain() {
    alarms.look(List.of(state(Health.SERVES, 4, false), state(Health.FAILED, 4, false)));
    alarms.look(List.of(state(Health.SERVES, 8, false), state(Health.FAILED, 0, false)));
    assertThat(board.open()).extracting(Alarm::kind).containsExactly(Alarm.Kind.VOLUME_FAILED);
    assertThat(board.open().getFirst().text()).contains("on other volumes");
    alarms.look(List.of(state(Health.SERVES, 4, false), state(Health.SERVES, 4, false)));
    assertThat(board.open()).isEmpty();
  }

  @Test
  void look_fullOrSlow_areToldApart() {
    alarms.look(List.of(state(Health.FULL, 4, false)));
    assertThat(board.open()).extracting(Alarm::kind).containsExactly(Alarm.Kind.VOLUME_FULL);
    alarms.look(List.of(state(Health.SERVES, 4, true)));
    assertThat(board.open()).extracting(Alarm::kind).containsExactly(Alarm.Kind.VOLUME_SLOW);
    assertThat(board.open().getFirst().text()).contains("sound and 2 streams of 4");
  }

  private static VolumeState state(Health health, int streams, boolean slow) {
    return new VolumeState(
        Path.of("/rec"), health, "Input/output error", streams, slow ? 2 : 0, slow, 1);
  }
}
