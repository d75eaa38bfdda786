package org.gatehouse.server.cli.doctor;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.server.WorkerCommand;
import org.gatehouse.server.cli.ExitCode;
import org.gatehouse.server.config.SiteConfig;
import org.gatehouse.server.config.SiteFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gatehouse doctor}: exit code 1 if something that is needed fails. */
@Command(
    name = "doctor",
    description = "Check this machine: tools, libraries, models, disk, ports, clock.",
    mixinStandardHelpOptions = true)
public final class DoctorCommand implements Callable<Integer> {
  private static final int USUAL_PORT = 8080;
  private final Programs programs;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Check this site's file, data folder, port and cameras, too.")
  private @Nullable Path config;

  @Option(names = "--json", description = "Print one JSON object instead of the table.")
  private boolean json;

  /** Asks the programs of this machine. */
  public DoctorCommand() {
    this(Programs::real);
  }

  DoctorCommand(Programs programs) {
    this.programs = programs;
  }

  @Override
  public Integer call() {
    List<Finding> found = new ArrayList<>(new ToolChecks(programs).run());
    found.addAll(new WorkerCheck(programs, DoctorCommand::workerCheck).run());
    if (config == null) {
      found.addAll(DiskCheck.run(Path.of("")));
      found.add(optional(PortCheck.listen("127.0.0.1", USUAL_PORT)));
    } else {
      found.addAll(site(config));
    }
    found.add(new ClockCheck(programs, Path.of("/run")).run());
    Report report = new Report(List.copyOf(found));
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    if (json) {
      report.json(out);
    } else {
      report.table(out);
    }
    return report.healthy() ? ExitCode.OK : ExitCode.REFUSED;
  }

  /** Below the project's own folder: in a shared one, others could put libraries there first. */
  private static List<String> workerCheck() {
    Map<String, String> environment = System.getenv();
    Path home = Path.of(environment.getOrDefault("GATEHOUSE_HOME", ""));
    return WorkerCommand.of(environment).words(home.resolve("target/native/doctor"), "check");
  }

  /** A busy port does not matter where no configuration asks for it. */
  private static Finding optional(Finding finding) {
    return finding.remedy() == null
        ? finding
        : Finding.warn(finding.check(), finding.detail(), finding.remedy());
  }

  private static List<Finding> site(Path file) {
    SiteConfig site;
    try {
      site = new SiteFile().read(file);
    } catch (ConfigException e) {
      String remedy = "correct the file; ./gatehouse config schema helps editors";
      return List.of(Finding.fail("configuration", String.valueOf(e.getMessage()), remedy));
    }
    List<Finding> found = new ArrayList<>();
    found.add(Finding.ok("configuration", file + " (site " + site.site() + ")"));
    found.addAll(DiskCheck.run(site.data()));
    found.add(PortCheck.listen(site.server().bind(), site.server().port()));
    site.cameras().forEach(camera -> found.add(PortCheck.camera(camera)));
    return found;
  }
}
