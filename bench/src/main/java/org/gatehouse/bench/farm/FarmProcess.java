package org.gatehouse.bench.farm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.DoubleConsumer;
import org.gatehouse.bench.engine.BenchFailure;
import org.gatehouse.bench.engine.Launcher;

/** The parent's side of a farm: starts it, hears its lines on a thread of its own. */
public final class FarmProcess implements AutoCloseable {
  private static final int RENDER_SECONDS = 300;
  private static final int STOP_SECONDS = 5;

  private final Process process;
  private final Truth truth = new Truth();
  private final CompletableFuture<List<FarmCamera>> ready = new CompletableFuture<>();
  private final DoubleConsumer progress;

  private FarmProcess(Process process, DoubleConsumer progress) {
    this.process = process;
    this.progress = progress;
  }

  /**
   * Starts rendering.
   *
   * @param seconds how long the run takes, if it ends by itself
   * @param folder where its log goes
   * @param progress told 0 to 1, on the listening thread
   */
  public static FarmProcess start(
      long seed, OptionalInt seconds, List<Path> videos, Path folder, DoubleConsumer progress)
      throws IOException {
    List<String> arguments = new ArrayList<>(List.of("farm", "--with-parent", "--seed", "" + seed));
    seconds.ifPresent(s -> arguments.addAll(List.of("--seconds", "" + s)));
    videos.forEach(video -> arguments.addAll(List.of("--video", video.toString())));
    Process process =
        Launcher.prepare(arguments).redirectError(folder.resolve("farm.log").toFile()).start();
    FarmProcess farm = new FarmProcess(process, progress);
    Thread.ofVirtual().name("farm-news").start(farm::listen);
    return farm;
  }

  private void listen() {
    ObjectMapper json = new ObjectMapper();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        hear(json.readValue(line, FarmMessage.class));
      }
      ready.completeExceptionally(new BenchFailure("the farm of cameras ended; see farm.log"));
    } catch (JsonProcessingException e) {
      ready.completeExceptionally(new BenchFailure("the farm of cameras is not understood"));
    } catch (IOException | UncheckedIOException e) {
      ready.completeExceptionally(new BenchFailure("the farm of cameras is gone"));
    }
  }

  private void hear(FarmMessage message) {
    switch (message) {
      case FarmMessage.Progress p -> progress.accept(p.done());
      case FarmMessage.Ready r -> ready.complete(r.cameras());
      case FarmMessage.Playing p -> truth.add(p);
      case FarmMessage.Failed f -> ready.completeExceptionally(new BenchFailure(f.reason()));
    }
  }

  /**
   * Waits until the cameras answer.
   *
   * @throws BenchFailure if they never will
   */
  public List<FarmCamera> awaitReady() throws InterruptedException {
    try {
      return ready.get(RENDER_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof BenchFailure failure
          ? failure
          : new BenchFailure("the farm of cameras failed: " + e.getCause());
    } catch (TimeoutException e) {
      throw new BenchFailure("the scene was not rendered within " + RENDER_SECONDS + " s");
    }
  }

  /** What truly happens before its cameras; grows as they start to play. */
  public Truth truth() {
    return truth;
  }

  @Override
  public void close() {
    Launcher.stop(process, STOP_SECONDS);
  }
}
