package org.gatehouse.bench.accuracy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import org.gatehouse.analytics.worker.plate.FormatSet;
import org.gatehouse.bench.cli.Exit;
import org.gatehouse.bench.cli.Terminal;
import org.gatehouse.bench.engine.BenchFailure;
import org.gatehouse.bench.report.BenchReport;
import org.gatehouse.bench.report.ReportOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Judges what the product would report of labelled photographs of plates. */
@Command(
    name = "plates",
    mixinStandardHelpOptions = true,
    description = "Read labelled photographs as the product does and judge what is reported")
public final class PlatesCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "pictures and labels.csv: file,plate,x,y,w,h,quad")
  private Path folder = Path.of("");

  @Option(
      names = {"--region", "--regions"},
      split = ",",
      paramLabel = "REGION",
      description = "plate formats: cn, eu, us, br, a European country's code; default all")
  private List<String> regions = FormatSet.EVERYWHERE;

  @Option(
      names = "--worst",
      paramLabel = "FILE.png",
      description = "draw the worst cases; they show the data, so keep the file out of the project")
  private @Nullable Path worst;

  @Option(names = "--list", description = "print what was read wrongly or told falsely")
  private boolean list;

  @Mixin private ReportOptions options = new ReportOptions();

  @Override
  public Integer call() throws IOException {
    BenchReport report = options.begin("accuracy plates");
    Terminal terminal = Terminal.standard();
    SequencedMap<String, List<TruePlate>> labels = PlateLabels.read(folder);
    if (labels.isEmpty()) {
      throw new BenchFailure("the labels of " + folder + " name no picture");
    }
    try (PlatesRun run = new PlatesRun(terminal, regions)) {
      Photographs pictures = new Photographs(terminal, folder);
      List<PictureScore> scores = run.run(pictures, labels);
      int unreadable = pictures.unreadable();
      new PlateFigures(scores).fill(report, run.times());
      report.put("unreadable", "pictures that cannot be read", unreadable);
      List<PictureScore> bad =
          scores.stream()
              .filter(score -> score.faults() > 0)
              .sorted(Comparator.comparingInt(PictureScore::faults).reversed())
              .toList();
      if (list) {
        bad.forEach(score -> terminal.line("  " + score.text()));
      }
      if (worst != null) {
        terminal.line(
            "  worst cases drawn to "
                + ContactSheet.write(worst, folder, ContactSheet.ofPlates(bad)));
      }
    }
    options.show(report, terminal);
    return Exit.OK;
  }
}
