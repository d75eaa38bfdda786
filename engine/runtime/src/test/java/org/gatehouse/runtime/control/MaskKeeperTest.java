package org.gatehouse.runtime.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gatehouse.contract.alarm.Alarm;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.vision.PictureArea;
import org.gatehouse.runtime.alarm.AlarmBoard;
import org.gatehouse.runtime.testing.FakeTicker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class MaskKeeperTest {
  private static final CameraId YARD = new CameraId("yard");
  private static final PictureArea AREA = PictureArea.parse("0,0 0.5,0 0.5,0.25");

  private final FakeTicker ticker = new FakeTicker();
  private final AlarmBoard alarms = new AlarmBoard();
  private final List<CameraId> changed = new ArrayList<>();
  private final MaskKeeper keeper = new MaskKeeper(ticker, alarms, changed::add);
  private final FakeControl control = new FakeControl();

  private MaskKeeper.Wish wish() {
    return new MaskKeeper.Wish(control, URI.create("rtsp://h/main"), List.of(AREA));
  }

  /** Ticks until the camera was asked that often, and the answer has come. */
  private void asked(int times) throws InterruptedException {
    keeper.tick();
    control.await(times);
    boolean held = keeper.holds(YARD);
    int open = alarms.open().size();
    for (int i = 0; i < 50 && held == keeper.holds(YARD) && open == alarms.open().size(); i++) {
      Thread.sleep(10);
      keeper.tick();
    }
  }

  @Test
  void follow_cameraThatMasks_isHeldOnceItSaysSo() throws Exception {
    keeper.follow(YARD, wish());
    assertThat(keeper.holds(YARD)).isFalse();
    asked(1);
    assertThat(keeper.holds(YARD)).isTrue();
    assertThat(changed).containsExactly(YARD);
    assertThat(alarms.open()).isEmpty();
    keeper.follow(YARD, wish());
    assertThat(keeper.holds(YARD)).isTrue();
  }

  @Test
  void tick_eachHour_asksAgainAndFindsWhatWasTakenAway() throws Exception {
    keeper.follow(YARD, wish());
    asked(1);
    control.refuses(List.of(AREA));
    ticker.advance(Duration.ofMinutes(59));
    keeper.tick();
    assertThat(control.told()).hasSize(1);
    ticker.advance(Duration.ofMinutes(1));
    asked(2);
    assertThat(keeper.holds(YARD)).isFalse();
    assertThat(changed).containsExactly(YARD, YARD);
    ticker.advance(Duration.ofSeconds(10));
    asked(3);
    assertThat(alarms.open()).extracting(Alarm::kind).containsExactly(Alarm.Kind.MASK_MISSING);
    assertThat(alarms.open().getFirst().text())
        .contains("camera yard", "it does not mask '0,0 0.5,0 0.5,0.25'");
    control.refuses(List.of());
    ticker.advance(Duration.ofMinutes(10));
    asked(4);
    assertThat(alarms.open()).isEmpty();
    assertThat(keeper.holds(YARD)).isTrue();
  }

  @Test
  void tick_cameraThatDoesNotAnswer_isAskedAgainAndAnAlarmTheSecondTime() throws Exception {
    control.fails("connection refused");
    keeper.follow(YARD, wish());
    asked(1);
    assertThat(alarms.open()).isEmpty();
    ticker.advance(Duration.ofSeconds(10));
    asked(2);
    assertThat(alarms.open().getFirst().text()).contains("connection refused");
    keeper.follow(YARD, null);
    keeper.tick();
    assertThat(alarms.open()).isEmpty();
    assertThat(keeper.holds(YARD)).isFalse();
  }
}
