package org.gatehouse.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.gatehouse.contract.alarm.Alarm;
import org.gatehouse.contract.alarm.AlarmState;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.contract.vision.MaskedStream;
import org.gatehouse.runtime.alarm.AlarmBoard;
import org.gatehouse.server.config.CameraConfig;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MaskAlarmsTest {
  private static final CameraId YARD = new CameraId("yard");

  private final Clock clock = new Clock();
  private final AlarmBoard board = new AlarmBoard();
  private final MaskAlarms alarms = new MaskAlarms(clock, board);
  private final Masked masked = new Masked();

  /** Stands until it is moved. */
  private static final class Clock implements Ticker {
    private long nanos;

    @Override
    public long nanos() {
      return nanos;
    }

    @Override
    public long epochMicros() {
      return nanos / 1000;
    }
  }

  /** Says what the test wants it to. */
  private static final class Masked implements MaskedStream {
    private @Nullable String trouble;

    @Override
    public @Nullable String trouble() {
      return trouble;
    }

    @Override
    public void publish(AccessUnit unit) {}

    @Override
    public void close() {}
  }

  private void look(int seconds) {
    CameraConfig config = CameraConfig.at(YARD, URI.create("rtsp://h/"));
    try (Rings rings = new Rings()) {
      CameraParts parts =
          new CameraParts(config, rings.main(YARD), null, masked, null, null, new LaneCounters());
      for (int i = 0; i < seconds; i++) {
        clock.nanos += Duration.ofSeconds(1).toNanos();
        alarms.look(List.of(parts));
      }
    }
  }

  @Test
  void look_troubleForTenSeconds_isAnAlarmUntilItIsOver() {
    masked.trouble = "it does not start";
    look(9);
    assertThat(board.open()).isEmpty();
    look(5);
    assertThat(board.open())
        .singleElement()
        .satisfies(
            alarm -> {
              assertThat(alarm.kind()).isEqualTo(Alarm.Kind.MASK_MISSING);
              assertThat(alarm.cameras()).containsExactly(YARD);
              assertThat(alarm.text()).contains("yard", "it does not start", "Nothing of it");
            });

    masked.trouble = null;
    look(1);
    assertThat(board.open()).isEmpty();
  }

  @Test
  void look_processReplacedInTime_isNone() {
    for (int i = 0; i < 5; i++) {
      masked.trouble = "it ended";
      look(5);
      masked.trouble = null;
      look(1);
    }
    assertThat(board.count(AlarmState.RETURNED)).isZero();
  }

  @Test
  void look_cameraRemoved_endsItsAlarm() {
    masked.trouble = "it ended";
    look(20);
    alarms.look(List.of());
    assertThat(board.open()).isEmpty();
    assertThat(board.count(AlarmState.RETURNED)).isEqualTo(1);
  }
}
