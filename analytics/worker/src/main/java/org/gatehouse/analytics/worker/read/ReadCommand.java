package org.gatehouse.analytics.worker.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.bytedeco.opencv.opencv_core.Mat;
import org.gatehouse.analytics.worker.inference.ModelSet;
import org.gatehouse.analytics.worker.plate.FormatSet;
import org.gatehouse.analytics.worker.plate.PlateCandidate;
import org.gatehouse.analytics.worker.plate.PlateScan;
import org.gatehouse.analytics.worker.plate.PlateScanner;
import org.gatehouse.analytics.worker.plate.PpOcr;
import org.gatehouse.analytics.worker.plate.Quad;
import org.gatehouse.analytics.worker.tracking.Box;
import org.gatehouse.contract.config.ConfigException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code gatehouse read FILES…}: the plates in pictures. Exit code 1 when a file cannot be read.
 */
@Command(
    name = "read",
    mixinStandardHelpOptions = true,
    description = "Reads the plates in pictures (JPEG, PNG).")
public final class ReadCommand implements Callable<Integer> {
  private static final int PROGRESS_FROM = 10;

  @Parameters(paramLabel = "FILES", arity = "1..*", description = "Pictures to read.")
  private List<Path> files = List.of();

  @Option(names = "--jsonl", description = "Print one JSON object for each file.")
  private boolean jsonLines;

  @Option(
      names = {"--region", "--regions"},
      split = ",",
      paramLabel = "REGION",
      description =
          "Plate formats to expect, most likely first: CN, EU, a European country code, US,"
              + " BR, GENERIC. Default: all.")
  private List<String> regions = FormatSet.EVERYWHERE;

  @Option(
      names = "--rejected",
      description = "Also print writing that was not taken for a plate, and why.")
  private boolean rejected;

  private final ObjectMapper json = new ObjectMapper();
  private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
  private final PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);

  @Override
  public Integer call() {
    int failed = 0;
    try (ModelSet models = ModelSet.load(threads())) {
      PlateScanner scanner = new PlateScanner(new PpOcr(models), FormatSet.of(regions));
      for (int i = 0; i < files.size(); i++) {
        failed += read(scanner, files.get(i)) ? 0 : 1;
        progress(i + 1);
      }
    } catch (ConfigException e) {
      err.println(e.getMessage());
      return 1;
    }
    return failed == 0 ? 0 : 1;
  }

  private static int threads() {
    return Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4);
  }

  private boolean read(PlateScanner scanner, Path file) {
    try (Mat picture = PictureFile.read(file)) {
      PlateScan scan = scanner.scan(picture);
      if (jsonLines) {
        out.println(json.writeValueAsString(ReadLines.line(file, scan, rejected)));
      } else {
        table(file, scan);
      }
      return true;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a reading cannot be written as JSON", e);
    } catch (IOException e) {
      err.println(file + ": " + e.getMessage());
      return false;
    }
  }

  private void progress(int done) {
    if (files.size() >= PROGRESS_FROM && (done % PROGRESS_FROM == 0 || done == files.size())) {
      err.println("read %d of %d pictures".formatted(done, files.size()));
    }
  }

  private void table(Path file, PlateScan scan) {
    if (scan.plates().isEmpty()) {
      out.println(file + "  no plate");
    }
    for (PlateCandidate plate : scan.plates()) {
      String what =
          String.format(
              Locale.ROOT,
              "%s  %.2f  %s %s",
              plate.text(),
              plate.confidence(),
              plate.region(),
              plate.kind());
      out.println(file + "  " + what + place(plate.quad()));
    }
    if (rejected) {
      scan.refused().forEach(no -> out.println(file + "  " + ReadLines.why(no) + place(no.quad())));
    }
  }

  private static String place(Quad quad) {
    Box box = quad.bounds();
    return String.format(
        Locale.ROOT, "  at %.0f,%.0f %.0fx%.0f", box.x(), box.y(), box.width(), box.height());
  }
}
