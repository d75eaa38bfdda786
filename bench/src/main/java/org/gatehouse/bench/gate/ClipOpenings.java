package org.gatehouse.bench.gate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.gatehouse.bench.cli.Terminal;
import org.gatehouse.bench.engine.SiteFile;
import org.gatehouse.bench.engine.SiteLists;
import org.gatehouse.bench.receive.Delivered;
import org.gatehouse.camera.simulator.VideoTrack;
import org.gatehouse.contract.list.ListEntry;
import org.jspecify.annotations.Nullable;

/**
 * A labelled video once through the whole engine with a gate lane, and for whom it was opened when.
 * Used by one thread.
 */
final class ClipOpenings {
  /** The camera of a run with one lane, which is the lane's name, too. */
  private static final String LANE = "gate-1";

  /** What the barrier is open for when whoever comes next is to come on another opening. */
  private static final String SHORT = "3s";

  static final String EXACT = "exact";
  static final String TOLERANT = "tolerant";
  static final String TAILGATE = "tailgate";

  private final Terminal terminal;
  private final List<String> regions;
  private final VideoTrack track;
  private final List<Label> truth;
  private final @Nullable Path eventsOut;

  /** Of all runs so far. */
  private final List<String> delivered = new ArrayList<>();

  /**
   * For a video.
   *
   * @param eventsOut gets what was delivered in all runs; null for nowhere
   */
  ClipOpenings(
      Terminal terminal,
      List<String> regions,
      VideoTrack track,
      List<Label> truth,
      @Nullable Path eventsOut) {
    this.terminal = terminal;
    this.regions = regions;
    this.track = track;
    this.truth = truth;
    this.eventsOut = eventsOut;
  }

  /**
   * What came of it.
   *
   * @param opened for how many vehicles that are listed
   * @param expected how many of those there are
   * @param wrong openings for vehicles that are not listed
   * @param confirmedMillis from a plate's being 80 pixels wide to the barrier's confirmation
   * @param tailgates how many were told
   */
  record Result(int opened, int expected, int wrong, List<Long> confirmedMillis, int tailgates) {}

  /** With every other vehicle listed, and a look-alike of each of the others. */
  Result run(boolean tolerant) throws IOException, InterruptedException {
    String policy = ", look-alikes: %s, opening: %s".formatted(tolerant ? TOLERANT : EXACT, SHORT);
    GateRun.Result result =
        played(tolerant ? TOLERANT : EXACT, policy, GateLists.withLookAlikes(truth, LANE));
    return judged(result, GateLists.listed(truth));
  }

  /**
   * One vehicle is listed, and the barrier stays open until the next has gone, too. Not the first
   * one, if there are others: it may have come before the engine was ready.
   *
   * @return null without a second vehicle that has a plate
   */
  @Nullable Integer tailgates() throws IOException, InterruptedException {
    List<Label> plated = GateLists.plated(truth);
    if (plated.size() < 2) {
      return null;
    }
    int at = plated.size() > 3 ? 2 : 0;
    Label first = plated.get(at);
    Label second = plated.get(at + 1);
    double seconds = second.endSeconds() - first.startSeconds() + 2;
    String opening = ", opening: %dms".formatted(Math.round(Math.clamp(seconds, 3, 120) * 1000));
    List<ListEntry> listed = List.of(SiteLists.allowed(first.plate(), LANE));
    return count(played(TAILGATE, opening, listed), "org.gatehouse.gate.tailgate.v1");
  }

  private GateRun.Result played(String run, String keys, List<ListEntry> entries)
      throws IOException, InterruptedException {
    try (RelayBarrier relay = RelayBarrier.start()) {
      GateRun.Result result =
          new GateRun(
                  terminal,
                  regions,
                  1,
                  (site, data) -> {
                    gates(site, relay, keys);
                    SiteLists.write(data, entries);
                  })
              .run(LedVideo.of(track, truth));
      if (eventsOut != null) {
        delivered.addAll(EventsOut.lines(result, run));
        Files.write(eventsOut, delivered);
      }
      return result;
    }
  }

  private static void gates(SiteFile site, RelayBarrier relay, String keys) {
    site.gates("barriers:\n" + relay.barrier(LANE) + "lanes:\n" + relay.yaml(LANE, keys));
  }

  private static int count(GateRun.Result result, String type) {
    return (int) result.delivered().stream().filter(event -> event.type().equals(type)).count();
  }

  private Result judged(GateRun.Result result, Set<String> listed) {
    Map<String, Matching.Found> found = foundByPassage(result);
    Set<Integer> opened = new HashSet<>();
    List<Long> late = new ArrayList<>();
    int wrong = 0;
    for (Delivered event : result.delivered()) {
      boolean confirmed =
          event.type().equals("org.gatehouse.gate.command.v1")
              && event.body().at("/data/outcome").asText().equals("confirmed");
      if (!confirmed) {
        continue;
      }
      Matching.@Nullable Found of = found.get(event.passage());
      if (of == null || !listed.contains(of.label().plate())) {
        wrong++;
      } else if (opened.add(of.labelAt()) && of.label().legibleSeconds().isPresent()) {
        double at = result.seconds(LANE, event.dataMillis("endedAt"));
        late.add(Math.round((at - of.label().legibleSeconds().getAsDouble()) * 1000));
      }
    }
    return new Result(
        opened.size(), listed.size(), wrong, late, count(result, "org.gatehouse.gate.tailgate.v1"));
  }

  /** Which truly was there when a passage was told, whatever was read of it. */
  private Map<String, Matching.Found> foundByPassage(GateRun.Result result) {
    Map<String, Sighting> sightings = new LinkedHashMap<>();
    for (Delivered event : result.delivered()) {
      if (event.isDecision() || event.isPassage()) {
        String field = event.isDecision() ? "decidedAt" : "endedAt";
        double at = result.seconds(LANE, event.dataMillis(field));
        sightings.put(
            event.passage(), new Sighting(event.plate().toUpperCase(Locale.ROOT), at, at));
      }
    }
    List<String> passages = List.copyOf(sightings.keySet());
    Map<String, Matching.Found> found = new HashMap<>();
    for (Matching.Found event : Matching.of(truth, List.copyOf(sightings.values())).events()) {
      found.put(passages.get(event.sightingAt()), event);
    }
    return found;
  }
}
