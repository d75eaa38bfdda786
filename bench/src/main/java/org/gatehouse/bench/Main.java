package org.gatehouse.bench;

import java.util.concurrent.Callable;
import org.gatehouse.bench.accuracy.AccuracyCommand;
import org.gatehouse.bench.accuracy.BatchCommand;
import org.gatehouse.bench.api.ApiCommand;
import org.gatehouse.bench.cli.Exit;
import org.gatehouse.bench.delivery.DeliveryCommand;
import org.gatehouse.bench.delivery.GeneratorCommand;
import org.gatehouse.bench.delivery.ReceiverCommand;
import org.gatehouse.bench.demo.DemoCommand;
import org.gatehouse.bench.engine.BenchFailure;
import org.gatehouse.bench.farm.FarmCommand;
import org.gatehouse.bench.faults.FaultsCommand;
import org.gatehouse.bench.fleet.FleetCommand;
import org.gatehouse.bench.fuzz.FuzzCommand;
import org.gatehouse.bench.gate.GateCommand;
import org.gatehouse.bench.gate.GateLatencyCommand;
import org.gatehouse.bench.health.HealthCommand;
import org.gatehouse.bench.hostile.HostileCommand;
import org.gatehouse.bench.ingest.IngestCommand;
import org.gatehouse.bench.lists.ListsBenchCommand;
import org.gatehouse.bench.media.VideoException;
import org.gatehouse.bench.page.PageCommand;
import org.gatehouse.bench.powercut.EventWriterCommand;
import org.gatehouse.bench.powercut.PowercutCommand;
import org.gatehouse.bench.record.FeedCommand;
import org.gatehouse.bench.record.RecordCommand;
import org.gatehouse.bench.soak.SoakCommand;
import org.gatehouse.bench.storm.StormCommand;
import org.gatehouse.bench.training.TrainingCommand;
import org.gatehouse.contract.config.ConfigException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Entry point of the bench's process. */
public final class Main {
  private Main() {}

  /** Runs the command that {@code args} name and ends the process with its exit code. */
  public static void main(String[] args) {
    System.setProperty("java.awt.headless", "true");
    System.setProperty("logback.configurationFile", "logback-bench.xml");
    System.exit(run(args));
  }

  static int run(String... args) {
    CommandLine line = new CommandLine(new Root()).setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler((e, command, result) -> failed(e, command));
    return line.execute(args);
  }

  private static int failed(Exception e, CommandLine command) throws Exception {
    if (e instanceof BenchFailure || e instanceof VideoException || e instanceof ConfigException) {
      command.getErr().println("gatehouse: " + e.getMessage());
      return Exit.REFUSED;
    }
    throw e;
  }

  @Command(
      name = "gatehouse",
      mixinStandardHelpOptions = true,
      subcommands = {DemoCommand.class, FarmCommand.class, Bench.class})
  static final class Root extends Group {}

  @Command(
      name = "bench",
      mixinStandardHelpOptions = true,
      description = "Measure the whole engine from outside",
      subcommands = {
        GateCommand.class,
        GateLatencyCommand.class,
        AccuracyCommand.class,
        ApiCommand.class,
        BatchCommand.class,
        PageCommand.class,
        FleetCommand.class,
        IngestCommand.class,
        ListsBenchCommand.class,
        StormCommand.class,
        TrainingCommand.class,
        FaultsCommand.class,
        HealthCommand.class,
        FuzzCommand.class,
        HostileCommand.class,
        SoakCommand.class,
        RecordCommand.class,
        FeedCommand.class,
        PowercutCommand.class,
        EventWriterCommand.class,
        DeliveryCommand.class,
        GeneratorCommand.class,
        ReceiverCommand.class
      })
  static final class Bench extends Group {}

  /** A command that only has subcommands. */
  abstract static class Group implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
      CommandSpec own = java.util.Objects.requireNonNull(spec);
      throw new ParameterException(
          own.commandLine(), "name one of: " + String.join(", ", own.subcommands().keySet()));
    }
  }
}
