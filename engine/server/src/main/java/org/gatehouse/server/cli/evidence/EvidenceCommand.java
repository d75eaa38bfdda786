package org.gatehouse.server.cli.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import org.gatehouse.server.cli.ExitCode;
import org.gatehouse.server.config.SiteFile;
import org.gatehouse.server.evidence.Verifier;
import org.gatehouse.server.sitekey.SiteKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gatehouse evidence}: the site's key, and whether an export is what it was. */
@Command(
    name = "evidence",
    description = "Check exported recordings; show the key that a site signs them with.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
public final class EvidenceCommand {
  @Spec private @Nullable CommandSpec spec;

  /** Prints the fingerprint. */
  @Command(
      name = "key",
      description = "Print the fingerprint of the site's key, made now if there is none yet.",
      mixinStandardHelpOptions = true)
  int key(
      @Option(
              names = "--config",
              required = true,
              paramLabel = "FILE",
              description = "The site's configuration.")
          Path config) {
    out().println(SiteKey.in(new SiteFile().read(config).data()).open().fingerprint());
    return ExitCode.OK;
  }

  /** Checks an export. */
  @Command(
      name = "verify",
      description = {
        "Check an export, without an engine or a configuration. Exit codes: 0 nothing was changed,"
            + " taken away or added, and the key is the one named; 4 that does not hold;"
            + " 1 there is nothing that could be checked."
      },
      mixinStandardHelpOptions = true)
  int verify(
      @Parameters(
              paramLabel = "FILE",
              description = "A manifest or an export's folder; or one of its files.")
          Path what,
      @Option(
              names = "--key",
              required = true,
              paramLabel = "FINGERPRINT",
              description = "Of the site's key, as 'evidence key' prints it there.")
          String fingerprint) {
    Verifier.Verdict verdict = Verifier.verify(what, fingerprint);
    PrintWriter out = out();
    JsonNode manifest = verdict.manifest();
    if (manifest != null) {
      tell(out, manifest);
    }
    verdict.checked().forEach(name -> out.println("ok       " + name));
    verdict.faults().forEach(fault -> out.println("FAULT    " + fault));
    out.println(verdict.holds() ? "VERIFIED" : "NOT VERIFIED");
    out.flush();
    return verdict.holds() ? ExitCode.OK : ExitCode.NOT_VERIFIED;
  }

  private static void tell(PrintWriter out, JsonNode manifest) {
    out.printf(
        "site     %s%ntime     %s to %s%nmade     %s for %s%nredacted %s%n",
        manifest.path("site").asText(),
        manifest.path("from").asText(),
        manifest.path("to").asText(),
        manifest.path("created").asText(),
        manifest.path("requestedBy").asText(),
        manifest.path("redacted").asBoolean() ? "yes" : "no");
    if (manifest.path("reason").isTextual()) {
      out.println("reason   " + manifest.path("reason").asText().replaceAll("\\p{Cntrl}", " "));
    }
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }
}
