package org.gatehouse.bench.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.gatehouse.bench.cli.Terminal;
import org.gatehouse.bench.engine.EngineProcess;
import org.gatehouse.bench.engine.EngineStatus;
import org.gatehouse.bench.engine.SiteFile;
import org.gatehouse.bench.engine.SiteLists;
import org.gatehouse.bench.farm.FarmCamera;
import org.gatehouse.bench.farm.FarmProcess;
import org.gatehouse.bench.farm.Truth;
import org.gatehouse.bench.receive.Delivered;
import org.gatehouse.bench.receive.Receiver;

/** Receiver, farm and engine, started in this order and stopped in the opposite one. */
public final class DemoSite implements AutoCloseable {
  private final Receiver receiver;
  private final FarmProcess farm;
  private final List<FarmCamera> cameras;
  private final EngineProcess engine;
  private final EngineStatus status;

  private DemoSite(
      Receiver receiver, FarmProcess farm, List<FarmCamera> cameras, EngineProcess engine) {
    this.receiver = receiver;
    this.farm = farm;
    this.cameras = cameras;
    this.engine = engine;
    this.status = new EngineStatus(engine.url());
  }

  /**
   * Starts everything; when one part fails, those before it are stopped.
   *
   * @param seconds how long it is to run, if it ends by itself
   * @param listener told of each delivered event once
   */
  public static DemoSite start(
      long seed,
      OptionalInt seconds,
      List<Path> videos,
      int port,
      Path folder,
      Terminal terminal,
      Consumer<Delivered> listener)
      throws IOException, InterruptedException {
    String secret = Receiver.newSecret();
    Receiver receiver = Receiver.start(secret, Clock.systemUTC(), listener);
    FarmProcess farm = null;
    try {
      farm =
          FarmProcess.start(
              seed,
              seconds,
              videos,
              folder,
              done -> terminal.progress("rendering the scene", done));
      List<FarmCamera> cameras = farm.awaitReady();
      terminal.clear();
      SiteFile site = new SiteFile(receiver.url()).port(port);
      cameras.forEach(c -> site.camera(c.id(), c.name(), c.url(), c.kind(), List.of("CN")));
      DemoLane lane = new DemoLane(cameras);
      Path data = Files.createDirectories(folder.resolve("data"));
      SiteLists.write(data, lane.entries());
      Path config = site.gates(lane.yaml()).write(folder.resolve("site.yaml"), data);
      EngineProcess engine = EngineProcess.start(config, folder, secret);
      return new DemoSite(receiver, farm, cameras, engine);
    } catch (IOException | InterruptedException | RuntimeException e) {
      if (farm != null) {
        farm.close();
      }
      receiver.close();
      throw e;
    }
  }

  /** All cameras. */
  public List<FarmCamera> cameras() {
    return cameras;
  }

  /** The cameras whose truth is known. */
  Set<String> judged() {
    return cameras.stream()
        .filter(FarmCamera::judged)
        .map(FarmCamera::id)
        .collect(Collectors.toSet());
  }

  Truth truth() {
    return farm.truth();
  }

  /** Whether every camera has begun to send. */
  public boolean allPlaying() {
    return farm.truth().cameras().size() == cameras.size();
  }

  /** The inbox. */
  public Receiver receiver() {
    return receiver;
  }

  /** The engine's process. */
  public EngineProcess engine() {
    return engine;
  }

  /** What the engine says of itself. */
  public EngineStatus status() {
    return status;
  }

  /** Ends the engine in order, so that what it still tells is received. */
  void stopEngine() {
    engine.close();
  }

  @Override
  public void close() {
    status.close();
    engine.close();
    farm.close();
    receiver.close();
  }
}
