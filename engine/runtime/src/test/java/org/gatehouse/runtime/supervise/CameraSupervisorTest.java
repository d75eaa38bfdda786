package org.gatehouse.runtime.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatehouse.contract.camera.CameraFault.Kind;
import org.gatehouse.contract.camera.CameraNotice;
import org.gatehouse.contract.camera.CameraSpec;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.runtime.supervise.CameraStatus.State;
import org.junit.jupiter.api.Test;

class CameraSupervisorTest {
  private static final CameraId GATE = new CameraId("gate");
  private static final Duration LONGEST_FIRST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  private final VirtualLoop loop = new VirtualLoop();
  private final FakeAdapter adapter = new FakeAdapter();
  private final List<AccessUnit> written = new ArrayList<>();
  private final List<State> seen = new ArrayList<>();
  private final CameraSupervisor supervisor =
      new CameraSupervisor(
          List.of(adapter),
          loop,
          loop,
          new Random(7),
          new CredentialBook(new FakeLoginRecords(), List.of(), loop));

  private static CameraSpec spec(CameraId id, String url) {
    return new CameraSpec(StreamId.main(id), URI.create(url), "admin", Secret.of("hunter2"));
  }

  private void addGate() {
    supervisor.onChange(status -> seen.add(status.state()));
    supervisor.startTicking();
    supervisor.add(CameraPlan.fixed(spec(GATE, "rtsp://10.0.0.5/stream"), written::add));
    loop.advance(LONGEST_FIRST_WAIT);
  }

  private CameraStatus status() {
    return supervisor.status(GATE).orElseThrow();
  }

  @Test
  void add_cameraStreams_unitsReachTheWriterAndStatusTellsSo() {
    addGate();
    adapter.last().stream(5);
    loop.advance(Duration.ofSeconds(1));
    assertThat(written).hasSize(5);
    assertThat(status().state()).isEqualTo(State.STREAMING);
    assertThat(status().accessUnits()).isEqualTo(5);
    assertThat(status().bytes()).isEqualTo(5000);
    assertThat(status().lostPackets()).isEqualTo(1);
    assertThat(status().parameters()).isEqualTo(FakeAdapter.SETS);
    assertThat(status().framesPerSecond()).isPositive();
    assertThat(status().bitsPerSecond()).isPositive();
    assertThat(seen).endsWith(State.CONNECTING, State.STREAMING);
  }

  @Test
  void everySecond_oneThatFails_stopsNeitherTheOthersNorTheNextSecond() {
    AtomicInteger ran = new AtomicInteger();
    supervisor.everySecond(
        () -> {
          throw new IllegalStateException("the store does not answer");
        });
    supervisor.everySecond(ran::incrementAndGet);
    supervisor.startTicking();
    loop.advance(Duration.ofMillis(3500));
    assertThat(ran).hasValue(3);
  }

  @Test
  void closed_byCamera_reconnectsWithinTheFirstWait() {
    addGate();
    adapter.last().stream(1);
    adapter.last().fail(Kind.CLOSED_BY_CAMERA);
    assertThat(status().state()).isEqualTo(State.WAITING);
    assertThat(status().detail()).contains("what was seen", "what to do", "trying again in");
    loop.advance(LONGEST_FIRST_WAIT);
    assertThat(adapter.sessions).hasSize(2);
    assertThat(status().state()).isEqualTo(State.CONNECTING);
    assertThat(status().reconnects()).isEqualTo(1);
  }

  @Test
  void closed_stalled_saysStalledUntilTheNextTry() {
    addGate();
    adapter.last().stream(1);
    adapter.last().fail(Kind.STALLED);
    assertThat(status().state()).isEqualTo(State.STALLED);
    loop.advance(LONGEST_FIRST_WAIT);
    assertThat(status().state()).isEqualTo(State.CONNECTING);
  }

  @Test
  void closed_againAndAgain_waitsGrowToAMinuteAndNoFurther() {
    addGate();
    long longest = 0;
    for (int i = 0; i < 90; i++) {
      long before = loop.nanos();
      int sessions = adapter.sessions.size();
      adapter.last().fail(Kind.UNREACHABLE);
      while (adapter.sessions.size() == sessions) {
        loop.advance(Duration.ofMillis(50));
      }
      longest = Math.max(longest, loop.nanos() - before);
    }
    assertThat(Duration.ofNanos(longest))
        .isBetween(Duration.ofSeconds(30), LONGEST_WAIT.plusMillis(50));
  }

  @Test
  void closed_afterHalfAMinuteOfStreaming_waitsStartShortAgain() {
    addGate();
    for (int i = 0; i < 8; i++) {
      adapter.last().fail(Kind.UNREACHABLE);
      loop.advance(LONGEST_WAIT);
    }
    int sessions = adapter.sessions.size();
    adapter.last().stream(1);
    loop.advance(Duration.ofSeconds(31));
    adapter.last().fail(Kind.CLOSED_BY_CAMERA);
    loop.advance(LONGEST_FIRST_WAIT);
    assertThat(adapter.sessions).hasSize(sessions + 1);
  }

  @Test
  void closed_credentialsRefusedTwice_isLeftAloneUntilRestart() {
    addGate();
    adapter.last().fail(Kind.UNAUTHORIZED);
    assertThat(status().state()).isEqualTo(State.WAITING);
    loop.advance(LONGEST_WAIT);
    adapter.last().fail(Kind.UNAUTHORIZED);
    assertThat(status().state()).isEqualTo(State.FAILED);
    assertThat(status().detail())
        .contains("wrong password for camera gate at 10.0.0.5: 2 refusals", "not trying again")
        .doesNotContain("hunter2");
    loop.advance(Duration.ofDays(1));
    assertThat(adapter.sessions).hasSize(2);
    supervisor.restart(GATE);
    loop.advance(LONGEST_FIRST_WAIT);
    assertThat(adapter.sessions).hasSize(3);
    assertThat(status().state()).isEqualTo(State.CONNECTING);
  }

  @Test
  void closed_unsupportedCodec_isTriedAgainSlowly() {
    addGate();
    adapter.last().fail(Kind.UNSUPPORTED_CODEC);
    loop.advance(Duration.ofSeconds(29));
    assertThat(adapter.sessions).hasSize(1);
    loop.advance(Duration.ofSeconds(32));
    assertThat(adapter.sessions).hasSize(2);
  }

  @Test
  void restart_whileStreaming_doesNothing() {
    addGate();
    adapter.last().stream(1);
    supervisor.restart(GATE);
    loop.advance(LONGEST_WAIT);
    assertThat(adapter.sessions).hasSize(1);
  }

  @Test
  void add_manyCameras_startsThemOneAfterTheOther() {
    for (int i = 0; i < 100; i++) {
      supervisor.add(
          CameraPlan.fixed(spec(new CameraId("c" + i), "rtsp://10.0.0." + i + "/s"), written::add));
    }
    loop.advance(Duration.ofSeconds(1));
    assertThat(adapter.sessions).hasSizeBetween(35, 60);
    loop.advance(Duration.ofSeconds(2));
    assertThat(adapter.sessions).hasSize(100);
    assertThat(supervisor.statuses()).hasSize(100);
  }

  @Test
  void add_unknownScheme_isTheUsersMistake() {
    assertThatThrownBy(
            () -> supervisor.add(CameraPlan.fixed(spec(GATE, "http://10.0.0.5/"), written::add)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("camera gate")
        .hasMessageContaining("rtsp://");
  }

  @Test
  void add_sameIdTwice_isRefused() {
    addGate();
    assertThatThrownBy(this::addGate).isInstanceOf(IllegalArgumentException.class);
  }

  private void addUnneeded() {
    CameraSpec spec = spec(GATE, "rtsp://10.0.0.5/stream");
    supervisor.startTicking();
    supervisor.add(
        new CameraPlan(GATE, null, false, new StreamPlan(() -> spec, written::add), null));
    loop.advance(LONGEST_WAIT);
  }

  @Test
  void want_mainThatNothingElseNeeds_isOpenWhileSomebodyLooksAndLittleLonger() {
    addUnneeded();
    assertThat(adapter.sessions).isEmpty();
    assertThat(status().state()).isEqualTo(State.IDLE);

    Lease first = supervisor.want(StreamId.main(GATE));
    Lease second = supervisor.want(StreamId.main(GATE));
    loop.advance(LONGEST_FIRST_WAIT);
    adapter.last().stream(1);
    assertThat(status().state()).isEqualTo(State.STREAMING);

    first.close();
    first.close();
    loop.advance(LONGEST_WAIT);
    assertThat(adapter.last().left).isFalse();

    second.close();
    loop.advance(Duration.ofSeconds(14));
    assertThat(adapter.last().left).isFalse();
    loop.advance(Duration.ofSeconds(2));
    assertThat(adapter.last().left).isTrue();
    assertThat(status().state()).isEqualTo(State.IDLE);
    assertThat(adapter.sessions).hasSize(1);
  }

  @Test
  void replace_mainIsNeededFromNowOn_opensItAndNoLonger_leavesIt() {
    addUnneeded();
    CameraSpec spec = spec(GATE, "rtsp://10.0.0.5/stream");
    StreamPlan main = new StreamPlan(() -> spec, written::add);
    supervisor.remove(GATE).join();
    supervisor.add(new CameraPlan(GATE, null, false, main, null));
    supervisor.replace(new CameraPlan(GATE, null, true, main, null)).join();
    loop.advance(LONGEST_FIRST_WAIT);
    adapter.last().stream(1);
    supervisor.replace(new CameraPlan(GATE, null, false, main, null)).join();
    loop.advance(LONGEST_WAIT);
    assertThat(adapter.sessions).hasSize(1);
    assertThat(adapter.last().left).isTrue();
  }

  @Test
  void notice_onASession_isToldWithItsCamera() {
    List<String> told = new ArrayList<>();
    supervisor.onNotice((id, notice) -> told.add(id + " " + notice.topic()));
    addGate();
    adapter.last().notice(new CameraNotice(CameraNotice.Topic.TAMPER, "lens", true, 1));
    FakeAdapter.FakeSession last = adapter.last();
    supervisor.remove(GATE).join();
    last.notice(new CameraNotice(CameraNotice.Topic.TAMPER, "lens", false, 2));
    assertThat(told).containsExactly("gate TAMPER");
  }

  @Test
  void close_leavesEveryCameraAndClosesTheAdapter() {
    addGate();
    adapter.last().stream(1);
    supervisor.close();
    assertThat(adapter.last().left).isTrue();
    assertThat(adapter.closed).isTrue();
    assertThat(status().state()).isEqualTo(State.STOPPED);
    loop.advance(LONGEST_WAIT);
    assertThat(adapter.sessions).hasSize(1);
  }

  @Test
  void close_whileWaiting_opensNoMore() {
    addGate();
    adapter.last().fail(Kind.UNREACHABLE);
    supervisor.close();
    supervisor.close();
    loop.advance(LONGEST_WAIT);
    assertThat(adapter.sessions).hasSize(1);
    assertThat(status().state()).isEqualTo(State.STOPPED);
  }
}
