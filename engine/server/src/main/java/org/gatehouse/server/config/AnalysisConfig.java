package org.gatehouse.server.config;

import java.nio.file.Path;
import java.util.List;
import org.gatehouse.contract.config.Default;
import org.gatehouse.contract.config.Describe;
import org.gatehouse.contract.vision.AnalyticsBudget;
import org.gatehouse.contract.vision.RemoteWorkers;
import org.gatehouse.contract.vision.TlsFiles;
import org.jspecify.annotations.Nullable;

/** What the analysis of all gate cameras may take. */
@Describe("What the analysis of all gate cameras may take.")
public record AnalysisConfig(
    @Describe("Processor cores that it may use, such as 1.5; all of them if left out.")
        @Nullable Double cores,
    @Describe("Processes on this machine that lanes are spread over, 1 to 16; 0 with remote only.")
        @Default("1")
        int workers,
    @Describe("Whether one more stands by, its models loaded, for one that ends.") @Default("true")
        boolean spare,
    @Describe("Memory above which a process is exchanged for a fresh one, 500MB to 64GB.")
        @Default("2GB")
        ByteSize workerMemory,
    @Describe(
            "What runs the models: cpu, or an execution provider of ONNX Runtime, such as cuda,"
                + " tensorrt, rocm, openvino.")
        @Default("cpu")
        String accelerator,
    @Describe("Whether the processor runs them where the accelerator cannot.") @Default("false")
        boolean acceleratorFallback,
    @Describe("Other machines that lend workers (gatehouse worker --listen).") @Default("[]")
        List<RemoteConfig> remote,
    @Describe("What is shown to other machines, and whom of them to believe.")
        @Nullable TlsConfig tls) {

  /** Another machine that lends workers. */
  @Describe("Another machine that lends workers.")
  public record RemoteConfig(
      @Describe("Its name or IP address, which its certificate must be for.") String host,
      @Describe("Its TCP port.") @Default("7443") int port,
      @Describe("Processes there that lanes are spread over, 1 to 16; a spare comes on top.")
          @Default("1")
          int workers,
      @Describe("Its processor cores that they may use; all if left out.") @Nullable Double cores) {
    private RemoteWorkers budget() {
      return new RemoteWorkers(host, port, workers, cores == null ? 0 : cores);
    }
  }

  /** Files in PEM. */
  @Describe("What is shown to other machines, and whom of them to believe; files in PEM.")
  public record TlsConfig(
      @Describe("The certificate, with those that lead to the authority behind it.")
          Path certificate,
      @Describe("Its key in PKCS #8; only its owner may read the file.") Path key,
      @Describe("Certificates of the authority that is believed.") Path authority) {
    private TlsFiles files() {
      return new TlsFiles(certificate, key, authority);
    }
  }

  /** As the analysis takes it. */
  public AnalyticsBudget budget() {
    double usable = cores == null ? Runtime.getRuntime().availableProcessors() : cores;
    return new AnalyticsBudget(
        usable,
        workers,
        spare,
        workerMemory.bytes(),
        accelerator,
        acceleratorFallback,
        remote.stream().map(RemoteConfig::budget).toList(),
        tls == null ? null : tls.files());
  }
}
