package org.gatehouse.bench.delivery;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.gatehouse.bench.cli.Exit;
import org.gatehouse.bench.cli.Seconds;
import org.gatehouse.bench.cli.Terminal;
import org.gatehouse.bench.demo.TempFolder;
import org.gatehouse.bench.engine.BenchFailure;
import org.gatehouse.bench.report.BenchReport;
import org.gatehouse.bench.report.ReportOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures whether events are lost, repeated, late or out of order. */
@Command(
    name = "delivery",
    mixinStandardHelpOptions = true,
    description =
        "Submit events at a rate while the engine is killed or the destination is away; compare"
            + " what was acknowledged with what came")
public final class DeliveryCommand implements Callable<Integer> {
  private static final double HUNDRED = 100;

  @Mixin private final ReportOptions options = new ReportOptions();

  @Option(names = "--events", defaultValue = "10000", description = "how many (10000)")
  private int events;

  @Option(names = "--rate", defaultValue = "500", description = "how many a second (500)")
  private double rate;

  @Option(
      names = "--kills",
      defaultValue = "0",
      description =
          "how often the engine is killed, at random; the destination then comes and goes (0)."
              + " Not with --outage")
  private int kills;

  @Option(
      names = "--outage",
      paramLabel = "SECONDS",
      defaultValue = "0",
      converter = Seconds.class,
      description = "how long the destination refuses everything, once (0)")
  private int outage;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "20",
      converter = Seconds.class,
      description =
          "without kills and outage: how long the rate rises before events' times count, while"
              + " four processes load and compile their code (20); what all took is told as well")
  private int warmUp;

  @Option(names = "--cameras", defaultValue = "50", description = "how many they are of (50)")
  private int cameras;

  @Option(
      names = "--picture-bytes",
      paramLabel = "BYTES",
      defaultValue = "2000",
      description = "size of each event's two pictures (2000)")
  private int pictureBytes;

  @Option(
      names = "--sink",
      defaultValue = "webhook",
      description = "webhook, mqtt (Debian's mosquitto) or kafka (a broker from Maven Central)")
  private Sink sink = Sink.WEBHOOK;

  @Option(names = "--seed", defaultValue = "1", description = "of what is random (1)")
  private long seed;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description =
          "where the engine keeps its data, on the disk to be tried; else a temporary one")
  private @Nullable Path folder;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (events < 1 || rate <= 0 || kills < 0 || cameras < 1 || pictureBytes < 0) {
      throw new BenchFailure(
          "--events, --rate and --cameras must be more than 0, --kills and --picture-bytes not"
              + " less");
    }
    DeliveryPlan plan =
        new DeliveryPlan(sink, events, rate, kills, outage, warmUp, cameras, pictureBytes, seed);
    String refusal = plan.refusal();
    if (refusal != null) {
      throw new BenchFailure(refusal);
    }
    BenchReport report = options.begin("delivery");
    Terminal terminal = Terminal.standard();
    TempFolder work = TempFolder.create("delivery", folder);
    try {
      DeliveryRun.Result result = new DeliveryRun(terminal, plan, work.path()).run();
      fill(report, result);
      options.show(report, terminal);
      return plan.good(result.figures(), result.drainRatio()) ? Exit.OK : Exit.REFUSED;
    } finally {
      work.remove();
    }
  }

  private void fill(BenchReport report, DeliveryRun.Result result) {
    Figures figures = result.figures();
    boolean steady = kills == 0 && outage == 0;
    report
        .put("sink", "destination", sink.name().toLowerCase(Locale.ROOT))
        .put("rate", "events a second", rate)
        .put("kills", "times the engine was killed", result.kills())
        .put("outageSeconds", "the destination refused everything for, s", outage)
        .put("sent", "events acknowledged", figures.sent())
        .put("lost", "of them never received", figures.lost())
        .put("duplicates", "received again, same id", figures.duplicates())
        .put("duplicatesPerKill", "most of them between two kills", figures.mostDuplicates())
        .put("foreignDuplicates", "received under another id", figures.foreignDuplicates())
        .put("outOfOrder", "received after a later one of its camera", figures.outOfOrder())
        .put("p99Ms", "99 of 100 received within, ms", steady ? rounded(figures.p99Millis()) : null)
        .put(
            "coldP99Ms",
            "the same with the warm-up of " + warmUp + " s",
            steady ? rounded(figures.coldP99Millis()) : null)
        .put(
            "drainRatio", "rate after the outage, times the input's", rounded(result.drainRatio()));
  }

  private static @Nullable Double rounded(@Nullable Double value) {
    return value == null ? null : Math.round(value * HUNDRED) / HUNDRED;
  }
}
