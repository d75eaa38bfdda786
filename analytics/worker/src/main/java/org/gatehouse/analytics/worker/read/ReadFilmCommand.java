package org.gatehouse.analytics.worker.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.gatehouse.analytics.worker.decode.BgrConverter;
import org.gatehouse.analytics.worker.inference.ModelSet;
import org.gatehouse.analytics.worker.plate.Effort;
import org.gatehouse.analytics.worker.plate.FormatSet;
import org.gatehouse.analytics.worker.plate.PlateCandidate;
import org.gatehouse.analytics.worker.plate.PlateScanner;
import org.gatehouse.analytics.worker.plate.PpOcr;
import org.gatehouse.analytics.worker.redact.FilmFile;
import org.gatehouse.analytics.worker.redact.FilmReader;
import org.gatehouse.analytics.worker.redact.FilmSink;
import org.gatehouse.contract.config.ConfigException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code gatehouse read-film FILM}: the plates in every picture of a film, whatever it costs: what
 * a lane, which looks at some pictures only, is measured against. Exit code 1 when it cannot be
 * read.
 */
@Command(
    name = "read-film",
    mixinStandardHelpOptions = true,
    description =
        "Reads the plates in every picture of a film (H.264, H.265 in MP4): a JSON object each.")
public final class ReadFilmCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILM", description = "The film.")
  private Path film = Path.of("");

  @Option(
      names = "--regions",
      split = ",",
      paramLabel = "REGION",
      description = "Plate formats to expect, most likely first. Default: all.")
  private List<String> regions = List.of("CN", "EU", "US", "GENERIC");

  @Option(
      names = "--between",
      split = ",",
      paramLabel = "FROM-TO",
      description = "Parts of the film, in seconds since its start. Default: all of it.")
  private List<String> parts = List.of();

  private final ObjectMapper json = new ObjectMapper();
  private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
  private final PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);

  @Override
  public Integer call() {
    try (ModelSet models = ModelSet.load(1);
        BgrConverter converter = new BgrConverter()) {
      Reads reads =
          new Reads(
              new PlateScanner(new PpOcr(models), FormatSet.of(regions), Effort.ONE_LOOK),
              converter);
      for (String part : parts.isEmpty() ? List.of("0-1e9") : parts) {
        new FilmReader(List.of(new FilmFile(film, 0)), micros(part, 0), micros(part, 1))
            .read(reads);
      }
      return 0;
    } catch (ConfigException | IOException e) {
      err.println(film + ": " + e.getMessage());
      return 1;
    }
  }

  private static long micros(String part, int end) {
    String[] ends = part.split("-", 2);
    try {
      return Math.round(Double.parseDouble(ends[end]) * 1e6);
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw new ConfigException(
          "--between: expected seconds such as 1.5-4, but saw '" + part + "'", e);
    }
  }

  /** Prints what each picture shows. */
  private final class Reads implements FilmSink {
    private final PlateScanner scanner;
    private final BgrConverter converter;

    Reads(PlateScanner scanner, BgrConverter converter) {
      this.scanner = scanner;
      this.converter = converter;
    }

    @Override
    public void picture(AVFrame frame, long micros) throws JsonProcessingException {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("s", micros / 1e6);
      line.put(
          "plates",
          scanner.scan(converter.convert(frame)).plates().stream()
              .map(PlateCandidate::text)
              .toList());
      out.println(json.writeValueAsString(line));
    }

    @Override
    public void sound(AVPacket packet, AVCodecParameters parameters) {
      // Nothing is to be seen in it.
    }
  }
}
