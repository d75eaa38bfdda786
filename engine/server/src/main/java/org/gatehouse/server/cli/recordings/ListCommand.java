package org.gatehouse.server.cli.recordings;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.Footage;
import org.gatehouse.contract.storage.SegmentStore;
import org.gatehouse.contract.storage.VolumeCheck;
import org.gatehouse.runtime.footage.VolumeFootage;
import org.gatehouse.server.cli.ExitCode;
import org.gatehouse.server.config.SiteConfig;
import org.gatehouse.server.config.SiteFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gatehouse recordings list}: what is there of a camera, and why the rest is missing. */
@Command(
    name = "list",
    description = "What is recorded of a camera and what is missing, with the cause.",
    mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The site's configuration.")
  private @Nullable Path config;

  @Option(names = "--camera", required = true, paramLabel = "ID", description = "The camera.")
  private @Nullable String camera;

  @Option(names = "--sub", description = "Its sub stream instead of the main one.")
  private boolean sub;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "From then, such as 2026-11-26T08:00:00Z; else from the oldest.")
  private @Nullable String from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description = "Until then; else to the end of the newest.")
  private @Nullable String to;

  @Override
  public Integer call() {
    SiteConfig site = new SiteFile().read(Objects.requireNonNull(config));
    var id = Volumes.camera(Objects.requireNonNull(camera));
    StreamId stream = sub ? StreamId.sub(id) : StreamId.main(id);
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    Instant begin = time("--from", from);
    Instant end = time("--to", to);
    if (begin != null && end != null && !begin.isBefore(end)) {
      throw new ConfigException("--from " + begin + " is not before --to " + end);
    }
    try {
      print(out, footage(site), stream, begin, end);
    } catch (IOException e) {
      throw new ConfigException(
          "recordings of " + stream + " cannot be read: " + e + "; run it as the engine's user", e);
    }
    out.flush();
    return ExitCode.OK;
  }

  private static Footage footage(SiteConfig site) {
    VolumeCheck volumes = Volumes.check();
    List<SegmentStore> stores = new ArrayList<>();
    Volumes.of(site).forEach(root -> stores.add(volumes.read(root)));
    return new VolumeFootage(stores);
  }

  private static void print(
      PrintWriter out,
      Footage footage,
      StreamId stream,
      @Nullable Instant begin,
      @Nullable Instant end)
      throws IOException {
    SortedSet<LocalDate> days = footage.days(stream);
    if (days.isEmpty()) {
      out.println("nothing is recorded of " + stream);
      return;
    }
    Instant first = days.first().atStartOfDay(ZoneOffset.UTC).toInstant();
    Instant last = days.last().plusDays(2).atStartOfDay(ZoneOffset.UTC).toInstant();
    Stretches.of(
            footage, stream, begin == null ? first : begin, end == null ? last : end, begin, end)
        .forEach(out::println);
  }

  private static @Nullable Instant time(String option, @Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new ConfigException(
          option + ": '" + text + "' is no time; write it as 2026-11-26T08:00:00Z", e);
    }
  }
}
