package org.gatehouse.server.cli.recordings;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.storage.VolumeCheck;
import org.gatehouse.server.cli.ExitCode;
import org.gatehouse.server.cli.ProgressLine;
import org.gatehouse.server.config.SiteConfig;
import org.gatehouse.server.config.SiteFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gatehouse recordings check}: exit code 1 if something is wrong and was not mended. */
@Command(
    name = "check",
    description =
        "Look through all recordings: torn ends, missing indexes, files out of place, overlaps."
            + " Exit code 0 if all is well at the end, 1 if something is left.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The site's configuration.")
  private @Nullable Path config;

  @Option(
      names = "--repair",
      description =
          "Mend: cut torn ends, write indexes, move what does not belong to lost+found."
              + " The engine must not run.")
  private boolean repair;

  @Option(names = "--camera", paramLabel = "ID", description = "Only that camera's recordings.")
  private @Nullable String camera;

  @Option(names = "--json", description = "Print one JSON object instead of lines.")
  private boolean json;

  @Override
  public Integer call() {
    SiteConfig site = new SiteFile().read(Objects.requireNonNull(config));
    CameraId only = Volumes.cameraOrAll(camera);
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    ProgressLine progress = ProgressLine.standard();
    List<CheckReport.Volume> volumes = new ArrayList<>();
    for (Path root : Volumes.of(site)) {
      VolumeCheck.Request request = new VolumeCheck.Request(site.data(), root, only, repair);
      try {
        volumes.add(
            new CheckReport.Volume(
                root,
                Volumes.check().check(request, done -> progress.show("checking " + root, done))));
      } catch (IOException e) {
        throw new ConfigException(
            "recordings in " + root + " cannot be checked: " + e + "; run it as the engine's user",
            e);
      } finally {
        progress.clear();
      }
    }
    CheckReport report = new CheckReport(volumes);
    if (json) {
      report.json(out);
    } else {
      report.lines(out, repair);
    }
    return report.left() == 0 ? ExitCode.OK : ExitCode.REFUSED;
  }
}
