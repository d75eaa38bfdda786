package org.gatehouse.bench.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.gatehouse.bench.cli.Terminal;
import org.gatehouse.bench.demo.TempFolder;
import org.gatehouse.bench.engine.EngineProcess;
import org.gatehouse.bench.report.BenchReport;
import org.jspecify.annotations.Nullable;

/**
 * The wall and playback on cameras whose pictures carry their numbers: lag, cameras that go away
 * and come back, one that falls silent, and a click on an event. Used by one thread.
 */
final class TilesRun {
  private static final int SECONDS = 400;

  private final int cameras;
  private final Terminal terminal;

  TilesRun(int cameras, Terminal terminal) {
    this.cameras = cameras;
    this.terminal = terminal;
  }

  /** Measures and puts the figures into the report. */
  void measure(BenchReport report) throws IOException, InterruptedException {
    TempFolder folder = TempFolder.create("tiles");
    try (NumberedCameras all = NumberedCameras.start(cameras, terminal)) {
      Path site = all.site(folder.path(), folder.path().resolve("data"));
      try (EngineProcess engine = EngineProcess.start(site, folder.path(), "")) {
        terminal.line("tiles  " + engine.url() + ", " + cameras + " cameras");
        put(report, new Browser("tiles.mjs", listener(all)).run(SECONDS, arguments(engine, all)));
      }
    } finally {
      folder.remove();
    }
  }

  private static List<String> arguments(EngineProcess engine, NumberedCameras all) {
    return List.of(engine.url().toString(), String.join(",", all.ids()));
  }

  private Browser.Listener listener(NumberedCameras all) {
    return new Browser.Listener() {
      @Override
      public void fault(List<String> ids, String fault) {
        all.fault(ids, fault);
      }

      @Override
      public void doing(String what) {
        terminal.line("tiles  " + what);
      }
    };
  }

  private static void put(BenchReport report, JsonNode told) {
    String still = "all tiles: first picture, a still with its age or live, p95 ms";
    String opened = "all tiles: first live picture, streams opened for them, p95 ms";
    String again = "all tiles: first live picture, streams open already, p95 ms";
    report
        .put("tiles", "tiles", told.path("tiles").asInt())
        .put("tilesLive", "tiles live at any moment, fewest", told.path("tilesLive").asInt())
        .put("firstStillP95Ms", still, number(told, "firstStillP95Ms"))
        .put("firstPictureP95Ms", opened, number(told, "firstPictureP95Ms"))
        .put("againPictureP95Ms", again, number(told, "againPictureP95Ms"))
        .put("lagP50Ms", "lag, p50 ms", number(told, "lagP50Ms"))
        .put("lagP95Ms", "lag, p95 ms", number(told, "lagP95Ms"))
        .put("lagMaxMs", "lag, longest ms", number(told, "lagMaxMs"));
    for (JsonNode kill : told.path("kills")) {
      putKill(report, kill);
    }
    JsonNode cut = told.path("cut");
    report
        .put("delayedMs", "silent camera: told delayed, ms", number(cut, "delayedMs"))
        .put("lostMs", "silent camera: told no signal, ms", number(cut, "lostMs"))
        .put("saysSince", "says since when", cut.path("saysSince").asBoolean())
        .put("saysLive", "still says live", cut.path("saysLive").asBoolean());
    putClick(report, told.path("click"));
    JsonNode step = told.path("inStep");
    report
        .put("inStepP95Ms", "four in playback: apart, p95 ms", number(step, "p95Ms"))
        .put("inStepMaxMs", "four in playback: farthest apart, ms", number(step, "maxMs"));
  }

  private static void putKill(BenchReport report, JsonNode kill) {
    String key = "kill" + kill.path("count").asInt();
    String label = kill.path("count").asInt() + " away: ";
    report
        .put(key + "Disturbed", label + "others disturbed", kill.path("disturbed").asInt())
        .put(key + "Said", label + "told no signal", kill.path("said").asInt())
        .put(key + "RecoveredMs", label + "all back after, ms", number(kill, "recoveredMs"))
        .put(key + "Reloaded", label + "page loaded again", kill.path("reloaded").asBoolean());
  }

  private static void putClick(BenchReport report, JsonNode click) {
    report
        .put("firstPictureMs", "first picture of one tile, ms", number(click, "firstPictureMs"))
        .put(
            "clickToPictureMs",
            "click on an event to picture, ms",
            number(click, "clickToPictureMs"))
        .put("startOffMs", "first picture from event - 5 s, ms", number(click, "startOffMs"));
    putNumbers(report, "played", "playing: ", click.path("played"));
    report.put(
        "numbersPassed",
        "playing: replaced before they could be read",
        click.path("numbersPassed").asInt());
    report.put(
        "recordedLaterMs",
        "recorded time less live time of a picture, ms",
        number(click.path("played"), "laterMs"));
    putNumbers(report, "sought", "seeks and steps: ", click.path("sought"));
  }

  private static void putNumbers(BenchReport report, String key, String label, JsonNode told) {
    report
        .put(key + "Compared", label + "burnt-in numbers compared", told.path("compared").asInt())
        .put(key + "Wrong", label + "of them wrong", told.path("wrong").asInt())
        .put(key + "WorstOff", label + "pictures off, most", told.path("worst").asInt());
  }

  static @Nullable Long number(JsonNode figures, String field) {
    return figures.hasNonNull(field) ? Long.valueOf(figures.path(field).asLong()) : null;
  }
}
