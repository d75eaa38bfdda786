package org.gatehouse.analytics.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.analytics.protocol.engine.WorkerAnalyticsProvider;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.media.StreamReader;
import org.gatehouse.contract.media.StreamSource;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.contract.vision.AnalyticsBudget;
import org.gatehouse.contract.vision.AnalyticsListener;
import org.gatehouse.contract.vision.AnalyticsPort;
import org.gatehouse.contract.vision.AnalyticsProvider;
import org.gatehouse.contract.vision.FaceReport;
import org.gatehouse.contract.vision.LaneKind;
import org.gatehouse.contract.vision.LaneSpec;
import org.gatehouse.contract.vision.LaneStats;
import org.gatehouse.contract.vision.NoReadReport;
import org.gatehouse.contract.vision.PassageReport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Engine's side and the real worker process, with real H.264; only the analysers are fakes. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class WorkerProcessTest {
  private static final StreamId GATE = StreamId.main(new CameraId("gate"));
  private static final Pattern PID = Pattern.compile("analytics worker (\\d+) has");

  private @TempDir Path temp = Path.of("");

  @Test
  void segvOfTheWorker_decodingGoesOnInTheSpareAndTheGapIsReported() throws Exception {
    Listener heard = new Listener();
    AnalyticsPort port =
        new WorkerAnalyticsProvider()
            .create(
                new AnalyticsProvider.Settings(command(), temp.resolve("run"), Ticker.system()),
                AnalyticsBudget.usual());
    try (Camera camera = new Camera()) {
      port.open(new LaneSpec(GATE, LaneKind.VEHICLE, List.of()), camera);
      port.start(heard);
      long first = activePid(port, heard);
      LaneStats stats = next(heard.stats);
      while (stats.decoded() == 0) {
        stats = next(heard.stats);
      }
      next(heard.passages);
      long killed = System.nanoTime();
      new ProcessBuilder("kill", "-SEGV", Long.toString(first)).start().waitFor();
      String gap = next(heard.gaps);
      System.out.printf(
          "decoding went on %d ms after kill -SEGV; %s%n",
          TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - killed), gap);
      assertThat(gap).startsWith("gate/main").contains("SIGSEGV");
      heard.passages.clear();
      next(heard.passages);
      assertThat(activePid(port, heard)).isNotEqualTo(first);
      port.close();
      assertThat(heard.passages.stream().map(p -> p.plate().text())).contains("END");
    } finally {
      port.close();
    }
  }

  @Test
  void laneDiesOfAnErrorAfterDecoding_workerEndsAndTheGapSaysWhy() throws Exception {
    Listener heard = new Listener();
    AnalyticsPort port =
        new WorkerAnalyticsProvider()
            .create(
                new AnalyticsProvider.Settings(
                    command("-Ddying=true"), temp.resolve("run"), Ticker.system()),
                AnalyticsBudget.usual());
    try (Camera camera = new Camera()) {
      port.open(new LaneSpec(GATE, LaneKind.VEHICLE, List.of()), camera);
      port.start(heard);
      assertThat(next(heard.gaps))
          .startsWith("gate/main")
          .contains("exited with code 70", "lane 1 failed", "a library is missing", "tid=");
    } finally {
      port.close();
    }
  }

  @Test
  void standardInputEnds_workerExits() throws Exception {
    Path socket = temp.resolve("engine.sock");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      List<String> command = new ArrayList<>(command());
      command.addAll(List.of("worker", "--socket", socket.toString()));
      Process worker =
          new ProcessBuilder(command)
              .inheritIO()
              .redirectInput(ProcessBuilder.Redirect.PIPE)
              .start();
      worker.getOutputStream().write("token\n".getBytes(StandardCharsets.US_ASCII));
      worker.getOutputStream().flush();
      try (SocketChannel connection = server.accept()) {
        worker.getOutputStream().close();
        assertThat(worker.waitFor()).isZero();
        assertThat(connection.isOpen()).isTrue();
      }
    }
  }

  private static List<String> command() {
    return command("-Ddying=false");
  }

  private static List<String> command(String property) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        property,
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        System.getProperty("java.class.path"),
        FakeWorkerMain.class.getName());
  }

  /** Stats come once a second, so that this does not spin. */
  private static long activePid(AnalyticsPort port, Listener heard) throws InterruptedException {
    while (true) {
      AnalyticsPort.Health health = port.health();
      Matcher matcher = PID.matcher(health.detail());
      if (health.up() && matcher.find() && health.detail().contains("stands by")) {
        return Long.parseLong(matcher.group(1));
      }
      next(heard.stats);
    }
  }

  private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T next = queue.poll(2, TimeUnit.MINUTES);
    if (next == null) {
      throw new AssertionError("nothing came within two minutes");
    }
    return next;
  }

  private static final class Listener implements AnalyticsListener {
    final BlockingQueue<PassageReport> passages = new LinkedBlockingQueue<>();
    final BlockingQueue<LaneStats> stats = new LinkedBlockingQueue<>();
    final BlockingQueue<String> gaps = new LinkedBlockingQueue<>();

    @Override
    public void onPassage(PassageReport report) {
      passages.add(report);
    }

    @Override
    public void onNoRead(NoReadReport report) {}

    @Override
    public void onFace(FaceReport report) {}

    @Override
    public void onStats(LaneStats report) {
      stats.add(report);
    }

    @Override
    public void onGap(StreamId stream, long fromMicros, long toMicros, String cause) {
      gaps.add(stream + " " + (toMicros - fromMicros) / 1000 + " ms " + cause);
    }
  }

  /** Plays one second of video again and again, 25 pictures a second. */
  private static final class Camera implements StreamSource, AutoCloseable {
    private final List<AccessUnit> second = TestVideo.encode(TestVideo.GOP, 0);
    private final List<AccessUnit> published = new ArrayList<>();
    private final AtomicInteger count = new AtomicInteger();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    private final ScheduledFuture<?> playing;

    Camera() {
      playing =
          clock.scheduleAtFixedRate(
              this::publish, 0, TestVideo.FRAME_MICROS, TimeUnit.MICROSECONDS);
    }

    private void publish() {
      AccessUnit unit = second.get(count.getAndIncrement() % second.size());
      synchronized (published) {
        published.add(
            new AccessUnit(
                unit.parameters(),
                Ticker.system().epochMicros(),
                unit.ticks(),
                unit.randomAccess(),
                0,
                unit.payload().copy()));
        published.notifyAll();
      }
    }

    @Override
    public StreamId id() {
      return GATE;
    }

    @Override
    public StreamReader open(Start start) {
      synchronized (published) {
        int at = published.size() - 1;
        while (at > 0 && !published.get(at).randomAccess()) {
          at--;
        }
        return new Reader(Math.max(0, at));
      }
    }

    @Override
    public void close() {
      playing.cancel(false);
      clock.shutdownNow();
    }

    private final class Reader implements StreamReader {
      private int next;

      Reader(int next) {
        this.next = next;
      }

      @Override
      public @Nullable AccessUnit poll() {
        synchronized (published) {
          return next < published.size() ? published.get(next++) : null;
        }
      }

      @Override
      public @Nullable AccessUnit take(Duration timeout) throws InterruptedException {
        synchronized (published) {
          long deadline = System.nanoTime() + timeout.toNanos();
          for (long left = timeout.toMillis(); next >= published.size() && left > 0; ) {
            published.wait(left);
            left = (deadline - System.nanoTime()) / 1_000_000;
          }
          return poll();
        }
      }

      @Override
      public long missed() {
        return 0;
      }

      @Override
      public long laps() {
        return 0;
      }

      @Override
      public boolean closed() {
        return false;
      }

      @Override
      public void close() {}
    }
  }
}
