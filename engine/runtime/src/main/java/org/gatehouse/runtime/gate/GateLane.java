package org.gatehouse.runtime.gate;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.gatehouse.contract.alarm.Alarm;
import org.gatehouse.contract.event.EventDetail;
import org.gatehouse.contract.gate.BarrierAnswer;
import org.gatehouse.contract.gate.BarrierDriver;
import org.gatehouse.contract.gate.BarrierOrder;
import org.gatehouse.contract.gate.BarrierState;
import org.gatehouse.contract.gate.BarrierWish;
import org.gatehouse.contract.gate.GateEnd;
import org.gatehouse.contract.gate.GateIntent;
import org.gatehouse.contract.list.ListEntry;
import org.gatehouse.contract.storage.StorageException;
import org.gatehouse.contract.vision.NoReadReport;
import org.gatehouse.contract.vision.PassageReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lane's thread, the queue of what it is to take, and its hands. Whoever hands something in never
 * waits. Thread-safe.
 */
final class GateLane implements AutoCloseable, BarrierLine.Listener, LaneHands {
  private static final Logger log = LoggerFactory.getLogger(GateLane.class);
  private static final long TICK_MILLIS = 100;

  /** Far more than a lane ever gets while its disk is slow. */
  private static final int MOST_WAITING = 4096;

  /** A vehicle that an earlier run opened for within so long may still stand there. */
  private static final Duration REMEMBERED = Duration.ofMinutes(1);

  private static final Duration LAST_CHANCE = Duration.ofSeconds(3);

  private final LaneRules rules;
  private final GateParts parts;
  private final Visits visits;
  private final Passes passes;
  private final LaneCore core;
  private final BarrierLine line;
  private final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>(MOST_WAITING);
  private final Thread thread;
  private final Set<String> raised = new HashSet<>();
  private volatile LaneStatus status;
  private volatile boolean closing;

  GateLane(LaneRules rules, BarrierDriver driver, GateParts parts, Passes passes) {
    this.rules = rules;
    this.parts = parts;
    this.passes = passes;
    this.visits = new Visits(parts.store());
    this.core =
        new LaneCore(
            rules, new Judge(parts.lists(), rules), this, parts.ticker(), driver.hasLoop());
    this.line = new BarrierLine(rules.name(), driver, this, parts.ticker());
    this.thread = Thread.ofPlatform().daemon().name("gate-" + rules.name()).unstarted(this::run);
    this.status = core.status();
  }

  /** Takes over what an earlier run left, and begins. */
  void start() {
    Instant since = instant(parts.ticker().epochMicros()).minus(REMEMBERED);
    core.resume(LaneHistory.of(parts.store(), rules.name(), since));
    status = core.status();
    line.start();
    thread.start();
  }

  LaneRules rules() {
    return rules;
  }

  LaneStatus status() {
    return status;
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private void add(Runnable item) {
    if (!queue.offer(item)) {
      log.error("lane {}: it does not keep up; something was left out", rules.name());
    }
  }

  void passage(PassageReport report) {
    seen(Sighting.of(report, parts.ticker()));
  }

  void noRead(NoReadReport report) {
    seen(Sighting.of(report, parts.ticker()));
  }

  private void seen(Sighting sighting) {
    add(() -> core.seen(sighting));
  }

  CompletableFuture<GateReply> ask(GateRequest request) {
    CompletableFuture<GateReply> reply = new CompletableFuture<>();
    Runnable item =
        () -> {
          GateReply given = core.ask(request);
          // Whoever asked looks at the lane next, and is to see what came of it.
          status = core.status();
          reply.complete(given);
        };
    if (!queue.offer(item)) {
      reply.complete(GateReply.refused("the lane does not keep up; try again"));
    }
    return reply;
  }

  private void run() {
    try {
      long ticked = System.nanoTime();
      while (!closing || !queue.isEmpty()) {
        Runnable item = queue.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
        if (item != null) {
          guarded(item);
        }
        if (System.nanoTime() - ticked >= TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS)) {
          ticked = System.nanoTime();
          guarded(core::tick);
        }
        status = core.status();
      }
    } catch (InterruptedException e) {
      log.debug("lane {}: closed", rules.name());
    }
  }

  private void guarded(Runnable item) {
    try {
      item.run();
    } catch (RuntimeException e) {
      log.error("lane {}: something that came in failed; going on", rules.name(), e);
    }
  }

  @Override
  public void close() {
    line.close();
    closing = true;
    try {
      if (!thread.join(LAST_CHANCE)) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    raised.forEach(id -> parts.alarms().clear(id, instant(parts.ticker().epochMicros())));
  }

  @Override
  public void sent(UUID order) {
    Instant at = instant(parts.ticker().epochMicros());
    add(() -> core.sent(order, at));
  }

  @Override
  public void answered(UUID order, BarrierAnswer answer) {
    add(() -> core.answered(order, answer));
  }

  @Override
  public void heard(BarrierState state) {
    add(() -> core.heard(state));
  }

  @Override
  public void unheard(String why) {
    add(() -> core.unheard(why));
  }

  @Override
  public Noted intend(GateIntent intent, BarrierWish then) {
    try {
      return parts.store().intend(intent, then) ? Noted.NEW : Noted.KNOWN;
    } catch (StorageException e) {
      log.warn("lane {}: {}", rules.name(), e.getMessage());
      return Noted.UNWRITTEN;
    }
  }

  @Override
  public boolean wish(BarrierWish wish) {
    return written(() -> parts.store().wish(rules.name(), wish));
  }

  @Override
  public void ended(GateEnd end) {
    written(() -> parts.store().ended(end));
  }

  /** What matters less than that the barrier moves; false if the disk takes nothing. */
  private boolean written(Runnable writing) {
    try {
      writing.run();
      return true;
    } catch (StorageException e) {
      log.warn("lane {}: {}", rules.name(), e.getMessage());
      return false;
    }
  }

  @Override
  public void order(BarrierOrder order) {
    line.order(order);
  }

  @Override
  public Pass usePass(ListEntry entry, String passageId, Instant at) {
    return passes.use(entry, passageId, at);
  }

  @Override
  public void letIn(ListEntry entry, String passageId, Instant at) {
    passes.letIn(entry, passageId, at);
  }

  @Override
  public boolean inside(String plate) {
    try {
      return visits.inside(rules, plate);
    } catch (StorageException e) {
      log.warn("lane {}: who is inside cannot be read: {}", rules.name(), e.getMessage());
      return false;
    }
  }

  @Override
  public void passed(String plate, String passageId, Instant at) {
    written(() -> visits.passed(rules, plate, passageId, at, this::event));
  }

  @Override
  public void event(EventDetail detail) {
    parts.events().record(rules.camera(), detail, () -> told(detail));
  }

  /** Any thread. */
  private void told(EventDetail detail) {
    if (detail instanceof EventDetail.GateCommanded done) {
      written(() -> parts.store().told(UUID.fromString(done.commandId())));
    }
  }

  @Override
  public void alarm(String id, Alarm.Kind kind, Alarm.Severity severity, String text) {
    if (raised.add(id)) {
      Instant since = instant(parts.ticker().epochMicros());
      parts.alarms().raise(new Alarm(id, kind, severity, rules.cameras(), since, text));
    }
  }

  @Override
  public void clear(String id) {
    if (raised.remove(id)) {
      parts.alarms().clear(id, instant(parts.ticker().epochMicros()));
    }
  }
}
