package org.gatehouse.bench.accuracy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.gatehouse.analytics.worker.inference.ModelSet;
import org.gatehouse.analytics.worker.inference.OnnxModel;
import org.gatehouse.analytics.worker.inference.Tensors;
import org.gatehouse.bench.cli.Exit;
import org.gatehouse.bench.cli.Terminal;
import org.gatehouse.bench.report.BenchReport;
import org.gatehouse.bench.report.ReportOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Measures whether it pays to look at several pictures at once. */
@Command(
    name = "batch",
    mixinStandardHelpOptions = true,
    description = "CPU time of one picture, alone and in batches, by model, on one thread")
public final class BatchCommand implements Callable<Integer> {
  private static final int[] BATCHES = {1, 2, 4, 8};
  private static final int ROUNDS = 15;
  private static final double NANOS_PER_MILLI = 1e6;

  @Mixin private ReportOptions options = new ReportOptions();

  /** One model with the size of its inputs. */
  private record Case(String key, String label, OnnxModel model, int... size) {}

  @Override
  public Integer call() throws IOException {
    BenchReport report = options.begin("batch");
    Terminal terminal = Terminal.standard();
    try (ModelSet models = ModelSet.load(1)) {
      List<Case> cases =
          List.of(
              new Case("read", "reading a plate", models.plateRecogniser(), 3, 48, 320),
              new Case("find", "finding plates, 640 x 384", models.plateDetector(), 3, 384, 640));
      int done = 0;
      for (Case one : cases) {
        for (int batch : BATCHES) {
          report.put(
              one.key + batch, one.label + ", ms for each of " + batch, millisForEach(one, batch));
          done++;
          terminal.progress("measuring", (double) done / (cases.size() * BATCHES.length));
        }
      }
    }
    terminal.clear();
    options.show(report, terminal);
    return Exit.OK;
  }

  /** The median over some rounds, after one that is not counted. */
  private static double millisForEach(Case one, int batch) {
    FloatBuffer input = noise(batch * one.size[0] * one.size[1] * one.size[2]);
    List<Long> nanos = new ArrayList<>();
    for (int round = 0; round <= ROUNDS; round++) {
      long before = cpu();
      one.model.run(input, batch, one.size[0], one.size[1], one.size[2]);
      nanos.add(cpu() - before);
    }
    List<Long> counted = nanos.subList(1, nanos.size()).stream().sorted().toList();
    return Math.round(counted.get(counted.size() / 2) / NANOS_PER_MILLI / batch * 100) / 100.0;
  }

  private static FloatBuffer noise(int count) {
    Random random = new Random(1);
    FloatBuffer input = Tensors.allocate(count);
    for (int i = 0; i < count; i++) {
      input.put(i, random.nextFloat() - 0.5f);
    }
    return input;
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
