package org.gatehouse.analytics.worker.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.bytedeco.opencv.opencv_core.Mat;
import org.gatehouse.analytics.worker.inference.ModelSet;
import org.gatehouse.analytics.worker.plate.FormatSet;
import org.gatehouse.analytics.worker.plate.PlateScanner;
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
      names = "--regions",
      split = ",",
      paramLabel = "REGION",
      description =
          "Plate formats to expect, most likely first: CN, EU, a European country code, US,"
              + " GENERIC. Default: all.")
  private List<String> regions = List.of("CN", "EU", "US", "GENERIC");

  private final ObjectMapper json = new ObjectMapper();
  private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
  private final PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);

  @Override
  public Integer call() {
    int failed = 0;
    try (ModelSet models = ModelSet.load(threads())) {
      PlateScanner scanner = new PlateScanner(models, FormatSet.of(regions));
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
      List<PlateScanner.Found> plates = scanner.scan(picture);
      if (jsonLines) {
        out.println(json.writeValueAsString(line(file, plates)));
      } else {
        table(file, plates);
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

  private void table(Path file, List<PlateScanner.Found> plates) {
    if (plates.isEmpty()) {
      out.println(file + "  no plate");
    }
    for (PlateScanner.Found found : plates) {
      var box = found.box().quad().bounds();
      out.println(
          String.format(
              Locale.ROOT,
              "%s  %s  %.2f  %s %s  at %.0f,%.0f %.0fx%.0f",
              file,
              found.plate().text(),
              found.confidence(),
              found.plate().match().region(),
              found.plate().match().kind(),
              box.x(),
              box.y(),
              box.width(),
              box.height()));
    }
  }

  private static Map<String, Object> line(Path file, List<PlateScanner.Found> plates) {
    List<Map<String, Object>> list = new ArrayList<>();
    for (PlateScanner.Found found : plates) {
      var bounds = found.box().quad().bounds();
      Map<String, Object> box = new LinkedHashMap<>();
      box.put("x", Math.round(bounds.x()));
      box.put("y", Math.round(bounds.y()));
      box.put("width", Math.round(bounds.width()));
      box.put("height", Math.round(bounds.height()));
      Map<String, Object> plate = new LinkedHashMap<>();
      plate.put("text", found.plate().text());
      plate.put("confidence", Math.round(found.confidence() * 1000) / 1000.0);
      plate.put("region", found.plate().match().region());
      plate.put("kind", found.plate().match().kind());
      plate.put("box", box);
      list.add(plate);
    }
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("file", file.toString());
    line.put("plates", list);
    return line;
  }
}
