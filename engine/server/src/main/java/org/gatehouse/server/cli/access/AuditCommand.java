package org.gatehouse.server.cli.access;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import org.gatehouse.contract.audit.AuditStore;
import org.gatehouse.contract.storage.DataPlace;
import org.gatehouse.server.audit.AuditCheck;
import org.gatehouse.server.audit.AuditLog;
import org.gatehouse.server.cli.DataStores;
import org.gatehouse.server.cli.ExitCode;
import org.gatehouse.server.config.SiteFile;
import org.gatehouse.server.sitekey.SiteKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gatehouse audit}: whether the audit log is what it was, and its head. */
@Command(
    name = "audit",
    description = "Check the audit log of a site; print its signed head, to be kept elsewhere.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
public final class AuditCommand {
  @Spec private @Nullable CommandSpec spec;

  /** Checks it. */
  @Command(
      name = "verify",
      description = {
        "Check the audit log, also while the engine runs. Exit codes: 0 nothing was changed, taken"
            + " away, moved or cut off; 4 that does not hold; 1 there is nothing that could be"
            + " checked."
      },
      mixinStandardHelpOptions = true)
  int verify(
      @Option(
              names = "--config",
              required = true,
              paramLabel = "FILE",
              description = "The site's configuration.")
          Path config,
      @Option(
              names = "--head",
              paramLabel = "FILE",
              description = "A head that was kept elsewhere: its row must still be there.")
          @Nullable Path head) {
    DataPlace place = new SiteFile().read(config).place();
    Path data = place.folder();
    AuditCheck.Verdict verdict;
    try (AuditStore store = DataStores.auditThatIsThere(place)) {
      verdict = AuditCheck.check(store, data, SiteKey.in(data).open(), head);
    }
    PrintWriter out = out();
    out.printf(
        "rows     %d to %d (%d)%n",
        verdict.begin().sequence() + 1, verdict.end().sequence(), verdict.rows());
    if (verdict.unsigned() > 0) {
      out.printf(
          "note     the last %d came after the head was signed last, as after a power cut%n",
          verdict.unsigned());
    }
    verdict.faults().forEach(fault -> out.println("FAULT    " + fault));
    out.println(verdict.holds() ? "VERIFIED" : "NOT VERIFIED");
    out.flush();
    return verdict.holds() ? ExitCode.OK : ExitCode.NOT_VERIFIED;
  }

  /** Prints the head. */
  @Command(
      name = "head",
      description =
          "Print the head of the audit log, signed now. Kept where nobody who can write to the data"
              + " folder can write, it shows later that rows were cut off together with the head.",
      mixinStandardHelpOptions = true)
  int head(
      @Option(
              names = "--config",
              required = true,
              paramLabel = "FILE",
              description = "The site's configuration.")
          Path config) {
    try (AuditLog log = DataStores.audit(new SiteFile().read(config).place())) {
      out().print(log.head());
    }
    out().flush();
    return ExitCode.OK;
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }
}
