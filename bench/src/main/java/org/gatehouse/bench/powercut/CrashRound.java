package org.gatehouse.bench.powercut;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.gatehouse.bench.cli.Terminal;
import org.gatehouse.bench.engine.EngineProcess;
import org.gatehouse.bench.fleet.AllStreaming;
import org.gatehouse.bench.fleet.FleetCameraInfo;
import org.gatehouse.bench.fleet.FleetNews;
import org.gatehouse.bench.fleet.FleetProcess;
import org.gatehouse.bench.fleet.FleetSite;
import org.gatehouse.bench.powercut.EventWriter.Acknowledged;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.SegmentInfo;
import org.gatehouse.contract.storage.SegmentStore;
import org.gatehouse.storage.filesystem.SegmentFiles;

/** Lets an engine record for some seconds and kills it, and the writer of events with it. */
final class CrashRound {
  private static final long LEAST_MILLIS = 3500;
  private static final int MORE_MILLIS = 4000;

  /** One camera in so many goes away once, so that files are finished and begun anew. */
  private static final int RESTLESS = 8;

  private static final int ASKED = 5;

  private final FleetProcess fleet;
  private final Shim shim;
  private final int syncSeconds;
  private final Random random;
  private final Terminal terminal;

  CrashRound(FleetProcess fleet, Shim shim, int syncSeconds, Random random, Terminal terminal) {
    this.fleet = fleet;
    this.shim = shim;
    this.syncSeconds = syncSeconds;
    this.random = random;
    this.terminal = terminal;
  }

  /** Runs it in an empty folder. */
  Crash run(Path folder) throws IOException, InterruptedException {
    Path data = Files.createDirectories(folder.resolve("data"));
    Path events = Files.createDirectories(folder.resolve("events"));
    Path control = folder.resolve("control");
    Shim.slow(control, 0, 0);
    Path dataLog = folder.resolve("data.log");
    Path eventsLog = folder.resolve("events.log");
    Path site =
        new FleetSite(folder)
            .sync(syncSeconds)
            .write(fleet.cameras(), data, "continuous", Set.of());
    FleetNews.Counts before = fleet.counts();
    long began = System.nanoTime();
    try (EngineProcess engine =
            EngineProcess.start(
                site, folder, "unused", "", shim.environment(data, dataLog, control));
        EventWriter writer =
            EventWriter.start(
                events,
                folder.resolve("event-writer.log"),
                shim.environment(events, eventsLog, control))) {
      AllStreaming.await(terminal, fleet, Set.of(), engine, began);
      Set<String> restless = disturb();
      TimeUnit.MILLISECONDS.sleep(LEAST_MILLIS + random.nextInt(MORE_MILLIS));
      SegmentStore kept = new SegmentFiles(data.resolve("recordings"));
      for (FleetCameraInfo camera : fleet.cameras()) {
        RecordingsCheck.list(kept, camera.id());
      }
      Map<String, List<SegmentInfo>> served = served(engine, restless);
      Moment killed = Moment.now();
      engine.kill();
      List<Acknowledged> acknowledged = writer.kill();
      return new Crash(
          data,
          dataLog,
          events,
          eventsLog,
          began,
          killed,
          before,
          fleet.counts(),
          restless,
          kept,
          served,
          acknowledged);
    }
  }

  private Set<String> disturb() throws IOException {
    List<String> chosen = new ArrayList<>();
    for (FleetCameraInfo camera : fleet.cameras()) {
      if (random.nextInt(RESTLESS) == 0) {
        chosen.add(camera.id());
      }
    }
    fleet.fault(chosen, "reboot:1");
    return new HashSet<>(chosen);
  }

  /** What the engine itself tells, of a few cameras. */
  private static Map<String, List<SegmentInfo>> served(EngineProcess engine, Set<String> cameras)
      throws IOException, InterruptedException {
    Map<String, List<SegmentInfo>> served = new HashMap<>();
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (String camera : cameras.stream().limit(ASKED).toList()) {
        URI uri = engine.url().resolve("api/v1/recordings?limit=1000&camera=" + camera);
        HttpResponse<String> answer =
            client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        List<SegmentInfo> list = new ArrayList<>();
        for (JsonNode item : new ObjectMapper().readTree(answer.body()).path("items")) {
          list.add(
              new SegmentInfo(
                  StreamId.main(new CameraId(camera)),
                  item.path("file").asText(),
                  Instant.parse(item.path("start").asText()),
                  Math.round(item.path("durationSeconds").asDouble() * 1e6),
                  item.path("bytes").asLong(),
                  List.of()));
        }
        served.put(camera, list);
      }
    }
    return served;
  }
}
