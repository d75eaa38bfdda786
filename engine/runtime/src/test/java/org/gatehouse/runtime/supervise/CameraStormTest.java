package org.gatehouse.runtime.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.gatehouse.contract.camera.CameraAdapter;
import org.gatehouse.contract.camera.CameraFault;
import org.gatehouse.contract.camera.CameraFault.Kind;
import org.gatehouse.contract.camera.CameraSession;
import org.gatehouse.contract.camera.CameraSpec;
import org.gatehouse.contract.camera.SessionListener;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Four hundred cameras that go away and come back together, on simulated time. */
class CameraStormTest {
  private static final int CAMERAS = 400;
  private static final int CAMERAS_PER_SWITCH = 4;
  private static final Duration PROMISED = Duration.ofSeconds(60);
  private static final Duration STEP = Duration.ofMillis(100);

  private final VirtualLoop loop = new VirtualLoop();
  private final Town town = new Town();
  private final FakeLoginRecords records = new FakeLoginRecords();
  private final List<CameraId> ids = new ArrayList<>();
  private CameraSupervisor supervisor = supervisor();

  private CameraSupervisor supervisor() {
    for (int i = ids.size(); i < CAMERAS; i++) {
      ids.add(new CameraId("c" + i));
    }
    return new CameraSupervisor(
        List.of(town), loop, loop, new Random(11), new CredentialBook(records, ids, loop));
  }

  /** Cameras that all are there, or all are not: then a try ends after two seconds. */
  private final class Town implements CameraAdapter {
    private static final Duration ANSWER = Duration.ofMillis(300);
    private static final Duration NO_ANSWER = Duration.ofSeconds(2);

    boolean there = true;
    long opened;
    long mostInASecond;
    int mostAtOnce;
    private final Map<StreamId, Integer> open = new HashMap<>();
    private final List<Session> sessions = new ArrayList<>();
    private final List<Long> openedNanos = new ArrayList<>();

    private final class Session implements CameraSession {
      final CameraSpec spec;
      final SessionListener listener;
      boolean over;

      Session(CameraSpec spec, SessionListener listener) {
        this.spec = spec;
        this.listener = listener;
      }

      void end(Kind kind) {
        if (!over) {
          over = true;
          open.merge(spec.stream(), -1, Integer::sum);
          listener.onClosed(new CameraFault(kind, "DESCRIBE", "it is gone", "wait"));
        }
      }

      void answer() {
        if (!over && there) {
          listener.onAccessUnit(new AccessUnit(FakeAdapter.SETS, 0, 0, true, 0, new byte[0]));
        }
      }

      @Override
      public void close() {
        end(Kind.CLOSED_BY_US);
      }
    }

    @Override
    public Set<String> schemes() {
      return Set.of("rtsp");
    }

    @Override
    public CameraSession open(CameraSpec spec, SessionListener listener) {
      Session session = new Session(spec, listener);
      sessions.add(session);
      opened++;
      mostAtOnce = Math.max(mostAtOnce, open.merge(spec.stream(), 1, Integer::sum));
      openedNanos.add(loop.nanos());
      long second = Duration.ofSeconds(1).toNanos();
      openedNanos.removeIf(nanos -> loop.nanos() - nanos >= second);
      mostInASecond = Math.max(mostInASecond, openedNanos.size());
      if (there) {
        loop.schedule(ANSWER, session::answer);
      } else {
        loop.schedule(NO_ANSWER, () -> session.end(Kind.UNREACHABLE));
      }
      return session;
    }

    void goAway() {
      there = false;
      List<Session> all = List.copyOf(sessions);
      sessions.clear();
      all.forEach(session -> session.end(Kind.CLOSED_BY_CAMERA));
    }

    @Override
    public void close() {}
  }

  private void addAll() {
    supervisor.startTicking();
    for (int i = 0; i < CAMERAS; i++) {
      String url =
          "rtsp://10.0.%d.%d/s".formatted(i / CAMERAS_PER_SWITCH, 10 + i % CAMERAS_PER_SWITCH);
      CameraSpec spec =
          new CameraSpec(StreamId.main(ids.get(i)), URI.create(url), "admin", Secret.of("right"));
      supervisor.add(CameraPlan.fixed(spec, unit -> {}));
    }
  }

  private boolean allStream() {
    return supervisor.statuses().stream()
        .allMatch(status -> status.state() == CameraStatus.State.STREAMING);
  }

  /** How long it takes until all stream; at most a little longer than is promised. */
  private Duration untilAllStream() {
    Duration taken = Duration.ZERO;
    while (!allStream() && taken.compareTo(PROMISED) <= 0) {
      loop.advance(STEP);
      taken = taken.plus(STEP);
    }
    return taken;
  }

  @Test
  void start_ofTheEngine_allStreamWithinAMinuteAndNoneIsAskedTwice() {
    addAll();
    assertThat(untilAllStream()).isLessThan(PROMISED);
    assertThat(town.opened).isEqualTo(CAMERAS);
    assertThat(town.mostInASecond).isLessThanOrEqualTo(60);
    assertThat(town.mostAtOnce).isEqualTo(1);
  }

  @Test
  void start_afterAKill_allStreamWithinAMinuteAndTheDiskIsNotAsked() {
    addAll();
    untilAllStream();
    loop.advance(Duration.ofSeconds(1));
    town.sessions.clear();
    loop.close();
    int writes = records.writes;
    supervisor = supervisor();
    addAll();
    assertThat(untilAllStream()).isLessThan(PROMISED);
    loop.advance(Duration.ofSeconds(1));
    assertThat(records.writes).isEqualTo(writes);
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 10, 60, 290, 310, 900, 7200})
  void comeBack_allAtOnce_allStreamWithinAMinute(long awaySeconds) {
    addAll();
    untilAllStream();
    loop.advance(Duration.ofMinutes(1));
    town.goAway();
    loop.advance(Duration.ofSeconds(awaySeconds));
    assertThat(allStream()).isFalse();
    town.there = true;
    town.mostInASecond = 0;
    assertThat(untilAllStream()).isLessThan(PROMISED);
    assertThat(town.mostInASecond).isLessThanOrEqualTo(60);
    assertThat(town.mostAtOnce).isEqualTo(1);
  }
}
