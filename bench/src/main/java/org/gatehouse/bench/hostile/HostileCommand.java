package org.gatehouse.bench.hostile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.gatehouse.bench.cli.Exit;
import org.gatehouse.bench.cli.Terminal;
import org.gatehouse.bench.engine.BenchFailure;
import org.gatehouse.bench.engine.Launcher;
import org.gatehouse.bench.farm.Timeline;
import org.gatehouse.bench.report.BenchReport;
import org.gatehouse.bench.report.ReportOptions;
import org.gatehouse.bench.scene.CameraScene;
import org.gatehouse.bench.scene.Scene;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures what broken pictures and dying workers do to everything else. */
@Command(
    name = "hostile",
    mixinStandardHelpOptions = true,
    description =
        "Feed lanes with broken access units, then kill workers again and again, with recorded"
            + " cameras beside them")
public final class HostileCommand implements Callable<Integer> {
  private static final int MOST_LANES = 64;
  private static final int RENDER_THREADS = 2;

  @Option(names = "--units", defaultValue = "10000", description = "broken access units (10000)")
  private int units;

  @Option(names = "--kills", defaultValue = "200", description = "workers killed (200)")
  private int kills;

  @Option(names = "--lanes", defaultValue = "8", description = "analysed cameras (8)")
  private int lanes;

  @Option(names = "--cameras", defaultValue = "50", description = "recorded beside them (50)")
  private int cameras;

  @Option(names = "--mbit", defaultValue = "2", description = "million bits a second of each (2)")
  private double mbit;

  @Option(names = "--no-spare", description = "without a second worker that stands by")
  private boolean noSpare;

  @Option(names = "--seed", defaultValue = "1", description = "what is broken and when (1)")
  private long seed;

  @Mixin private ReportOptions options = new ReportOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    check();
    BenchReport report = options.begin("hostile");
    Terminal terminal = Terminal.standard();
    HostilePlan plan = new HostilePlan(units, kills, lanes, cameras, mbit, !noSpare, seed);
    Path kept = Launcher.home().resolve("target/hostile");
    HostileRun.Result result = new HostileRun(plan, terminal, kept).run(gate(terminal));
    HostileFigures figures = new HostileFigures(plan, result);
    figures.fill(report);
    terminal.line("  the engine's log is in " + kept);
    options.show(report, terminal);
    return figures.good() ? Exit.OK : Exit.REFUSED;
  }

  private void check() {
    within("--units", units, 0, 1_000_000);
    within("--kills", kills, 0, 100_000);
    within("--lanes", lanes, 1, MOST_LANES);
    within("--cameras", cameras, 1, 1000);
  }

  private static void within(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new BenchFailure(
          "%s: expected %d to %d, but saw %d".formatted(option, least, most, value));
    }
  }

  /** The vehicles of the demo's entry. */
  private Timeline gate(Terminal terminal) throws InterruptedException {
    CameraScene entry =
        new Scene(seed)
            .render(RENDER_THREADS, done -> terminal.progress("drawing the gate", done)).stream()
                .filter(scene -> scene.kind() == CameraScene.Kind.VEHICLE)
                .findFirst()
                .orElseThrow(() -> new BenchFailure("the scene has no gate"));
    terminal.clear();
    return Timeline.of(entry, OptionalInt.empty());
  }
}
