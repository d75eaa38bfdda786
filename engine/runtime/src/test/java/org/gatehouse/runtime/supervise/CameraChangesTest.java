package org.gatehouse.runtime.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.gatehouse.contract.camera.CameraFault.Kind;
import org.gatehouse.contract.camera.CameraPolicy;
import org.gatehouse.contract.camera.CameraSpec;
import org.gatehouse.contract.camera.Transport;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.media.StreamWriter;
import org.gatehouse.runtime.supervise.CameraStatus.State;
import org.gatehouse.runtime.supervise.FakeAdapter.FakeSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Cameras that are replaced, removed, and opened on demand, beside one that nobody touches. */
class CameraChangesTest {
  private static final CameraId OTHER = new CameraId("other");
  private static final CameraId GATE = new CameraId("gate");
  private static final StreamId GATE_SUB = StreamId.sub(GATE);
  private static final String MAIN = "rtsp://10.0.0.5/main";
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration LINGER = Duration.ofSeconds(15);
  private static final Duration LONG = Duration.ofMinutes(10);

  private final VirtualLoop loop = new VirtualLoop();
  private final FakeAdapter adapter = new FakeAdapter();
  private final List<AccessUnit> written = new ArrayList<>();
  private final List<AccessUnit> writtenSub = new ArrayList<>();
  private final StreamWriter writer = written::add;
  private final StreamWriter subWriter = writtenSub::add;
  private final FakeLoginRecords records = new FakeLoginRecords();
  private final CameraSupervisor supervisor =
      new CameraSupervisor(
          List.of(adapter),
          loop,
          loop,
          new Random(3),
          new CredentialBook(records, List.of(), loop));

  @BeforeEach
  void addBoth() {
    supervisor.startTicking();
    supervisor.add(CameraPlan.fixed(spec(StreamId.main(OTHER), "rtsp://10.0.1.1/s"), unit -> {}));
    loop.advance(SOON);
    adapter.last().stream(1);
    supervisor.add(plan(MAIN, null));
    loop.advance(SOON);
    adapter.last().stream(1);
    assertThat(adapter.sessions).hasSize(2);
  }

  private static CameraSpec spec(StreamId stream, String url) {
    return new CameraSpec(stream, URI.create(url), "admin", Secret.of("one"));
  }

  private CameraPlan plan(String url, @Nullable String group) {
    return plan(spec(StreamId.main(GATE), url), group);
  }

  private CameraPlan plan(CameraSpec spec, @Nullable String group) {
    StreamPlan sub = new StreamPlan(() -> spec(GATE_SUB, "rtsp://10.0.0.5/sub"), subWriter);
    return new CameraPlan(GATE, group, true, new StreamPlan(() -> spec, writer), sub);
  }

  private FakeSession gate() {
    return adapter.sessions.get(1);
  }

  private CameraStatus status() {
    return supervisor.status(GATE).orElseThrow();
  }

  private CameraStatus sub() {
    return supervisor.subStatus(GATE).orElseThrow();
  }

  private void assertOtherIsUntouched() {
    assertThat(adapter.sessions.getFirst().left).isFalse();
    assertThat(supervisor.status(OTHER).orElseThrow().state()).isEqualTo(State.STREAMING);
    assertThat(supervisor.status(OTHER).orElseThrow().reconnects()).isZero();
    assertThat(adapter.sessions.stream().filter(s -> s.spec.stream().camera().equals(OTHER)))
        .hasSize(1);
  }

  @Test
  void replace_otherAddress_opensOnlyOnceTheOldSessionHasEnded() {
    adapter.lingers = true;
    supervisor.replace(plan("rtsp://10.0.0.5/first", null)).join();
    loop.advance(SOON);
    FakeSession second = adapter.last();
    assertThat(second.spec.url()).hasToString("rtsp://10.0.0.5/first");
    second.stream(1);
    int before = written.size();

    CompletableFuture<Void> replaced = supervisor.replace(plan("rtsp://10.0.0.5/second", null));
    loop.advance(SOON);
    assertThat(second.left).isTrue();
    assertThat(adapter.last()).isSameAs(second);
    assertThat(replaced).isNotDone();
    second.stream(3);
    assertThat(written).hasSize(before);

    second.fail(Kind.CLOSED_BY_US);
    loop.advance(SOON);
    assertThat(replaced).isCompleted();
    assertThat(adapter.last().spec.url()).hasToString("rtsp://10.0.0.5/second");
    adapter.last().stream(2);
    assertThat(written).hasSize(before + 2);
    assertOtherIsUntouched();
  }

  @Test
  void replace_oldSessionNeverEnds_opensAfterASecondAndAHalfAndHearsNoMoreOfIt() {
    adapter.lingers = true;
    supervisor.replace(plan("rtsp://10.0.0.5/first", null)).join();
    loop.advance(SOON);
    FakeSession stuck = adapter.last();
    CompletableFuture<Void> replaced = supervisor.replace(plan("rtsp://10.0.0.5/second", null));
    loop.advance(Duration.ofMillis(1400));
    assertThat(adapter.last()).isSameAs(stuck);
    assertThat(replaced).isNotDone();
    loop.advance(Duration.ofMillis(200));
    assertThat(replaced).isCompleted();
    assertThat(adapter.last().spec.url()).hasToString("rtsp://10.0.0.5/second");
    int before = written.size();
    stuck.stream(4);
    assertThat(written).hasSize(before);
  }

  @Test
  void replace_onlyTheLabelChanged_keepsTheSession() {
    assertThat(supervisor.replace(plan(MAIN, "cabinet-3"))).isCompleted();
    loop.advance(LONG);
    assertThat(adapter.sessions).hasSize(2);
    assertThat(gate().left).isFalse();
    assertThat(status().place().group()).isEqualTo("cabinet-3");
    assertThat(status().reconnects()).isZero();
  }

  @Test
  void replace_whileItWaitsForItsNextTry_theOldTryNeverComes() {
    gate().fail(Kind.UNREACHABLE);
    supervisor.replace(plan("rtsp://10.0.0.9/main", null)).join();
    loop.advance(SOON);
    adapter.last().stream(1);
    loop.advance(LONG);
    assertThat(adapter.sessions).hasSize(3);
    assertThat(adapter.last().spec.url()).hasToString("rtsp://10.0.0.9/main");
    assertOtherIsUntouched();
  }

  @Test
  void replace_cameraThatWaitsForAPerson_sameCredentialsAndHost_stillWaits() {
    refuseTwice();
    CameraSpec tolerant =
        new CameraSpec(
            StreamId.main(GATE),
            URI.create(MAIN),
            "admin",
            Secret.of("one"),
            Transport.UDP,
            false,
            Set.<CameraPolicy>of());
    supervisor.replace(plan(tolerant, null)).join();
    loop.advance(LONG);
    assertThat(adapter.sessions).hasSize(3);
    assertThat(status().state()).isEqualTo(State.FAILED);
  }

  private void refuseTwice() {
    gate().fail(Kind.UNAUTHORIZED);
    loop.advance(Duration.ofSeconds(9));
    assertThat(adapter.sessions).hasSize(3);
    adapter.last().fail(Kind.UNAUTHORIZED);
    assertThat(status().state()).isEqualTo(State.FAILED);
  }

  @Test
  void replace_cameraThatWaitsForAPerson_otherPassword_isTried() {
    refuseTwice();
    CameraSpec changed =
        new CameraSpec(StreamId.main(GATE), URI.create(MAIN), "admin", Secret.of("two"));
    supervisor.replace(plan(changed, null)).join();
    loop.advance(SOON);
    adapter.last().stream(1);
    assertThat(adapter.sessions).hasSize(4);
    assertThat(status().state()).isEqualTo(State.STREAMING);
  }

  @Test
  void remove_streamingCamera_isLeftAndNothingMoreIsWritten() {
    CompletableFuture<Void> removed = supervisor.remove(GATE);
    assertThat(removed).isCompleted();
    assertThat(gate().left).isTrue();
    int before = written.size();
    gate().stream(5);
    loop.advance(LONG);
    assertThat(written).hasSize(before);
    assertThat(adapter.sessions).hasSize(2);
    assertThat(supervisor.status(GATE)).isEmpty();
    assertThat(supervisor.statuses()).hasSize(1);
    assertOtherIsUntouched();
  }

  @Test
  void remove_unknownCamera_isDoneAtOnce() {
    assertThat(supervisor.remove(new CameraId("nobody"))).isCompleted();
  }

  @Test
  void remove_cameraThatWaitsForAPerson_itsRefusalsAreForgotten() {
    refuseTwice();
    loop.advance(SOON);
    assertThat(records.onDisk).hasSize(2);
    assertThat(supervisor.remove(GATE)).isCompleted();
    loop.advance(SOON);
    assertThat(records.onDisk).hasSize(1);
    supervisor.add(plan(MAIN, null));
    loop.advance(SOON);
    assertThat(adapter.sessions).hasSize(4);
  }

  @Test
  void want_subStream_isOpenWhileSomebodyLooksAndFifteenSecondsLonger() {
    assertThat(sub().state()).isEqualTo(State.IDLE);
    Lease first = supervisor.want(GATE_SUB);
    Lease second = supervisor.want(GATE_SUB);
    loop.advance(SOON);
    assertThat(adapter.sessions).hasSize(3);
    adapter.last().stream(2);
    assertThat(writtenSub).hasSize(2);
    first.close();
    first.close();
    loop.advance(LONG);
    assertThat(adapter.last().left).isFalse();
    second.close();
    loop.advance(LINGER.minusMillis(1));
    assertThat(adapter.last().left).isFalse();
    loop.advance(Duration.ofMillis(1));
    assertThat(adapter.last().left).isTrue();
    assertThat(sub().state()).isEqualTo(State.IDLE);
    assertThat(gate().left).isFalse();
  }

  @Test
  void want_againWithinFifteenSeconds_keepsTheSession() {
    Lease first = supervisor.want(GATE_SUB);
    loop.advance(SOON);
    adapter.last().stream(1);
    first.close();
    loop.advance(Duration.ofSeconds(10));
    Lease second = supervisor.want(GATE_SUB);
    loop.advance(LONG);
    assertThat(adapter.sessions).hasSize(3);
    assertThat(adapter.last().left).isFalse();
    second.close();
  }

  @Test
  void want_beforeThereIsSuchACamera_takesEffectWhenItComes() {
    assertThat(supervisor.remove(GATE)).isCompleted();
    Lease lease = supervisor.want(GATE_SUB);
    loop.advance(SOON);
    assertThat(adapter.sessions).hasSize(2);
    supervisor.add(plan(MAIN, null));
    loop.advance(SOON);
    assertThat(adapter.sessions).hasSize(4);
    lease.close();
  }

  @Test
  void want_mainStreamThatIsAlwaysOpen_changesNothing() {
    supervisor.want(StreamId.main(GATE)).close();
    loop.advance(LONG);
    assertThat(adapter.sessions).hasSize(2);
    assertThat(gate().left).isFalse();
  }

  @Test
  void refused_onBothStreams_areCountedTogetherAndBothWaitForAPerson() {
    gate().fail(Kind.UNAUTHORIZED);
    Lease lease = supervisor.want(GATE_SUB);
    loop.advance(Duration.ofMillis(300));
    adapter.last().fail(Kind.UNAUTHORIZED);
    loop.advance(LONG);
    assertThat(adapter.sessions).hasSize(3);
    assertThat(status().state()).isEqualTo(State.FAILED);
    assertThat(sub().state()).isEqualTo(State.FAILED);
    lease.close();
  }
}
