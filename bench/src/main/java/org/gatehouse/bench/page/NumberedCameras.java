package org.gatehouse.bench.page;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.gatehouse.bench.cli.Terminal;
import org.gatehouse.bench.clip.ClipMaker;
import org.gatehouse.bench.clip.ClipScene;
import org.gatehouse.bench.fleet.FleetCameraInfo;
import org.gatehouse.bench.fleet.FleetSite;
import org.gatehouse.camera.simulator.fleet.CameraFleet;
import org.gatehouse.camera.simulator.fleet.FleetFault;
import org.gatehouse.camera.simulator.fleet.FleetScript;
import org.gatehouse.camera.simulator.fleet.PackedClip;
import org.gatehouse.contract.time.Ticker;

/**
 * Cameras in this process whose pictures carry their numbers, each with a smaller stream. What is
 * done to a camera is done to both. Used by one thread.
 */
final class NumberedCameras implements AutoCloseable {
  private static final double MBIT = 1.5;
  private static final double SMALL_MBIT = 0.3;
  private static final int CLIP_SECONDS = 120;
  private static final int PER_NET = 4;
  private static final int FIRST_NET = 40;
  private static final double SPREAD = 0.618033988749895;

  private final CameraFleet fleet = CameraFleet.start(Ticker.system());
  private final List<Numbered> cameras = new ArrayList<>();

  private record Numbered(String id, String url, String smallUrl) {
    String smallId() {
      return small(id);
    }

    FleetCameraInfo info() {
      return new FleetCameraInfo(id, url, ClipScene.NUMBERED.word(), "H264", false);
    }

    static String small(String id) {
      return id + "-small";
    }
  }

  private NumberedCameras() {}

  /** Starts that many; clips that are absent are made first. */
  static NumberedCameras start(int count, Terminal terminal)
      throws IOException, InterruptedException {
    PackedClip large = clip(ClipScene.NUMBERED, MBIT, terminal);
    PackedClip small = clip(ClipScene.NUMBERED_SMALL, SMALL_MBIT, terminal);
    NumberedCameras all = new NumberedCameras();
    try {
      for (int i = 0; i < count; i++) {
        all.add(i, large, small);
      }
      return all;
    } catch (IOException | RuntimeException e) {
      all.close();
      throw e;
    }
  }

  private static PackedClip clip(ClipScene scene, double mbit, Terminal terminal)
      throws IOException, InterruptedException {
    Path file =
        ClipMaker.standard()
            .make(
                scene,
                mbit,
                CLIP_SECONDS,
                done -> terminal.progress("making the clip " + scene.word(), done));
    terminal.clear();
    return PackedClip.open(file);
  }

  private void add(int camera, PackedClip large, PackedClip small) throws IOException {
    String id = String.format(Locale.ROOT, "cam%02d", camera + 1);
    String url = add(id, camera, large);
    cameras.add(new Numbered(id, url, add(Numbered.small(id), camera, small)));
  }

  private String add(String id, int camera, PackedClip clip) throws IOException {
    double start = camera * SPREAD % 1;
    return fleet.add(new FleetScript(id, address(camera), clip, start, Map.of(), null)).toString();
  }

  /** On Linux every address of 127/8 is this machine's; elsewhere a port of its own has to do. */
  private static InetSocketAddress address(int camera) throws IOException {
    if (!System.getProperty("os.name", "").startsWith("Linux")) {
      return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }
    byte[] address = {127, FIRST_NET, (byte) (camera / PER_NET), (byte) (10 + camera % PER_NET)};
    return new InetSocketAddress(InetAddress.getByAddress(address), 0);
  }

  /** The configuration of an engine that records them all. */
  Path site(Path folder, Path data) throws IOException {
    return new FleetSite(folder)
        .write(
            cameras.stream().map(Numbered::info).toList(),
            data,
            "continuous",
            Set.of(),
            info -> List.of("sub-url: " + smallUrl(info.id())));
  }

  private String smallUrl(String id) {
    return cameras.stream()
        .filter(camera -> camera.id().equals(id))
        .map(Numbered::smallUrl)
        .findFirst()
        .orElseThrow();
  }

  /** Their ids, in order. */
  List<String> ids() {
    return cameras.stream().map(Numbered::id).toList();
  }

  /**
   * Makes cameras do something wrong, or well again.
   *
   * @param fault as {@link FleetFault#parse} reads it
   */
  void fault(List<String> ids, String fault) {
    FleetFault parsed = FleetFault.parse(fault);
    for (Numbered camera : cameras) {
      if (ids.contains(camera.id())) {
        fleet.fault(camera.id(), parsed);
        fleet.fault(camera.smallId(), parsed);
      }
    }
  }

  @Override
  public void close() {
    fleet.close();
  }
}
