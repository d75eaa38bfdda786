package org.gatehouse.bench.hostile;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.gatehouse.bench.farm.Timeline;
import org.gatehouse.camera.packing.NalCodec;
import org.gatehouse.camera.simulator.Playback;
import org.gatehouse.camera.simulator.SimulatedCameras;
import org.gatehouse.camera.simulator.SimulationListener;
import org.gatehouse.camera.simulator.VideoTrack;

/**
 * The analysed cameras: some show a gate all the time, the others send broken pictures first and
 * the gate once they are through with them. Thread-safe.
 */
final class HostileLanes implements AutoCloseable {
  private final SimulatedCameras cameras;
  private final Timeline gate;
  private final List<String> clean = new ArrayList<>();
  private final List<String> hostile = new ArrayList<>();

  /** Epoch time of the gate's first picture by camera; told on the simulator's event loop. */
  private final Map<String, Long> gateStarts = new ConcurrentHashMap<>();

  private final Set<String> through = ConcurrentHashMap.newKeySet();

  private HostileLanes(SimulatedCameras cameras, Timeline gate) {
    this.cameras = cameras;
    this.gate = gate;
  }

  /**
   * Serves them.
   *
   * @param gate what the clean ones show
   * @param tracks makes the pictures that are broken
   */
  static HostileLanes start(HostilePlan plan, Timeline gate, HostileTracks tracks)
      throws IOException, InterruptedException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HostileLanes lanes = new HostileLanes(SimulatedCameras.start(any), gate);
    try {
      lanes.cameras.addListener(lanes.new Watch());
      List<VideoTrack> bases = List.of(tracks.base(NalCodec.H264), tracks.base(NalCodec.H265));
      for (int lane = 0; lane < plan.lanes(); lane++) {
        String id = "lane-" + (lane + 1);
        if (lane < plan.hostileLanes()) {
          VideoTrack base = bases.get(lane % bases.size());
          lanes.add(id, HostileTracks.broken(base, plan.unitsOfALane(), plan.seed() + lane));
        } else {
          lanes.clean.add(id);
          lanes.showGate(id);
        }
      }
      return lanes;
    } catch (IOException | InterruptedException | RuntimeException e) {
      lanes.close();
      throw e;
    }
  }

  private void add(String id, VideoTrack broken) {
    hostile.add(id);
    cameras.add("/" + id, broken, Playback.LIVE_ONCE);
  }

  private void showGate(String id) {
    through.add(id);
    cameras.add("/" + id, gate.track(), Playback.LIVE);
  }

  /** Those that never send anything broken. */
  List<String> clean() {
    return clean;
  }

  /** Those that send broken pictures first. */
  List<String> hostile() {
    return hostile;
  }

  /** All of them. */
  List<String> all() {
    List<String> all = new ArrayList<>(hostile);
    all.addAll(clean);
    return all;
  }

  String url(String id) {
    return cameras.url("/" + id).toString();
  }

  /** How many of those with broken pictures are through with them. */
  int done() {
    return (int) hostile.stream().filter(through::contains).count();
  }

  /** What truly happens at a camera that shows the gate; nothing of one that does not yet. */
  LaneTruth truth(String id) {
    long start = gateStarts.getOrDefault(id, Long.MAX_VALUE);
    return new LaneTruth(id, start, gate.durationMillis(), gate.passages());
  }

  @Override
  public void close() {
    cameras.close();
  }

  private final class Watch implements SimulationListener {
    @Override
    public void onPlay(String path, long client, long trackMicros) {
      String id = path.substring(1);
      if (through.contains(id)) {
        gateStarts.putIfAbsent(id, System.currentTimeMillis() - trackMicros / 1000);
      }
    }

    @Override
    public void onEnd(String path, long client, boolean completed) {
      String id = path.substring(1);
      if (completed && !through.contains(id)) {
        showGate(id);
      }
    }
  }
}
