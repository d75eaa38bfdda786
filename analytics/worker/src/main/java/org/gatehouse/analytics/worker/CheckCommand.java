package org.gatehouse.analytics.worker;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.bytedeco.opencv.global.opencv_core;
import org.gatehouse.analytics.worker.decode.LaneDecoder;
import org.gatehouse.analytics.worker.inference.Accelerator;
import org.gatehouse.analytics.worker.passage.LaneAnalyzerFactory;
import org.gatehouse.analytics.worker.passage.ModelInfo;
import org.gatehouse.contract.config.ConfigException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Loads what the worker needs and says so in one line of JSON, for {@code gatehouse doctor}. */
@Command(
    name = "check",
    description = "Loads native libraries and models, checks them, prints one line of JSON.")
final class CheckCommand implements Callable<Integer> {
  private final Function<Accelerator, LaneAnalyzerFactory> analyzers;
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private AcceleratorOptions accelerator = new AcceleratorOptions();

  CheckCommand(Function<Accelerator, LaneAnalyzerFactory> analyzers) {
    this.analyzers = analyzers;
  }

  @Override
  public Integer call() {
    ObjectNode report = new ObjectMapper().createObjectNode();
    loadNatives();
    LaneAnalyzerFactory factory = analyzers.apply(accelerator.chosen());
    factory.warmUp();
    report.put("natives", "ok");
    report.put("ffmpeg", LaneDecoder.ffmpegVersion());
    report.put("opencv", opencv_core.CV_VERSION);
    ArrayNode models = report.putArray("models");
    for (ModelInfo model : factory.models()) {
      models
          .addObject()
          .put("name", model.name())
          .put("sha256", model.sha256())
          .put("outputShape", model.outputShape())
          .put("ok", true);
    }
    spec.commandLine().getOut().println(report);
    return 0;
  }

  private static void loadNatives() {
    try {
      LaneDecoder.preload();
    } catch (LinkageError e) {
      throw new ConfigException(
          "the native libraries for this machine (%s, %s) cannot be loaded: %s"
              .formatted(System.getProperty("os.name"), System.getProperty("os.arch"), e),
          e);
    }
  }
}
