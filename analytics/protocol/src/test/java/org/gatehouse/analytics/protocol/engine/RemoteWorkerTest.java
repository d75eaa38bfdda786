package org.gatehouse.analytics.protocol.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.analytics.protocol.tls.Certificates;
import org.gatehouse.analytics.protocol.tls.MutualTls;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.contract.vision.AnalyticsBudget;
import org.gatehouse.contract.vision.AnalyticsPort;
import org.gatehouse.contract.vision.AnalyticsProvider;
import org.gatehouse.contract.vision.LaneKind;
import org.gatehouse.contract.vision.LaneSpec;
import org.gatehouse.contract.vision.RemoteWorkers;
import org.gatehouse.contract.vision.TlsFiles;
import org.gatehouse.contract.vision.WorkerLending;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Workers that another machine lends, over real TLS on this one. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class RemoteWorkerTest {
  private static final Pattern PID = Pattern.compile("analytics worker (\\d+) at 127.0.0.1:");
  private static final LaneSpec LANE = new LaneSpec(Units.GATE, LaneKind.VEHICLE, List.of("CN"));
  private static @TempDir Path shared = Path.of("");
  private static @Nullable Certificates ours;
  private static @Nullable Certificates theirs;

  private final Heard heard = new Heard();
  private final FakeStream stream = new FakeStream(Units.GATE);
  private @TempDir Path temp = Path.of("");
  private @Nullable WorkerLending lending;
  private @Nullable AnalyticsPort port;

  @BeforeAll
  static void certify() {
    ours = Certificates.make(shared, "ours");
    theirs = Certificates.make(shared, "theirs");
  }

  @AfterEach
  void close() throws Exception {
    if (port != null) {
      port.close();
    }
    if (lending != null) {
      lending.close();
    }
  }

  @Test
  void findings_ofAWorkerElsewhere_come() throws Exception {
    start(ours("engine"), lend(4));
    stream.publish(Units.unit(1, true, "plate A1"));
    stream.publish(Units.unit(2, false, "face"));
    assertThat(Heard.next(heard.passages).plate().text()).isEqualTo("A1");
    assertThat(Heard.next(heard.faces).cropJpeg()).isNotEmpty();
    running().close();
    assertThat(heard.passages).hasSize(1);
  }

  @Test
  void workerElsewhereCrashes_itsSpareTakesOverAndTheGapSaysWhy() throws Exception {
    start(ours("engine"), lend(4));
    stream.publish(Units.unit(Ticker.system().epochMicros(), true, "plate A1"));
    Heard.next(heard.passages);
    long pid = activePid("a spare stands by");
    new ProcessBuilder("kill", "-SEGV", Long.toString(pid)).start().waitFor();
    Gap gap = Heard.next(heard.gaps);
    assertThat(gap.cause()).contains("analytics worker " + pid, "SIGSEGV");
    stream.publish(Units.unit(Ticker.system().epochMicros(), false, "plate B2"));
    assertThat(Heard.next(heard.passages).plate().text()).isEqualTo("B2");
  }

  @Test
  void unitThatEndsAWorkerElsewhere_isNotFedToTheNext() throws Exception {
    start(ours("engine"), lend(4));
    stream.publish(Units.unit(1, true, "plate A1"));
    Heard.next(heard.passages);
    stream.publish(Units.unit(2, false, "poison"));
    assertThat(Heard.next(heard.gaps).cause()).contains("exited with code 42");
    stream.publish(Units.unit(3, true, "plate C3"));
    assertThat(Heard.next(heard.passages).plate().text()).isEqualTo("C3");
    assertThat(Heard.next(heard.gaps).cause()).contains("left out");
  }

  @Test
  void engineGoes_workersOfItEnd() throws Exception {
    start(ours("engine"), lend(4));
    long pid = activePid("");
    running().close();
    ProcessHandle.of(pid).ifPresent(process -> process.onExit().join());
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void certificateOfAnotherAuthority_isRefusedInWords() throws Exception {
    start(theirs("engine"), lend(4));
    assertThat(healthThatSays("certificate"))
        .contains("127.0.0.1:", "its certificate is not signed by the configured authority");
  }

  @Test
  void engineThatTheHostDoesNotTrust_isRefusedInWords() throws Exception {
    // It trusts the host, but shows a certificate of another authority.
    start(
        new TlsFiles(
            theirs("engine").certificate(), theirs("engine").key(), ours("engine").authority()),
        lend(4));
    assertThat(healthThatSays("refuses")).contains("it refuses the certificate");
  }

  @Test
  void hostOfAnotherName_isRefusedInWords() throws Exception {
    WorkerLending elsewhere = lend(ours("elsewhere"), 4);
    lending = elsewhere;
    start(ours("engine"), elsewhere.port());
    assertThat(healthThatSays("certificate")).contains("its certificate is for another name");
  }

  @Test
  void connectionWithoutTls_isDropped() throws Exception {
    int lent = lend(4);
    try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), lent)) {
      plain
          .getOutputStream()
          .write("hello, who is there?\n".repeat(20).getBytes(StandardCharsets.US_ASCII));
      // An alert, perhaps, and the end.
      assertThat(plain.getInputStream().readAllBytes().length).isLessThan(16);
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("reset");
    }
  }

  @Test
  void moreThanAreLent_areRefusedInWords() throws Exception {
    start(ours("engine"), lend(0));
    assertThat(healthThatSays("lent")).contains("all workers of this host are lent");
  }

  @Test
  void nothingListens_healthSaysSo() throws Exception {
    start(ours("engine"), 1);
    assertThat(healthThatSays("listens")).contains("127.0.0.1:1: nothing listens there");
  }

  @Test
  void files_thatAreNone_areNamed() throws Exception {
    TlsFiles good = ours("engine");
    Path missing = temp.resolve("missing.pem");
    assertRefused(
        new TlsFiles(missing, good.key(), good.authority()), "the certificate " + missing);
    assertRefused(new TlsFiles(good.key(), good.key(), good.authority()), "holds no certificate");
    assertRefused(
        new TlsFiles(good.certificate(), good.certificate(), good.authority()), "PKCS #8");
    Path open = Files.copy(good.key(), temp.resolve("open.key"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
    assertRefused(new TlsFiles(good.certificate(), open, good.authority()), "chmod 600");
  }

  private static TlsFiles ours(String who) {
    return Objects.requireNonNull(ours).files(who);
  }

  private static TlsFiles theirs(String who) {
    return Objects.requireNonNull(theirs).files(who);
  }

  private static void assertRefused(TlsFiles files, String words) {
    assertThatThrownBy(() -> MutualTls.of(files))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(words);
  }

  private int lend(int workers) throws IOException {
    WorkerLending started = lend(ours("host"), workers);
    lending = started;
    return started.port();
  }

  private WorkerLending lend(TlsFiles files, int workers) throws IOException {
    WorkerStarter.Launch launch =
        new WorkerStarter.Launch(scripted(), List.of(), temp.resolve("host"), workers, 0);
    return HostServer.start(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        MutualTls.of(files),
        new HostedWorkers(launch, Ticker.system()));
  }

  private void start(TlsFiles files, int lent) {
    AnalyticsBudget budget =
        AnalyticsBudget.usual()
            .elsewhere(List.of(new RemoteWorkers("127.0.0.1", lent, 1, 0)), files);
    AnalyticsPort created =
        new WorkerAnalytics(
            new AnalyticsProvider.Settings(List.of(), temp.resolve("run"), Ticker.system()),
            budget);
    port = created;
    created.open(LANE, stream);
    created.start(heard);
  }

  private AnalyticsPort running() {
    if (port == null) {
      throw new AssertionError("nothing was started");
    }
    return port;
  }

  private String healthThatSays(String word) {
    while (true) {
      AnalyticsPort.Health health = running().health();
      assertThat(health.up()).isFalse();
      if (health.detail().contains(word)) {
        return health.detail();
      }
      Thread.onSpinWait();
    }
  }

  private long activePid(String detail) {
    while (true) {
      AnalyticsPort.Health health = running().health();
      Matcher matcher = PID.matcher(health.detail());
      if (health.up() && matcher.find() && health.detail().contains(detail)) {
        return Long.parseLong(matcher.group(1));
      }
      Thread.onSpinWait();
    }
  }

  private static List<String> scripted() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        System.getProperty("java.class.path"),
        ScriptedWorker.class.getName());
  }
}
