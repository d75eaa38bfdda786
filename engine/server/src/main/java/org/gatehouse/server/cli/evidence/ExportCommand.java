package org.gatehouse.server.cli.evidence;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.server.cli.ExitCode;
import org.gatehouse.server.cli.cameras.EngineCall;
import org.gatehouse.server.config.SiteConfig;
import org.gatehouse.server.config.SiteFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gatehouse export}: has the running engine export recordings, and fetches them. */
@Command(
    name = "export",
    description =
        "Export recordings of a time, with a signed manifest. Faces and plates are blurred unless"
            + " --unredacted says otherwise.",
    mixinStandardHelpOptions = true)
public final class ExportCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The site's configuration.")
  private @Nullable Path config;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Where the engine serves, if not where the configuration says.")
  private @Nullable URI url;

  @Option(
      names = "--camera",
      required = true,
      paramLabel = "ID",
      description = "A camera; may be given several times.")
  private List<String> cameras = List.of();

  @Option(
      names = "--from",
      required = true,
      paramLabel = "TIME",
      description = "Such as 2026-03-01T12:00:00Z or 2026-03-01T20:00:00+08:00.")
  private String from = "";

  @Option(names = "--to", required = true, paramLabel = "TIME", description = "Likewise.")
  private String to = "";

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "A folder that is empty, or not there yet.")
  private @Nullable Path out;

  @Option(
      names = "--unredacted",
      description = "Copy the video as it is. Needs --reason, which is kept.")
  private boolean unredacted;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why it is exported.")
  private @Nullable String reason;

  @Override
  public Integer call() throws InterruptedException {
    SiteConfig site = new SiteFile().read(Objects.requireNonNull(config));
    if (unredacted && (reason == null || reason.isBlank())) {
      throw new ConfigException(
          "--unredacted needs --reason TEXT: it goes into the manifest and the audit log");
    }
    Instant first = time("--from", from);
    Instant last = time("--to", to);
    PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
    EngineCall engine = new EngineCall(site, url);
    ExportFetch fetch = new ExportFetch(engine, Objects.requireNonNull(out), err);
    try {
      List<String> files = fetch.run(cameras, first, last, !unredacted, reason);
      PrintWriter told = Objects.requireNonNull(spec).commandLine().getOut();
      files.forEach(told::println);
      told.flush();
    } catch (IOException e) {
      throw new ConfigException(
          "the export did not come from the engine at %s (%s): is it running? --url says where it serves"
              .formatted(engine.base(), e),
          e);
    }
    return ExitCode.OK;
  }

  private static Instant time(String option, String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new ConfigException(
          option + " must be a time such as 2026-03-01T12:00:00Z, not '" + text + "'", e);
    }
  }
}
