package org.gatehouse.bench.training;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.gatehouse.analytics.worker.inference.ModelSet;
import org.gatehouse.bench.cli.Exit;
import org.gatehouse.bench.cli.Terminal;
import org.gatehouse.bench.engine.BenchFailure;
import org.gatehouse.bench.plates.TrainingPlate;
import org.gatehouse.bench.plates.TrainingPlates;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes what {@code analytics/worker/training} trains the plate head with. */
@Command(
    name = "training",
    mixinStandardHelpOptions = true,
    description =
        "Draw plates and write down what PP-OCR has in mind of them, to train the plate head with")
public final class TrainingCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "FILE",
      description = "where to write; the parts get .0, .1 and so on behind it")
  private Path file = Path.of("");

  @Option(
      names = "--count",
      defaultValue = "44000",
      description = "plates in all, default ${DEFAULT-VALUE}")
  private int count;

  @Option(names = "--seed", defaultValue = "1", description = "default ${DEFAULT-VALUE}")
  private long seed;

  @Option(
      names = "--parts",
      defaultValue = "2",
      description = "files, each made by one thread, default ${DEFAULT-VALUE}")
  private int parts;

  @Option(
      names = "--fonts",
      paramLabel = "DIR",
      defaultValue = "bench/fonts/node_modules/@expo-google-fonts",
      description = "default ${DEFAULT-VALUE}")
  private Path fonts = Path.of("");

  private final AtomicInteger done = new AtomicInteger();

  @Override
  public Integer call() throws InterruptedException {
    if (parts < 1 || count < parts) {
      throw new BenchFailure("--parts must be 1 or more, and --count no less than that");
    }
    Terminal terminal = Terminal.standard();
    try (ModelSet models = ModelSet.load(1);
        ExecutorService threads = Executors.newFixedThreadPool(parts)) {
      List<Future<Void>> results =
          threads.invokeAll(
              IntStream.range(0, parts)
                  .mapToObj(part -> (Callable<Void>) () -> write(part, models, terminal))
                  .toList());
      for (Future<Void> result : results) {
        result.get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof BenchFailure told
          ? told
          : new BenchFailure("the plates cannot be written: " + e.getCause());
    } finally {
      terminal.clear();
    }
    terminal.line(done.get() + " plates written to " + file + ".0 and on");
    return Exit.OK;
  }

  private Void write(int part, ModelSet models, Terminal terminal)
      throws IOException, OrtException {
    Fonts from = new Fonts(fonts);
    TrainingPlates plates =
        new TrainingPlates(from.books(), from.signs(models.plateKeys()), seed * 1000 + part);
    try (InnerEyes eyes = new InnerEyes(models.plateKeys());
        SampleFile out = new SampleFile(Path.of(file + "." + part))) {
      for (int i = 0; i < count / parts + (part < count % parts ? 1 : 0); i++) {
        try (TrainingPlate plate = plates.next()) {
          out.add(plate.text(), eyes.look(plate.picture()));
        }
        terminal.progress("drawing plates", done.incrementAndGet() / (double) count);
      }
    }
    return null;
  }
}
