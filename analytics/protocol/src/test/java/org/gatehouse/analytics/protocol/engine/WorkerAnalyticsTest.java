package org.gatehouse.analytics.protocol.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.analytics.messages.FromWorker;
import org.gatehouse.analytics.messages.Hello;
import org.gatehouse.analytics.messages.Role;
import org.gatehouse.analytics.messages.ToWorker;
import org.gatehouse.analytics.protocol.wire.FrameChannel;
import org.gatehouse.analytics.protocol.wire.Protocol;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.contract.vision.AnalyticsBudget;
import org.gatehouse.contract.vision.AnalyticsPort;
import org.gatehouse.contract.vision.AnalyticsProvider;
import org.gatehouse.contract.vision.LaneKind;
import org.gatehouse.contract.vision.LaneSpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The engine's side against real processes that follow a script. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class WorkerAnalyticsTest {
  private static final Pattern PID = Pattern.compile("analytics worker (\\d+) has");
  private static final LaneSpec LANE = new LaneSpec(Units.GATE, LaneKind.VEHICLE, List.of("CN"));

  private final Heard heard = new Heard();
  private final FakeStream stream = new FakeStream(Units.GATE);
  private @TempDir Path temp = Path.of("");
  private @Nullable AnalyticsPort port;

  @AfterEach
  void close() {
    if (port != null) {
      port.close();
    }
  }

  @Test
  void provider_isFoundByServiceLoader() {
    assertThat(ServiceLoader.load(AnalyticsProvider.class))
        .hasAtLeastOneElementOfType(WorkerAnalyticsProvider.class);
  }

  @Test
  void findings_comeOnceEachAndAreAskedForAtTheEnd() throws Exception {
    AnalyticsPort running = start(List.of(scripted()));
    stream.publish(Units.unit(1, true, "plate A1"));
    stream.publish(Units.unit(2, false, "twice B2"));
    stream.publish(Units.unit(3, false, "face"));
    stream.publish(Units.unit(4, false, "no plate"));
    assertThat(Heard.next(heard.passages).plate().text()).isEqualTo("A1");
    assertThat(Heard.next(heard.passages).plate().text()).isEqualTo("B2");
    assertThat(Heard.next(heard.faces).cropJpeg()).isNotEmpty();
    assertThat(Heard.next(heard.noReads).passageId()).isEqualTo("p1");
    running.close();
    assertThat(heard.passages)
        .singleElement()
        .satisfies(p -> assertThat(p.passageId()).isEqualTo("LAST"));
    assertThat(running.health().up()).isFalse();
  }

  @Test
  void workerKilledBySignal_spareTakesOverAndGapIsReported() throws Exception {
    AnalyticsPort running = start(List.of(scripted()));
    stream.publish(Units.unit(Ticker.system().epochMicros(), true, "plate A1"));
    Heard.next(heard.passages);
    long pid = activePid(running, "a spare stands by");
    new ProcessBuilder("kill", "-SEGV", Long.toString(pid)).start().waitFor();
    Gap gap = Heard.next(heard.gaps);
    assertThat(gap.stream()).isEqualTo(Units.GATE);
    assertThat(gap.toMicros()).isGreaterThan(gap.fromMicros());
    assertThat(gap.cause()).contains("analytics worker " + pid, "SIGSEGV");
    assertThat(activePid(running, "")).isNotEqualTo(pid);
    stream.publish(Units.unit(Ticker.system().epochMicros(), false, "plate B2"));
    // The first one is played again as the stream is read from its random-access unit.
    assertThat(Heard.next(heard.passages).plate().text()).isEqualTo("B2");
    assertThat(heard.passages).isEmpty();
  }

  @Test
  void unitThatEndsAWorker_isNotFedToTheNext() throws Exception {
    start(List.of(scripted()));
    stream.publish(Units.unit(1, true, "plate A1"));
    Heard.next(heard.passages);
    stream.publish(Units.unit(2, false, "poison"));
    stream.publish(Units.unit(3, false, "plate DEPENDS-ON-POISON"));
    assertThat(Heard.next(heard.gaps).cause()).contains("exited with code 42");
    stream.publish(Units.unit(4, true, "plate C3"));
    assertThat(Heard.next(heard.passages).plate().text()).isEqualTo("C3");
    Gap leftOut = Heard.next(heard.gaps);
    assertThat(leftOut.cause()).contains("left out", "2 access units");
    assertThat(leftOut.stream()).isEqualTo(Units.GATE);
  }

  @Test
  void severalWorkers_lanesAreSpreadAndOneDeathConcernsItsOwn() throws Exception {
    FakeStream yard = new FakeStream(Units.YARD);
    AnalyticsPort running = port(List.of(scripted()), budget(2));
    running.open(LANE, stream);
    running.open(new LaneSpec(Units.YARD, LaneKind.VEHICLE, List.of("CN")), yard);
    running.start(heard);
    stream.publish(Units.unit(1, true, "plate A1"));
    yard.publish(Units.unit(1, true, "plate B1"));
    Heard.next(heard.passages);
    Heard.next(heard.passages);
    activePid(running, "a spare stands by");
    String detail = running.health().detail();
    assertThat(PID.matcher(detail).results().count()).isEqualTo(2);
    assertThat(detail).contains("has 1 lanes").doesNotContain("has 2 lanes");
    yard.publish(Units.unit(2, false, "poison"));
    Gap gap = Heard.next(heard.gaps);
    assertThat(gap.stream()).isEqualTo(Units.YARD);
    stream.publish(Units.unit(2, false, "plate A2"));
    assertThat(Heard.next(heard.passages).plate().text()).isEqualTo("A2");
    assertThat(heard.gaps).isEmpty();
  }

  @Test
  void workerThatDoesNotStart_healthSaysWhy() throws Exception {
    AnalyticsPort running =
        new WorkerAnalytics(
            new AnalyticsProvider.Settings(
                List.of("sh", "-c", "echo model face has a wrong hash; exit 1"),
                temp.resolve("run"),
                Ticker.system()),
            AnalyticsBudget.usual());
    port = running;
    running.start(heard);
    while (!running.health().detail().contains("model face has a wrong hash")) {
      Thread.onSpinWait();
      assertThat(running.health().up()).isFalse();
    }
  }

  @Test
  void connection_withAWrongToken_isRefused() throws Exception {
    start(List.of(scripted()));
    Path socket =
        temp.resolve("run").resolve("analytics-" + ProcessHandle.current().pid() + ".sock");
    try (FrameChannel stranger = FrameChannel.connect(socket)) {
      stranger.send(
          FromWorker.newBuilder()
              .setHello(
                  Hello.newBuilder()
                      .setProtocolVersion(Protocol.VERSION)
                      .setRole(Role.ROLE_CONTROL)
                      .setToken("guess"))
              .build());
      ToWorker answer = stranger.receive(ToWorker.parser());
      if (answer == null) {
        throw new AssertionError("no answer");
      }
      assertThat(answer.getWelcome().getRefusal()).contains("token");
      assertThat(stranger.receive(ToWorker.parser())).isNull();
    }
  }

  private static AnalyticsBudget budget(int workers) {
    return new AnalyticsBudget(0, workers, true, 2L << 30, AnalyticsBudget.CPU, false);
  }

  private AnalyticsPort port(List<String> main, AnalyticsBudget budget) {
    AnalyticsPort created =
        new WorkerAnalytics(
            new AnalyticsProvider.Settings(java(main), temp.resolve("run"), Ticker.system()),
            budget);
    port = created;
    return created;
  }

  private AnalyticsPort start(List<String> main) {
    AnalyticsPort created = port(main, AnalyticsBudget.usual());
    created.open(LANE, stream);
    created.start(heard);
    return created;
  }

  private static String scripted() {
    return ScriptedWorker.class.getName();
  }

  private static List<String> java(List<String> main) {
    List<String> command =
        new java.util.ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path")));
    command.addAll(main);
    return command;
  }

  private static long activePid(AnalyticsPort port, String detail) {
    while (true) {
      AnalyticsPort.Health health = port.health();
      Matcher matcher = PID.matcher(health.detail());
      if (health.up() && matcher.find() && health.detail().contains(detail)) {
        return Long.parseLong(matcher.group(1));
      }
      Thread.onSpinWait();
    }
  }
}
