package org.gatehouse.bench.accuracy;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures the analysis on labelled pictures. */
@Command(
    name = "accuracy",
    mixinStandardHelpOptions = true,
    description = "Measure the analysis on labelled pictures",
    subcommands = {FacesCommand.class, PlatesCommand.class, RenderedCommand.class})
public final class AccuracyCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    CommandSpec own = java.util.Objects.requireNonNull(spec);
    throw new ParameterException(
        own.commandLine(), "name one of: " + String.join(", ", own.subcommands().keySet()));
  }
}
