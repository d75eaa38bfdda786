package org.gatehouse.analytics.worker;

import java.util.function.Function;
import org.gatehouse.analytics.worker.inference.Accelerator;
import org.gatehouse.analytics.worker.passage.GateAnalyzers;
import org.gatehouse.analytics.worker.passage.LaneAnalyzerFactory;
import org.gatehouse.analytics.worker.read.ReadCommand;
import org.gatehouse.analytics.worker.read.ReadFilmCommand;
import org.gatehouse.contract.config.ConfigException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The worker's main class. Exit codes: 0 done, 1 refused with a message, 2 usage, 70 a defect. */
@Command(
    name = "gatehouse-worker",
    description = "Analyses pictures for Gatehouse; started by the engine.",
    mixinStandardHelpOptions = true)
public final class Main {
  private static final int REFUSED = 1;
  private static final int DEFECT = 70;

  private Main() {}

  /** Runs the command line and exits. */
  public static void main(String[] args) {
    run(args, GateAnalyzers::new);
  }

  /** Runs the command line with other analysers and exits; the process may have threads left. */
  static void run(String[] args, Function<Accelerator, LaneAnalyzerFactory> analyzers) {
    int code = commandLine(analyzers).execute(args);
    System.out.flush();
    System.err.flush();
    Runtime.getRuntime().halt(code);
  }

  static CommandLine commandLine(Function<Accelerator, LaneAnalyzerFactory> analyzers) {
    CommandLine line = new CommandLine(new Main());
    line.addSubcommand(new WorkerCommand(analyzers));
    line.addSubcommand(new KeyPicturesCommand());
    line.addSubcommand(new RedactCommand());
    line.addSubcommand(new MaskCommand());
    line.addSubcommand(new CheckCommand(analyzers));
    line.addSubcommand(new ReadCommand());
    line.addSubcommand(new ReadFilmCommand());
    line.setExecutionExceptionHandler((e, command, parsed) -> explain(command, e));
    return line;
  }

  private static int explain(CommandLine command, Exception e) {
    if (e instanceof ConfigException) {
      command.getErr().println(e.getMessage());
      return REFUSED;
    }
    e.printStackTrace(command.getErr());
    return DEFECT;
  }
}
