package org.gatehouse.bench.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.gatehouse.bench.cli.Terminal;
import org.gatehouse.bench.clip.ClipScene;
import org.gatehouse.bench.demo.TempFolder;
import org.gatehouse.bench.engine.BenchFailure;
import org.gatehouse.bench.engine.EngineProcess;
import org.gatehouse.bench.engine.EngineStatus;
import org.gatehouse.bench.fleet.AllStreaming;
import org.gatehouse.bench.fleet.FleetCameraInfo;
import org.gatehouse.bench.fleet.FleetPlan;
import org.gatehouse.bench.fleet.FleetProcess;
import org.gatehouse.bench.fleet.FleetSite;
import org.gatehouse.bench.report.BenchReport;

/**
 * A fleet whose cameras are first left alone and then, some of them, go wrong by script. Used by
 * one thread.
 */
final class FleetTrial {
  private static final int LEARNING_SAMPLES = 9;

  /** Ten looks at a quarter of the sampling time, and some room. */
  private static final int DEADLINE_SAMPLES = 8;

  private static final String WATCH = "gatehouse_watch_cpu_seconds_total";
  private static final String WELL = "none";

  private final Terminal terminal;
  private final FleetPlan plan;
  private final int each;
  private final int minutes;
  private final int every;
  private final Set<String> falseAlarms = new java.util.TreeSet<>();

  /** Of a plan with yards. */
  FleetTrial(Terminal terminal, FleetPlan plan, int each, int minutes, int every) {
    this.terminal = terminal;
    this.plan = plan;
    this.each = each;
    this.minutes = minutes;
    this.every = every;
  }

  void run(BenchReport report) throws IOException, InterruptedException {
    TempFolder folder = TempFolder.create("picture-health");
    try (FleetProcess fleet = FleetProcess.start(plan, folder.path(), terminal)) {
      Map<String, ClipScene> cast = cast(fleet.cameras());
      Path data = Files.createDirectories(folder.path().resolve("data"));
      Path config =
          new FleetSite(folder.path())
              .pictureEvery(every)
              .write(fleet.cameras(), data, "off", Set.of());
      try (EngineProcess engine = EngineProcess.start(config, folder.path(), "unused");
          EngineStatus status = new EngineStatus(engine.url())) {
        AllStreaming.await(terminal, fleet, Set.of(), engine, System.nanoTime());
        measure(fleet, engine, status, cast, report);
      }
    } finally {
      folder.remove();
    }
  }

  /** Which yard goes wrong how. */
  private Map<String, ClipScene> cast(List<FleetCameraInfo> cameras) {
    List<String> yards =
        cameras.stream()
            .filter(camera -> camera.scene().equals(ClipScene.YARD.word()))
            .map(FleetCameraInfo::id)
            .toList();
    if (yards.size() < each * ClipScene.SPOILT_YARDS.size()) {
      throw new BenchFailure(
          "%d cameras that watch a yard are too few for %d of each of %d faults; take more cameras"
              .formatted(yards.size(), each, ClipScene.SPOILT_YARDS.size()));
    }
    Map<String, ClipScene> cast = new LinkedHashMap<>();
    for (int i = 0; i < each * ClipScene.SPOILT_YARDS.size(); i++) {
      cast.put(yards.get(i), ClipScene.SPOILT_YARDS.get(i % ClipScene.SPOILT_YARDS.size()));
    }
    return cast;
  }

  private void measure(
      FleetProcess fleet,
      EngineProcess engine,
      EngineStatus status,
      Map<String, ClipScene> cast,
      BenchReport report)
      throws IOException, InterruptedException {
    await("the cameras become known", engine, status, LEARNING_SAMPLES * every);
    Cost quiet = new Cost(status);
    await("nothing is wrong", engine, status, minutes * 60);
    double quietCores = quiet.cores();
    Cost busy = new Cost(status);
    Map<String, Integer> found = spoil(fleet, engine, status, cast);
    double faultCores = busy.cores();
    List<EngineStatus.PictureFinding> findings = status.pictureFindings().orElse(List.of());
    Set<String> lasting = mend(fleet, engine, status, cast);
    Map<String, Long> parts = new LinkedHashMap<>();
    for (ClipScene scene : ClipScene.SPOILT_YARDS) {
      parts.put(
          word(scene), found.keySet().stream().filter(camera -> cast.get(camera) == scene).count());
    }
    report
        .put("cameras", "cameras", plan.cameras())
        .put("camerasPerFault", "of them for each fault", each)
        .put("everySeconds", "seconds between two samples of a camera", every)
        .put("minutes", "minutes in which nothing was wrong", minutes)
        .put("falseAlarms", "false alarms", falseAlarms.size())
        .put("found", "found under its own name", parts, parts.toString())
        .put("missed", "faults not found", cast.size() - found.size())
        .put(
            "slowestSeconds",
            "slowest found after, s",
            found.values().stream().mapToInt(Integer::intValue).max().orElse(0))
        .put(
            "withPictures",
            "found with pictures of before and after",
            findings.stream()
                .filter(one -> cast.containsKey(one.camera()) && one.pictures())
                .count())
        .put("notEnded", "not over after the fault was", lasting.size())
        .put("watchCores", "watch over pictures, all well, cores", quietCores)
        .put("watchCoresFaults", "watch over pictures, while things go wrong, cores", faultCores);
    falseAlarms.forEach(line -> terminal.line("  false: " + line));
  }

  /** The engine's word for what a scene shows. */
  private static String word(ClipScene scene) {
    return scene.word().substring(ClipScene.YARD.word().length() + 1);
  }

  /** Seconds after which each was found under its own name. */
  private Map<String, Integer> spoil(
      FleetProcess fleet, EngineProcess engine, EngineStatus status, Map<String, ClipScene> cast)
      throws IOException, InterruptedException {
    for (ClipScene scene : ClipScene.SPOILT_YARDS) {
      fleet.fault(those(cast, scene), "show:" + scene.word());
    }
    Map<String, Integer> found = new LinkedHashMap<>();
    long began = System.nanoTime();
    int deadline = DEADLINE_SAMPLES * every;
    for (int second = 0; second < deadline && found.size() < cast.size(); second = since(began)) {
      alive(engine);
      int now = second;
      for (EngineStatus.PictureFinding one : status.pictureFindings().orElse(List.of())) {
        ClipScene scene = cast.get(one.camera());
        if (one.lasts() && scene != null && word(scene).equals(one.fault())) {
          found.putIfAbsent(one.camera(), now);
        }
      }
      note(status, cast.keySet());
      terminal.progress("faults found", (double) found.size() / cast.size());
      TimeUnit.SECONDS.sleep(1);
    }
    terminal.clear();
    return found;
  }

  /** The cameras of which something lasts long after all is well again. */
  private Set<String> mend(
      FleetProcess fleet, EngineProcess engine, EngineStatus status, Map<String, ClipScene> cast)
      throws IOException, InterruptedException {
    fleet.fault(List.copyOf(cast.keySet()), WELL);
    long began = System.nanoTime();
    Set<String> lasting = cast.keySet();
    while (!lasting.isEmpty() && since(began) < DEADLINE_SAMPLES * every) {
      alive(engine);
      lasting =
          status.pictureFindings().orElse(List.of()).stream()
              .filter(EngineStatus.PictureFinding::lasts)
              .map(EngineStatus.PictureFinding::camera)
              .collect(Collectors.toSet());
      terminal.progress("faults over", 1 - (double) lasting.size() / cast.size());
      TimeUnit.SECONDS.sleep(1);
    }
    terminal.clear();
    return lasting;
  }

  private static List<String> those(Map<String, ClipScene> cast, ClipScene scene) {
    return new ArrayList<>(
        cast.keySet().stream().filter(camera -> cast.get(camera) == scene).toList());
  }

  private void await(String what, EngineProcess engine, EngineStatus status, int seconds)
      throws InterruptedException {
    long began = System.nanoTime();
    for (int second = 0; second < seconds; second = since(began)) {
      alive(engine);
      note(status, Set.of());
      terminal.progress(what, (double) second / seconds);
      TimeUnit.SECONDS.sleep(2);
    }
    terminal.clear();
  }

  /** Keeps every alarm about a camera's picture that must not be. */
  private void note(EngineStatus status, Set<String> touched) throws InterruptedException {
    for (EngineStatus.Alarm alarm : status.alarms().orElse(List.of())) {
      boolean aboutPictures =
          alarm.kind().startsWith("PICTURE_") || alarm.kind().equals("CAMERA_FROZEN");
      boolean wrong = alarm.cameras().stream().anyMatch(camera -> !touched.contains(camera));
      if (aboutPictures && wrong) {
        falseAlarms.add(alarm.id() + " " + alarm.since());
      }
    }
  }

  private static int since(long began) {
    return (int) TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
  }

  private static void alive(EngineProcess engine) {
    if (!engine.alive()) {
      throw new BenchFailure("the engine ended; see engine.log");
    }
  }

  /** What the watch costs from its start on, its decoder included. */
  private static final class Cost {
    private static final double DIGITS = 1000;

    private final EngineStatus status;
    private final double began;
    private final long beganNanos = System.nanoTime();

    Cost(EngineStatus status) throws InterruptedException {
      this.status = status;
      this.began = status.counter(WATCH).orElse(0);
    }

    double cores() throws InterruptedException {
      double seconds = (System.nanoTime() - beganNanos) / 1e9;
      double cores = (status.counter(WATCH).orElse(0) - began) / seconds;
      return Math.round(cores * DIGITS) / DIGITS;
    }
  }
}
