package org.gatehouse.bench.fleet;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.gatehouse.bench.cli.Terminal;
import org.gatehouse.bench.engine.BenchFailure;
import org.gatehouse.bench.engine.Launcher;

/** The parent's side of a fleet. Used by one thread; each call waits for its answer. */
public final class FleetProcess implements AutoCloseable {
  private static final int STOP_SECONDS = 5;

  private final Process process;
  private final BufferedReader news;
  private final Writer orders;
  private final ObjectMapper json = new ObjectMapper();
  private final FleetNews.Ready ready;

  private FleetProcess(Process process, Terminal terminal) throws IOException {
    this.process = process;
    this.news = process.inputReader(StandardCharsets.UTF_8);
    this.orders = process.outputWriter(StandardCharsets.UTF_8);
    this.ready = awaitReady(terminal);
  }

  /**
   * Starts a fleet and waits until its cameras answer; clips that are absent are made first.
   *
   * @param folder where its log goes
   */
  public static FleetProcess start(FleetPlan plan, Path folder, Terminal terminal)
      throws IOException {
    Process process =
        Launcher.prepare(plan.arguments())
            .redirectError(folder.resolve("fleet.log").toFile())
            .start();
    try {
      return new FleetProcess(process, terminal);
    } catch (IOException | RuntimeException e) {
      Launcher.stop(process, STOP_SECONDS);
      throw e;
    }
  }

  private FleetNews.Ready awaitReady(Terminal terminal) throws IOException {
    String making = "";
    while (true) {
      FleetNews heard = hear();
      if (heard instanceof FleetNews.Ready all) {
        terminal.clear();
        return all;
      }
      if (heard instanceof FleetNews.Making clip) {
        if (!making.equals(clip.clip())) {
          terminal.clear();
          making = clip.clip();
        }
        terminal.progress("making the clip " + clip.clip(), clip.done());
      }
    }
  }

  private FleetNews hear() throws IOException {
    String line = news.readLine();
    if (line == null) {
      throw new BenchFailure("the fleet of cameras ended; see fleet.log");
    }
    FleetNews heard = json.readValue(line, FleetNews.class);
    if (heard instanceof FleetNews.Refused refused) {
      throw new BenchFailure("the fleet of cameras: " + refused.reason());
    }
    return heard;
  }

  /** All cameras, in their order. */
  public List<FleetCameraInfo> cameras() {
    return ready.cameras();
  }

  /** What each sends on average, on the wire. */
  public double mbitPerCamera() {
    return ready.mbitPerCamera();
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  /** The counters now. */
  public FleetNews.Counts counts() throws IOException {
    return ask(new FleetOrder.Count());
  }

  /** Stops all media, or lets it go on. */
  public FleetNews.Counts pause(boolean paused) throws IOException {
    return ask(new FleetOrder.Pause(paused));
  }

  /** Makes cameras do something wrong, or well again with {@code none}. */
  public FleetNews.Counts fault(List<String> cameras, String fault) throws IOException {
    return ask(new FleetOrder.Fail(cameras, fault));
  }

  private FleetNews.Counts ask(FleetOrder order) throws IOException {
    orders.write(json.writeValueAsString(order) + "\n");
    orders.flush();
    if (hear() instanceof FleetNews.Counts counts) {
      return counts;
    }
    throw new BenchFailure("the fleet of cameras answers something else than it was asked");
  }

  @Override
  public void close() {
    Launcher.stop(process, STOP_SECONDS);
  }
}
