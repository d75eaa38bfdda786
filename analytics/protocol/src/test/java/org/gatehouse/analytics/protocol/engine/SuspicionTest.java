package org.gatehouse.analytics.protocol.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.contract.vision.LaneKind;
import org.gatehouse.contract.vision.LaneSpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
class SuspicionTest {
  private static final int GATE_THREAD = 44;
  private static final int YARD_THREAD = 45;

  private final Quarantine quarantine = new Quarantine();
  private final Map<Integer, Lane> lanes = Map.of(1, lane(1, Units.GATE), 2, lane(2, Units.YARD));
  private final Suspicion suspicion = new Suspicion(quarantine, lanes::get, Ticker.system());
  private final AccessUnit gate = Units.unit(1, true, "at the gate");
  private final AccessUnit yard = Units.unit(1, true, "in the yard");
  private Map<Integer, InFlight> given = Map.of();

  @BeforeEach
  void bothLanesDecode() {
    given = decodingBoth();
  }

  @Test
  void died_crashNamesAThread_onlyThatLanesUnitIsSetAsideAtOnce() {
    suspicion.died(given, WorkerEnd.crashed("SIGSEGV (0xb) at pc=0x1, pid=3, tid=45"));
    assertThat(holds(Units.YARD, yard)).isTrue();
    assertThat(holds(Units.GATE, gate)).isFalse();
  }

  @Test
  void died_crashWhileThePictureIsLookedAt_itsUnitIsSetAside() {
    inFlight(2).decoded(1, 0);
    suspicion.died(given, WorkerEnd.crashed("SIGSEGV (0xb) at pc=0x1, pid=3, tid=45"));
    assertThat(holds(Units.YARD, yard)).isTrue();
  }

  @Test
  void died_exitWithSeveralInTheDecoder_eachIsSetAsideTheSecondTime() {
    suspicion.died(given, WorkerEnd.exited(3, ""));
    assertThat(holds(Units.GATE, gate)).isFalse();
    assertThat(holds(Units.YARD, yard)).isFalse();
    suspicion.died(decodingBoth(), WorkerEnd.exited(3, ""));
    assertThat(holds(Units.GATE, gate)).isTrue();
    assertThat(holds(Units.YARD, yard)).isTrue();
  }

  @Test
  void died_exitWithOneInTheDecoder_itIsSetAsideAtOnce() {
    inFlight(1).decoded(1, 0);
    suspicion.died(given, WorkerEnd.exited(42, ""));
    assertThat(holds(Units.YARD, yard)).isTrue();
    assertThat(holds(Units.GATE, gate)).isFalse();
  }

  @Test
  void died_killedBySomebody_theOneInTheDecoderIsNotSetAside() {
    inFlight(1).decoded(1, 0);
    suspicion.died(given, WorkerEnd.exited(137, ""));
    assertThat(holds(Units.YARD, yard)).isFalse();
  }

  @Test
  void hangs_oneLane_itsUnitIsSetAsideAndNoOther() {
    suspicion.hangs(1, inFlight(1));
    suspicion.died(given, WorkerEnd.exited(137, ""));
    assertThat(holds(Units.GATE, gate)).isTrue();
    assertThat(holds(Units.YARD, yard)).isFalse();
  }

  @Test
  void hangs_whileThePictureIsLookedAt_itsUnitIsSetAside() {
    inFlight(1).decoded(1, 0);
    suspicion.hangs(1, inFlight(1));
    assertThat(holds(Units.GATE, gate)).isTrue();
  }

  @Test
  void died_exitThatNamesAThread_onlyThatLanesUnitIsSetAside() {
    inFlight(2).decoded(1, 0);
    suspicion.died(given, WorkerEnd.exited(70, "lane 2 failed: java.lang.Error: no, tid=45"));
    assertThat(holds(Units.YARD, yard)).isTrue();
    assertThat(holds(Units.GATE, gate)).isFalse();
  }

  private boolean holds(StreamId stream, AccessUnit unit) {
    return quarantine.holds(stream, unit, Ticker.system().nanos());
  }

  private InFlight inFlight(int lane) {
    InFlight found = given.get(lane);
    if (found == null) {
      throw new AssertionError("nothing was given to lane " + lane);
    }
    return found;
  }

  private Map<Integer, InFlight> decodingBoth() {
    return Map.of(1, decoding(gate, GATE_THREAD), 2, decoding(yard, YARD_THREAD));
  }

  private static InFlight decoding(AccessUnit unit, long thread) {
    InFlight inFlight = new InFlight();
    inFlight.sent(1, unit, 0);
    inFlight.decoding(1, thread, 0);
    return inFlight;
  }

  private static Lane lane(int number, StreamId stream) {
    LaneSpec spec = new LaneSpec(stream, LaneKind.VEHICLE, List.of("CN"));
    return new Lane(number, spec, new FakeStream(stream));
  }
}
