package org.gatehouse.bench.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.gatehouse.bench.cli.Exit;
import org.gatehouse.bench.cli.Terminal;
import org.gatehouse.bench.engine.BenchFailure;
import org.gatehouse.bench.engine.Launcher;
import org.gatehouse.bench.report.BenchReport;
import org.gatehouse.bench.report.ReportOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Searches for inputs that break what reads the network. */
@Command(
    name = "fuzz",
    mixinStandardHelpOptions = true,
    description = "Fuzz every @FuzzTest method of this source tree for some minutes each")
public final class FuzzCommand implements Callable<Integer> {
  private static final double SECONDS_PER_MINUTE = 60;

  @Option(
      names = "--minutes-per-target",
      paramLabel = "M",
      defaultValue = "3",
      description = "how long each is fuzzed, such as 3 or 0.5 (3)")
  private double minutes;

  @Option(
      names = "--target",
      paramLabel = "NAME",
      description = "only those whose Class#method holds this text; may be given again")
  private List<String> wanted = List.of();

  @Option(names = "--jobs", paramLabel = "N", defaultValue = "1", description = "at once (1)")
  private int jobs;

  @Option(names = "--list", description = "only name the targets")
  private boolean list;

  @Mixin private ReportOptions options = new ReportOptions();
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    int seconds = (int) Math.round(minutes * SECONDS_PER_MINUTE);
    check(seconds >= 1, "--minutes-per-target must be at least 0.02, a second, not " + minutes);
    check(jobs >= 1, "--jobs must be at least 1, not " + jobs);
    Terminal terminal = Terminal.standard();
    Path home = Launcher.home();
    List<FuzzTarget> targets = chosen(FuzzSources.find(home));
    if (list) {
      targets.forEach(target -> terminal.line(target.module() + "  " + target.name()));
      return Exit.OK;
    }
    BenchReport report = options.begin("fuzz");
    Path folder = Files.createDirectories(home.resolve("target/fuzz"));
    terminal.line("compiling the tests of " + targets.size() + " targets");
    List<Path> modules = targets.stream().map(FuzzTarget::module).distinct().toList();
    TestClassPaths paths = TestClassPaths.compile(home, modules, folder.resolve("compile.log"));
    Fuzzer fuzzer = new Fuzzer(home, folder, paths, seconds);
    List<FuzzOutcome> outcomes = new FuzzRun(fuzzer, seconds, jobs, terminal).run(targets);
    long findings = outcomes.stream().filter(outcome -> outcome.finding() != null).count();
    report
        .put("targets", "targets", outcomes.size())
        .put("secondsPerTarget", "seconds each", seconds)
        .put("executions", "executions", outcomes.stream().mapToLong(FuzzOutcome::executions).sum())
        .put(
            "slowestExecutionsPerSecond",
            "slowest target, executions a second",
            outcomes.stream().mapToLong(FuzzOutcome::perSecond).min().orElse(0))
        .put("findings", "findings", findings);
    options.show(report, terminal);
    return findings == 0 ? Exit.OK : Exit.REFUSED;
  }

  private List<FuzzTarget> chosen(List<FuzzTarget> all) {
    if (wanted.isEmpty()) {
      return all;
    }
    for (String text : wanted) {
      if (all.stream().noneMatch(target -> holds(target, text))) {
        throw new BenchFailure(
            "no target's name holds '%s'; ./gatehouse bench fuzz --list names all %d"
                .formatted(text, all.size()));
      }
    }
    return all.stream()
        .filter(target -> wanted.stream().anyMatch(text -> holds(target, text)))
        .toList();
  }

  private static boolean holds(FuzzTarget target, String text) {
    return target.name().toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
  }

  private void check(boolean fine, String otherwise) {
    if (!fine) {
      throw new ParameterException(java.util.Objects.requireNonNull(spec).commandLine(), otherwise);
    }
  }
}
