package org.gatehouse.bench.delivery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.gatehouse.bench.cli.Terminal;
import org.gatehouse.bench.engine.EngineProcess;
import org.gatehouse.bench.engine.SiteFile;
import org.gatehouse.bench.receive.Receiver;
import org.jspecify.annotations.Nullable;

/** Engine, generator and receiver for one run, in a folder of their own. Used by one thread. */
final class DeliveryRun {
  private static final long LOOK_MILLIS = 10;

  /** A destination that is down is tried every 15 seconds; nothing for this long is the end. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final Terminal terminal;
  private final DeliveryPlan plan;
  private final Path folder;
  private final String secret = Receiver.newSecret();
  private final List<Long> kills = new ArrayList<>();

  /** The kills; where an answer can be cut off with its connection, that happening too. */
  private final List<Long> disturbances = new ArrayList<>();

  private long upMicros;

  DeliveryRun(Terminal terminal, DeliveryPlan plan, Path folder) {
    this.terminal = terminal;
    this.plan = plan;
    this.folder = folder;
  }

  /**
   * What came of it.
   *
   * @param drainRatio how many times the input's rate was delivered after the outage; null without
   *     one
   */
  record Result(Figures figures, int kills, @Nullable Double drainRatio) {}

  Result run() throws IOException, InterruptedException {
    Path acks = folder.resolve("acks");
    Path receipts = folder.resolve("receipts");
    Path offers = folder.resolve("offers");
    Path relay = Offers.relay(folder.resolve("relay"), offers);
    try (Child receiver = receiver(receipts);
        Child generator = generator(offers, acks)) {
      Path site = DeliverySite.write(folder, plan, receiver.await("at"));
      drive(site, relay, receiver, generator);
    }
    terminal.clear();
    return judge(acks, receipts);
  }

  private Child receiver(Path receipts) throws IOException {
    return Child.start(
        List.of("bench", "delivery-receiver", "--sink=" + plan.sink(), "--receipts=" + receipts),
        folder.resolve("receiver.log"),
        Map.of(SiteFile.SECRET_VARIABLE, secret));
  }

  private Child generator(Path offers, Path acks) throws IOException {
    return Child.start(
        List.of(
            "bench",
            "delivery-generator",
            "--offers=" + Files.createDirectories(offers),
            "--acks=" + acks,
            "--events=" + plan.allEvents(),
            "--warm-up=" + plan.warmUp(),
            "--rate=" + plan.rate(),
            "--cameras=" + plan.cameras(),
            "--picture-bytes=" + plan.pictureBytes()),
        folder.resolve("generator.log"),
        Map.of());
  }

  private void drive(Path site, Path relay, Child receiver, Child generator)
      throws IOException, InterruptedException {
    List<Integer> killsAt = plan.killsAt();
    Flaps flaps = plan.kills() > 0 ? new Flaps(receiver, plan.seed(), disturbances) : null;
    Outage outage = new Outage(receiver::say, plan.outageSeconds(), System::nanoTime);
    EngineProcess engine = start(site, relay);
    try {
      int got = 0;
      long progress = System.nanoTime();
      while (got < plan.allEvents() || outage.lasts()) {
        int acked = generator.number("acked");
        if (kills.size() < killsAt.size() && acked >= killsAt.get(kills.size())) {
          engine.kill();
          kills.add(nowMicros());
          disturbances.add(kills.getLast());
          engine = start(site, relay);
        }
        engine.check();
        if (outage.tick(acked)) {
          upMicros = nowMicros();
        }
        if (flaps != null) {
          if (generator.said("done")) {
            flaps.end();
            flaps = null;
          } else {
            flaps.tick();
          }
        }
        int now = receiver.number("got");
        if (now != got || !generator.said("done") || outage.lasts()) {
          progress = System.nanoTime();
        }
        got = now;
        if (System.nanoTime() - progress > PATIENCE_NANOS) {
          return;
        }
        terminal.progress("delivered", got / (double) plan.allEvents());
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      }
    } finally {
      engine.close();
    }
  }

  private EngineProcess start(Path site, Path relay) throws IOException, InterruptedException {
    return EngineProcess.start(
        site, folder, secret, "", Map.of("GATEHOUSE_WORKER", relay.toString()));
  }

  private static long nowMicros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }

  private Result judge(Path acks, Path receipts) throws IOException {
    long[] submitted = Figures.submitted(acks, plan.allEvents());
    List<Figures.Receipt> received = Figures.receipts(receipts);
    Double drain =
        plan.outageSeconds() == 0 ? null : Figures.drainRate(submitted, received, upMicros);
    return new Result(
        Figures.of(
            submitted,
            received,
            plan.cameras(),
            plan.sink() == Sink.WEBHOOK ? kills : disturbances,
            plan.warmUp()),
        kills.size(),
        drain == null ? null : drain / plan.rate());
  }
}
