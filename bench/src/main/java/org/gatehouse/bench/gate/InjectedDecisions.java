package org.gatehouse.bench.gate;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.gatehouse.analytics.messages.Box;
import org.gatehouse.analytics.messages.Direction;
import org.gatehouse.analytics.messages.FromWorker;
import org.gatehouse.analytics.messages.Passage;
import org.gatehouse.analytics.messages.Plate;
import org.gatehouse.analytics.messages.Stage;
import org.gatehouse.bench.cli.Terminal;
import org.gatehouse.bench.delivery.EngineLink;
import org.gatehouse.bench.delivery.Offers;
import org.gatehouse.bench.engine.BenchFailure;
import org.gatehouse.bench.engine.EngineProcess;
import org.gatehouse.bench.engine.SiteLists;
import org.gatehouse.bench.receive.Receiver;
import org.gatehouse.contract.list.ListEntry;
import org.jspecify.annotations.Nullable;

/**
 * Decisions that are told to an engine as a worker tells them, one after the other on some lanes,
 * and when the barriers heard of them. Every fifth of a lane is of a vehicle that is not listed and
 * looks like one that is. Used by one thread.
 */
final class InjectedDecisions {
  private static final int LANES = 4;
  private static final int PATIENCE_SECONDS = 60;

  /** Engine and bench load and compile their code in the first ones. */
  private static final int WARM_UP = 300;

  private static final int UNLISTED_EVERY = 5;

  private static final ByteString PICTURE =
      ByteString.copyFrom(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xd9});
  private static final Box BOX =
      Box.newBuilder().setX(0.4).setY(0.6).setWidth(0.1).setHeight(0.04).build();

  private final Terminal terminal;
  private final Path folder;
  private final int decisions;
  private final List<Double> millis = new ArrayList<>();
  private final List<Double> coldMillis = new ArrayList<>();

  InjectedDecisions(Terminal terminal, Path folder, int decisions) {
    this.terminal = terminal;
    this.folder = folder;
    this.decisions = decisions;
  }

  /**
   * What came of it.
   *
   * @param decisions that opened, after the warm-up
   * @param millis of all listed ones, from the decision's being told to the barrier's being told;
   *     {@link Hearings#ANSWER_MILLIS} for those that nobody opened for
   * @param coldMillis of those before
   * @param wrong openings for vehicles that are not listed
   * @param late openings for listed vehicles that had been opened for or given up
   * @param missed listed vehicles that nobody opened for
   */
  record Result(
      int decisions,
      List<Double> millis,
      List<Double> coldMillis,
      int wrong,
      int late,
      int missed) {}

  private static String lane(int number) {
    return "lane-" + Math.floorMod(number, LANES);
  }

  /** All lanes have theirs that is not listed at once: so they are watched for openings at once. */
  private static boolean listed(int number) {
    return number / LANES % UNLISTED_EVERY != UNLISTED_EVERY - 1;
  }

  /** Listed: 8 at the end of the name; what is not listed has a B in its place. */
  private static String plate(int number) {
    return "C%06d%s".formatted(number, listed(number) ? "8" : "B");
  }

  private int all() {
    return (WARM_UP + decisions) * UNLISTED_EVERY / (UNLISTED_EVERY - 1) + UNLISTED_EVERY;
  }

  Result run() throws IOException, InterruptedException {
    Path offers = folder.resolve("offers");
    Path worker = Offers.relay(folder.resolve("relay"), offers);
    try (RelayBarrier relay = RelayBarrier.start()) {
      Path site = site(relay);
      try (EngineProcess engine =
          EngineProcess.start(
              site,
              folder,
              Receiver.newSecret(),
              "",
              Map.of("GATEHOUSE_WORKER", worker.toString()))) {
        EngineLink link = link(new Offers(offers));
        Hearings hearings = new Hearings(relay::told);
        for (int number = 1; millis.size() < decisions && number <= all() * 2; number++) {
          tell(link, hearings, number);
          if (!engine.alive() || hearings.missed() > decisions / 10 + 10) {
            throw new BenchFailure("the engine does not open for vehicles that are listed");
          }
          terminal.progress("decisions", millis.size() / (double) decisions);
        }
        hearings.settleAll();
        terminal.clear();
        return result(hearings);
      }
    }
  }

  private Result result(Hearings hearings) {
    int opened = (int) millis.stream().filter(took -> took < Hearings.ANSWER_MILLIS).count();
    return new Result(
        opened,
        List.copyOf(millis),
        List.copyOf(coldMillis),
        hearings.wrong(),
        hearings.late(),
        hearings.missed());
  }

  private Path site(RelayBarrier relay) throws IOException {
    Path data = Files.createDirectories(folder.resolve("data"));
    List<ListEntry> entries = new ArrayList<>();
    for (int number = 1; number <= all() * 2; number++) {
      String plate = "C%06d8".formatted(number);
      entries.add(SiteLists.allowed(plate, lane(number)));
    }
    SiteLists.write(data, entries);
    StringBuilder text = new StringBuilder("site: bench\n");
    text.append("data: \"").append(data).append("\"\n");
    text.append("server: { bind: 127.0.0.1, port: 0 }\ncameras:\n");
    for (int lane = 0; lane < LANES; lane++) {
      text.append(
          "  - { id: %s, url: \"rtsp://127.0.0.1:9/stream\", record: \"off\", analytics: { kind: vehicle, regions: [GENERIC] } }%n"
              .formatted(lane(lane)));
    }
    text.append("barriers:\n");
    for (int lane = 0; lane < LANES; lane++) {
      text.append(relay.barrier(lane(lane)));
    }
    text.append("lanes:\n");
    for (int lane = 0; lane < LANES; lane++) {
      text.append(relay.yaml(lane(lane), ""));
    }
    return Files.writeString(folder.resolve("site.yaml"), text);
  }

  private static EngineLink link(Offers offers) throws IOException, InterruptedException {
    CountDownLatch ready = new CountDownLatch(1);
    AtomicReference<@Nullable EngineLink> first = new AtomicReference<>();
    EngineLink.Watcher watcher =
        new EngineLink.Watcher() {
          @Override
          public void ready(EngineLink link) {
            if (first.compareAndSet(null, link)) {
              ready.countDown();
            }
          }

          @Override
          public void acknowledged(String finding) {
            // The event is on disk, for which no barrier waits.
          }

          @Override
          public void ended(EngineLink link) {
            // The engine stops at the end.
          }
        };
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (System.nanoTime() < deadline) {
      for (Offers.Offer offer : offers.fresh()) {
        new EngineLink(offer, LANES, watcher).start();
      }
      EngineLink link = first.get();
      if (ready.await(20, TimeUnit.MILLISECONDS) && link != null) {
        return link;
      }
    }
    throw new BenchFailure("the engine opened no lanes within " + PATIENCE_SECONDS + " s");
  }

  private void tell(EngineLink link, Hearings hearings, int number) throws InterruptedException {
    String lane = lane(number);
    hearings.settle(lane);
    long told = System.nanoTime();
    if (!link.submit(lane, of -> decision(of, number))) {
      throw new BenchFailure("the engine is gone");
    }
    if (listed(number)) {
      (coldMillis.size() < WARM_UP ? coldMillis : millis).add(hearings.listed(lane, told));
    } else {
      hearings.unlisted(lane, told);
    }
  }

  private static FromWorker decision(int lane, int number) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    return FromWorker.newBuilder()
        .setPassage(
            Passage.newBuilder()
                .setLane(lane)
                .setId("bench-" + number)
                .setPassage("bench-" + number)
                .setStage(Stage.STAGE_DECIDED)
                .setStartMicros(micros)
                .setDecidedMicros(micros)
                .setEndMicros(micros)
                .setPlate(
                    Plate.newBuilder()
                        .setText(plate(number))
                        .setConfidence(1)
                        .setRegion("GENERIC")
                        .setKind("generic")
                        .setBox(BOX)
                        .setFrames(5))
                .setDirection(Direction.DIRECTION_APPROACHING)
                .setCropJpeg(PICTURE)
                .setSceneJpeg(PICTURE))
        .build();
  }
}
