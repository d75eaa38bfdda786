package org.gatehouse.bench.accuracy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.gatehouse.analytics.worker.face.Face;
import org.gatehouse.bench.cli.Exit;
import org.gatehouse.bench.cli.Terminal;
import org.gatehouse.bench.report.BenchReport;
import org.gatehouse.bench.report.ReportOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures how well faces are found in photographs that people labelled. */
@Command(
    name = "faces",
    mixinStandardHelpOptions = true,
    description = "Find the faces in labelled photographs and judge what was found")
public final class FacesCommand implements Callable<Integer> {
  private static final double SMALL = 40;
  private static final double LARGE = 80;
  private static final double PRECISION = 0.95;
  private static final int WORST = 24;

  @Parameters(paramLabel = "DIR", description = "photographs and labels.csv")
  private Path folder = Path.of("");

  @Option(
      names = "--worst",
      paramLabel = "PNG",
      description =
          "draw large faces that were missed and the surest findings that are none; they show the data,"
              + " so keep the file out of the project")
  private @Nullable Path worst;

  @Mixin private ReportOptions options = new ReportOptions();

  @Override
  public Integer call() throws IOException {
    BenchReport report = options.begin("accuracy faces");
    Terminal terminal = Terminal.standard();
    Map<String, List<FaceLabel>> truth = FaceLabels.read(folder.resolve("labels.csv"));
    Photographs pictures = new Photographs(terminal, folder);
    FaceFinder finder = new FaceFinder(pictures);
    Map<String, List<Face>> found = new LinkedHashMap<>();
    try (finder) {
      for (String picture : truth.keySet()) {
        found.put(picture, finder.find(picture));
        terminal.progress("finding faces", (double) found.size() / truth.size());
      }
    }
    terminal.clear();
    int unreadable = pictures.unreadable();
    fill(report, truth, found, finder.cpuMillis() / Math.max(1, truth.size()));
    report.put("unreadable", "pictures that cannot be read", unreadable);
    if (worst != null) {
      terminal.line("worst cases in " + ContactSheet.write(worst, folder, cases(truth, found)));
    }
    options.show(report, terminal);
    return Exit.OK;
  }

  private static void fill(
      BenchReport report,
      Map<String, List<FaceLabel>> truth,
      Map<String, List<Face>> found,
      double cpuMillis) {
    PrecisionRecall small = FaceScore.of(truth, found, SMALL);
    PrecisionRecall large = FaceScore.of(truth, found, LARGE);
    report
        .put("pictures", "pictures", truth.size())
        .put("faces40", "faces of 40 px and more", small.wanted())
        .put("faces80", "faces of 80 px and more", large.wanted())
        .put("ap40", "average precision, 40 px", rounded(small.averagePrecision()))
        .put("ap80", "average precision, 80 px", rounded(large.averagePrecision()))
        .put("recall40AtP95", "recall at 95 % precision, 40 px", rounded(small.recallAt(PRECISION)))
        .put("recall80AtP95", "recall at 95 % precision, 80 px", rounded(large.recallAt(PRECISION)))
        .put("cpuMsPerPicture", "CPU ms a picture, one thread", Math.round(cpuMillis));
  }

  private static double rounded(double value) {
    return Math.round(value * 10_000) / 10_000.0;
  }

  /** Large faces that were missed, and the surest findings that are none. */
  private static List<ContactSheet.Tile> cases(
      Map<String, List<FaceLabel>> truth, Map<String, List<Face>> found) {
    List<Case> missed = new ArrayList<>();
    List<Case> none = new ArrayList<>();
    truth.forEach(
        (picture, labels) -> {
          List<Face> faces = found.getOrDefault(picture, List.of());
          labels.stream()
              .filter(l -> l.counts(LARGE) && faces.stream().noneMatch(f -> FaceScore.same(l, f)))
              .forEach(l -> missed.add(new Case(l.box().height(), tile(picture, l))));
          faces.stream()
              .filter(f -> labels.stream().noneMatch(l -> FaceScore.same(l, f)))
              .forEach(f -> none.add(new Case(f.score(), tile(picture, f))));
        });
    return Stream.concat(first(missed), first(none)).toList();
  }

  private static ContactSheet.Tile tile(String picture, FaceLabel missed) {
    return new ContactSheet.Tile(picture, missed.box(), "FACE", "");
  }

  private static ContactSheet.Tile tile(String picture, Face none) {
    String score = String.format(Locale.ROOT, "%.0f", none.score() * 100);
    return new ContactSheet.Tile(picture, none.box(), "", score);
  }

  private static Stream<ContactSheet.Tile> first(List<Case> cases) {
    return cases.stream()
        .sorted(Comparator.comparingDouble(Case::weight).reversed())
        .limit(WORST)
        .map(Case::tile);
  }

  private record Case(double weight, ContactSheet.Tile tile) {}
}
