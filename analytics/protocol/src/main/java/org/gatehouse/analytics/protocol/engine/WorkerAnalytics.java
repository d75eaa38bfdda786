package org.gatehouse.analytics.protocol.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.analytics.protocol.tls.MutualTls;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.media.StreamSource;
import org.gatehouse.contract.vision.AnalyticsBudget;
import org.gatehouse.contract.vision.AnalyticsListener;
import org.gatehouse.contract.vision.AnalyticsPort;
import org.gatehouse.contract.vision.AnalyticsProvider;
import org.gatehouse.contract.vision.LaneSpec;
import org.jspecify.annotations.Nullable;

/** The port over a {@link Supervisor}. Thread-safe. */
final class WorkerAnalytics implements AnalyticsPort {
  private record Waiting(LaneSpec lane, StreamSource source, @Nullable StreamSource smaller) {}

  private final AnalyticsProvider.Settings settings;
  private final AnalyticsBudget budget;
  private final @Nullable MutualTls tls;
  private final List<Waiting> opened = new ArrayList<>();
  private @Nullable Supervisor supervisor;

  /**
   * Without a worker yet.
   *
   * @throws ConfigException if what is to be shown to other machines is of no use
   */
  WorkerAnalytics(AnalyticsProvider.Settings settings, AnalyticsBudget budget) {
    this.settings = settings;
    this.budget = budget;
    this.tls = budget.files() == null ? null : MutualTls.of(budget.files());
  }

  @Override
  public synchronized void start(AnalyticsListener listener) {
    stop();
    try {
      Supervisor started =
          new Supervisor(this::hosts, Limits.of(budget), settings.ticker(), listener);
      opened.forEach(lane -> started.open(lane.lane(), lane.source(), lane.smaller()));
      started.start();
      supervisor = started;
    } catch (IOException e) {
      throw new ConfigException(
          "the analytics socket in %s cannot be opened: %s"
              .formatted(settings.runDirectory(), e.getMessage()),
          e);
    }
  }

  private List<WorkerHost> hosts(WorkerHost.Events events) throws IOException {
    List<WorkerHost> hosts = new ArrayList<>();
    MutualTls shown = tls;
    if (shown != null) {
      budget
          .elsewhere()
          .forEach(one -> hosts.add(new RemoteHost(one, shown, settings.ticker(), events)));
    }
    if (budget.workers() > 0) {
      hosts.addFirst(
          new WorkerStarter(WorkerStarter.Launch.of(settings, budget), settings.ticker(), events));
    }
    return hosts;
  }

  @Override
  public void open(LaneSpec lane, StreamSource source) {
    take(new Waiting(lane, source, null));
  }

  @Override
  public void open(LaneSpec lane, StreamSource source, StreamSource smaller) {
    take(new Waiting(lane, source, smaller));
  }

  private synchronized void take(Waiting lane) {
    opened.add(lane);
    if (supervisor != null) {
      supervisor.open(lane.lane(), lane.source(), lane.smaller());
    }
  }

  @Override
  public synchronized Health health() {
    return supervisor == null ? new Health(false, "not started") : supervisor.health();
  }

  @Override
  public synchronized void close() {
    stop();
  }

  private void stop() {
    Supervisor running = supervisor;
    if (running == null) {
      return;
    }
    supervisor = null;
    try {
      running.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
