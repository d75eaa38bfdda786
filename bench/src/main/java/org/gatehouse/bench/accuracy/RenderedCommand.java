package org.gatehouse.bench.accuracy;

import static org.bytedeco.opencv.global.opencv_imgcodecs.imwrite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.bytedeco.opencv.opencv_core.Mat;
import org.gatehouse.bench.cli.Exit;
import org.gatehouse.bench.cli.Terminal;
import org.gatehouse.bench.engine.BenchFailure;
import org.gatehouse.bench.plates.PlateCamera;
import org.gatehouse.bench.plates.RenderedKind;
import org.gatehouse.bench.plates.RenderedPlate;
import org.gatehouse.bench.report.BenchReport;
import org.gatehouse.bench.report.ReportOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Judges what the product would report of plates that are drawn by a seed. */
@Command(
    name = "rendered",
    mixinStandardHelpOptions = true,
    description = "Read drawn plates of kinds that photographs lack and judge what is reported")
public final class RenderedCommand implements Callable<Integer> {
  @Option(
      names = "--kinds",
      split = ",",
      paramLabel = "KIND",
      description =
          "blue, yellow, double, trailer, motorcycle, moped, energy-small, energy-large, learner,"
              + " police, hong-kong, macau, consulate, embassy; default ${DEFAULT-VALUE}",
      defaultValue = "double,motorcycle,moped,energy-small,energy-large")
  private List<String> kinds = List.of();

  @Option(names = "--seed", defaultValue = "1", description = "default ${DEFAULT-VALUE}")
  private long seed;

  @Option(
      names = "--count",
      defaultValue = "40",
      description = "pictures of each kind, default ${DEFAULT-VALUE}")
  private int count;

  @Option(names = "--list", description = "print what was read wrongly or told falsely")
  private boolean list;

  @Option(names = "--keep", paramLabel = "DIR", description = "keep the drawn pictures here")
  private @Nullable Path keep;

  @Mixin private ReportOptions options = new ReportOptions();

  @Override
  public Integer call() throws IOException {
    if (count < 1) {
      throw new BenchFailure("--count must be 1 or more, not " + count);
    }
    List<RenderedKind> wanted = wanted();
    BenchReport report = options.begin("accuracy rendered");
    Terminal terminal = Terminal.standard();
    List<PictureScore> all = new ArrayList<>();
    try (PlatesRun run = new PlatesRun(terminal, List.of("CN"))) {
      PlateCamera camera = new PlateCamera(seed);
      for (RenderedKind kind : wanted) {
        List<PictureScore> scores = new ArrayList<>();
        for (int i = 0; i < count; i++) {
          terminal.progress(
              "reading", (all.size() + scores.size()) / (double) (count * wanted.size()));
          scores.add(read(run, camera.take(kind, i), i));
        }
        long exact = scores.stream().filter(s -> s.told().getFirst().exact()).count();
        report.note(kind.option(), share(exact, count));
        all.addAll(scores);
      }
      terminal.clear();
      new PlateFigures(all).fill(report, run.times());
    }
    if (list) {
      all.stream().filter(s -> s.faults() > 0).forEach(s -> terminal.line("  " + s.text()));
    }
    options.show(report, terminal);
    return Exit.OK;
  }

  private List<RenderedKind> wanted() {
    try {
      return kinds.stream().map(RenderedKind::of).toList();
    } catch (IllegalArgumentException e) {
      throw new BenchFailure("--kinds: " + e.getMessage());
    }
  }

  private PictureScore read(PlatesRun run, RenderedPlate plate, int number) throws IOException {
    String name = plate.kind().option() + "-" + seed + "-" + number;
    try (Mat picture = plate.picture()) {
      if (keep != null) {
        Files.createDirectories(keep);
        imwrite(keep.resolve(name + ".png").toString(), picture);
      }
      return PictureScore.of(
          name, List.of(new TruePlate(plate.text(), Optional.empty())), run.read(picture).plates());
    }
  }

  private static String share(long exact, int count) {
    return String.format(
        Locale.ROOT, "%d of %d exact, %.1f %%", exact, count, 100.0 * exact / count);
  }
}
