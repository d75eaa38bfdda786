package org.gatehouse.bench.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.gatehouse.bench.cli.Exit;
import org.gatehouse.bench.cli.Terminal;
import org.gatehouse.bench.engine.BenchFailure;
import org.gatehouse.bench.engine.EngineStatus;
import org.gatehouse.bench.receive.Delivered;

/** One demo from start to verdict. The main thread runs it; Ctrl-C reaches it as a latch. */
final class DemoRun {
  /** A passage that ended this long before the stop must have its event. */
  private static final long SETTLE_MILLIS = 8_000;

  private static final int DRAIN_SECONDS = 10;
  private static final int PLAY_SECONDS = 120;
  private static final int END_SECONDS = 40;

  private final DemoPlan plan;
  private final Terminal terminal;
  private final CountDownLatch interrupted = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);

  DemoRun(DemoPlan plan, Terminal terminal) {
    this.plan = plan;
    this.terminal = terminal;
  }

  int run(boolean json) throws IOException, InterruptedException {
    Thread onInterrupt = Thread.ofPlatform().unstarted(this::waitForOrderlyEnd);
    Runtime.getRuntime().addShutdownHook(onInterrupt);
    TempFolder folder = TempFolder.create("demo");
    // What becomes of it is decided below, after an interrupt too.
    folder.keep();
    try {
      Outcome outcome = run(folder);
      boolean good = outcome.complaints().isEmpty();
      tell(outcome);
      leave(folder, good);
      if (json) {
        terminal.line(new ObjectMapper().writeValueAsString(outcome.tally().fields()));
      }
      return good ? Exit.OK : Exit.REFUSED;
    } catch (BenchFailure e) {
      leave(folder, false);
      throw e;
    } finally {
      ended.countDown();
    }
  }

  private record Outcome(Tally tally, List<String> complaints) {}

  /** What went wrong can be looked into; otherwise nothing is left behind. */
  private void leave(TempFolder folder, boolean good) {
    if (plan.keep() || !good) {
      terminal.line("kept: " + folder.path());
    } else {
      folder.remove();
    }
  }

  /** In the shutdown hook: the JVM ends when this returns. */
  private void waitForOrderlyEnd() {
    interrupted.countDown();
    try {
      if (!ended.await(END_SECONDS, TimeUnit.SECONDS)) {
        terminal.line("gatehouse: not everything ended in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Outcome run(TempFolder folder) throws IOException, InterruptedException {
    terminal.line("seed " + plan.seed() + "; the same seed gives the same scene");
    try (DemoSite site =
        DemoSite.start(
            plan.seed(),
            plan.seconds(),
            plan.videos(),
            plan.port(),
            folder.path(),
            terminal,
            event -> terminal.line(EventLine.of(event, ZoneId.systemDefault())))) {
      terminal.line("page   " + site.engine().url());
      site.engine()
          .firstAdmin()
          .ifPresent(link -> terminal.line("users  " + link + " makes the first account, once"));
      awaitPlaying(site);
      watch(site);
      return judge(site);
    }
  }

  private void awaitPlaying(DemoSite site) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PLAY_SECONDS);
    while (!site.allPlaying()) {
      if (System.nanoTime() > deadline || !site.engine().alive()) {
        throw new BenchFailure(
            "the engine plays only %s of its cameras after %d s"
                .formatted(site.truth().cameras(), PLAY_SECONDS));
      }
      if (interrupted.await(100, TimeUnit.MILLISECONDS)) {
        return;
      }
    }
  }

  /** Until the time is over, somebody interrupts, or the engine is gone. */
  private void watch(DemoSite site) throws InterruptedException {
    long begun = System.nanoTime();
    long until =
        plan.seconds().isPresent()
            ? begun + TimeUnit.SECONDS.toNanos(plan.seconds().getAsInt())
            : Long.MAX_VALUE;
    terminal.line(
        plan.seconds().isPresent()
            ? "ends by itself after " + plan.seconds().getAsInt() + " s"
            : "Ctrl-C ends it");
    do {
      show(site, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun));
    } while (!interrupted.await(1, TimeUnit.SECONDS)
        && System.nanoTime() < until
        && site.engine().alive());
    terminal.clear();
  }

  private void show(DemoSite site, long seconds) throws InterruptedException {
    List<Delivered> delivered = site.receiver().delivered();
    terminal.status(
        "%d:%02d  cameras %s/%d  passages %d  faces %d  delivered %d  pending %s"
            .formatted(
                seconds / 60,
                seconds % 60,
                site.status().streaming().map(String::valueOf).orElse("?"),
                site.cameras().size(),
                delivered.stream().filter(Delivered::isPassage).count(),
                delivered.stream().filter(Delivered::isFace).count(),
                delivered.size(),
                site.status().outbox().map(left -> "" + left.pending()).orElse("?")));
  }

  private Outcome judge(DemoSite site) throws InterruptedException {
    long stop = System.currentTimeMillis();
    List<String> complaints = new ArrayList<>();
    if (!site.engine().alive()) {
      complaints.add("the engine ended before the demo did; see engine.log");
    }
    EngineStatus.Outbox left = drained(site, complaints);
    site.stopEngine();
    List<Delivered> delivered = site.receiver().delivered();
    Verdict verdict =
        Verdict.of(
            site.truth().startedBefore(stop), stop - SETTLE_MILLIS, delivered, site.judged());
    Tally tally = Tally.of(plan.seed(), site.cameras().size(), verdict, delivered, left);
    complaints.addAll(verdict.complaints());
    complaints.addAll(new DemoLane(site.cameras()).complaints(delivered));
    if (tally.faces() == 0 && plan.seconds().isPresent()) {
      complaints.add("no face snapshot came from the pedestrian gate");
    }
    if (site.receiver().refused() > 0) {
      complaints.add(site.receiver().refused() + " deliveries had a signature that does not hold");
    }
    return new Outcome(tally, complaints);
  }

  /** Waits until nothing is pending, for a while. */
  private static EngineStatus.Outbox drained(DemoSite site, List<String> complaints)
      throws InterruptedException {
    EngineStatus.Outbox left = new EngineStatus.Outbox(-1, 0);
    for (int tries = 0; tries < DRAIN_SECONDS * 2 && site.engine().alive(); tries++) {
      left = site.status().outbox().orElse(left);
      if (left.pending() == 0) {
        break;
      }
      TimeUnit.MILLISECONDS.sleep(500);
    }
    if (left.pending() != 0) {
      complaints.add(
          left.pending() < 0
              ? "the engine does not tell what is pending"
              : left.pending() + " events were not delivered within " + DRAIN_SECONDS + " s");
    }
    if (left.parked() > 0) {
      complaints.add(left.parked() + " events were refused by the receiver and are parked");
    }
    return left;
  }

  private void tell(Outcome outcome) {
    Tally tally = outcome.tally();
    terminal.line(
        "%d passages delivered, %d of %d plates exact, %d faces, %d openings, %d events delivered, %d pending"
            .formatted(
                tally.passages(),
                tally.platesExact(),
                tally.plateTruth(),
                tally.faces(),
                tally.openings(),
                tally.eventsDelivered(),
                tally.eventsPending()));
    outcome.complaints().forEach(complaint -> terminal.line("not good: " + complaint));
  }
}
