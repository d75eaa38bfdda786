package org.gatehouse.server.cli.cameras;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.gatehouse.contract.camera.CameraFault;
import org.gatehouse.contract.camera.ProbeReport;
import org.gatehouse.contract.camera.ProbeRequest;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.server.cli.ExitCode;
import org.gatehouse.server.config.bind.SecretReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gatehouse cameras probe}: what one camera says of itself, and whether video comes. */
@Command(
    name = "probe",
    description = "Ask one camera what it is and offers, and see whether its video arrives.",
    mixinStandardHelpOptions = true)
final class ProbeCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "URL|HOST", description = "Without user and password.")
  private String target = "";

  @Option(
      names = "--username",
      paramLabel = "NAME",
      description = "User at the camera; without one it is asked as anybody.")
  private @Nullable String username;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "A file that only its owner can read.")
  private @Nullable Path passwordFile;

  @Option(
      names = "--trust-any-certificate",
      description = "Take a self-signed certificate over https.")
  private boolean trust;

  @Option(names = "--json", description = "Tell it as JSON.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    ProbeReport report = ask();
    if (json) {
      out.println(tree(report).toPrettyString());
    } else {
      print(report, out);
    }
    boolean anything = report.device() != null || !report.streams().isEmpty();
    return anything && report.faults().isEmpty() ? ExitCode.OK : ExitCode.REFUSED;
  }

  private ProbeReport ask() throws InterruptedException {
    Secret password =
        passwordFile == null
            ? null
            : new SecretReader(Path.of("").toAbsolutePath(), System::getenv)
                .read("file:" + passwordFile);
    try {
      return DiscoverCommand.directory()
          .probe(new ProbeRequest(target, username, password, trust, true));
    } catch (IllegalArgumentException e) {
      throw new ConfigException(String.valueOf(e.getMessage()), e);
    }
  }

  private static JsonNode tree(ProbeReport report) {
    return new ObjectMapper()
        .findAndRegisterModules()
        .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
        .addMixIn(Duration.class, AsText.class)
        .valueToTree(report);
  }

  /** Durations as ISO 8601. */
  @com.fasterxml.jackson.databind.annotation.JsonSerialize(
      using = com.fasterxml.jackson.databind.ser.std.ToStringSerializer.class)
  private interface AsText {}

  /** Such as {@code 3 d 4 h behind ours, set by hand, time servers: none}. */
  static String words(ProbeReport.Clock clock) {
    Duration off = clock.offset().abs();
    String away =
        off.compareTo(Duration.ofSeconds(2)) < 0
            ? "as ours"
            : span(off) + (clock.offset().isNegative() ? " behind ours" : " ahead of ours");
    String servers =
        clock.timeServers().isEmpty() ? "none told" : String.join(", ", clock.timeServers());
    return "%s, %s, time servers: %s"
        .formatted(away, clock.fromNtp() ? "set by NTP" : "set by hand", servers);
  }

  private static String span(Duration off) {
    if (off.toDays() > 0) {
      return off.toDays() + " d " + off.toHoursPart() + " h";
    }
    return off.toHours() > 0
        ? off.toHours() + " h " + off.toMinutesPart() + " min"
        : off.toMinutes() > 0
            ? off.toMinutes() + " min " + off.toSecondsPart() + " s"
            : off.toSeconds() + " s";
  }

  private static void print(ProbeReport report, PrintWriter out) {
    ProbeReport.Device device = report.device();
    if (device != null) {
      out.printf(
          "device    %s %s, firmware %s%n",
          device.manufacturer(), device.model(), device.firmware());
    }
    if (report.clock() != null) {
      out.println("clock     " + words(report.clock()));
    }
    out.println("offers    " + report.features());
    for (ProbeReport.Profile profile : report.profiles()) {
      out.printf(
          "profile   %s: %s %dx%d, %s%n",
          profile.name(), profile.codec(), profile.width(), profile.height(), profile.stream());
    }
    for (ProbeReport.StreamCheck stream : report.streams()) {
      out.printf(
          "stream    %s: %s %dx%d, %d pictures in %s%s%n",
          stream.url(),
          stream.codec(),
          stream.width(),
          stream.height(),
          stream.accessUnits(),
          stream.watched(),
          stream.fault() == null ? "" : "; " + stream.fault());
    }
    for (CameraFault fault : report.faults()) {
      out.println("fault     " + fault);
    }
  }
}
