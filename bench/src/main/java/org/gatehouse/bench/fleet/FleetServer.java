package org.gatehouse.bench.fleet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.gatehouse.bench.clip.ClipMaker;
import org.gatehouse.bench.clip.ClipScene;
import org.gatehouse.camera.simulator.Login;
import org.gatehouse.camera.simulator.fleet.CameraFleet;
import org.gatehouse.camera.simulator.fleet.FleetFault;
import org.gatehouse.camera.simulator.fleet.FleetScript;
import org.gatehouse.camera.simulator.fleet.PackedClip;
import org.gatehouse.contract.time.Ticker;
import org.jspecify.annotations.Nullable;

/** The cameras of one plan and what they are told to do. Used by one thread. */
final class FleetServer implements AutoCloseable {
  private static final int CAMERAS_PER_NET = 4;
  private static final int FIRST_HOST = 10;
  private static final int FIRST_NET = 20;
  private static final int NETS = 250;

  private final CameraFleet fleet = CameraFleet.start(Ticker.system());
  private final FleetPlan plan;
  private final Map<ClipScene, PackedClip> clips = new EnumMap<>(ClipScene.class);
  private final Map<String, PackedClip> others = new HashMap<>();
  private final Consumer<FleetNews> news;

  FleetServer(FleetPlan plan, Consumer<FleetNews> news) {
    this.plan = plan;
    this.news = news;
  }

  void serve(ClipMaker maker) throws IOException, InterruptedException {
    for (ClipScene scene : plan.scenes()) {
      Path file =
          maker.make(
              scene,
              plan.mbit(),
              plan.clipSeconds(),
              done -> news.accept(new FleetNews.Making(scene.word(), done)));
      clips.put(scene, PackedClip.open(file));
    }
    for (ClipScene scene : plan.others()) {
      others.put(scene.word(), Objects.requireNonNull(clips.get(scene)));
    }
    List<FleetCameraInfo> cameras = new ArrayList<>();
    double bits = 0;
    for (int i = 0; i < plan.cameras(); i++) {
      FleetScript script = script(i);
      bits += script.clip().bitsPerSecond();
      String url = fleet.add(script).toString();
      ClipScene scene = plan.scene(i);
      cameras.add(
          new FleetCameraInfo(script.id(), url, scene.word(), scene.codec().name(), plan.login(i)));
    }
    news.accept(new FleetNews.Ready(cameras, bits / plan.cameras() / 1e6));
  }

  private FleetScript script(int camera) throws IOException {
    @Nullable Login login =
        plan.login(camera)
            ? new Login(Login.Scheme.DIGEST_MD5, FleetPlan.USER, FleetPlan.PASSWORD)
            : null;
    PackedClip clip = clips.get(plan.scene(camera));
    if (clip == null) {
      throw new IllegalStateException("no clip was made for camera " + camera);
    }
    double start = camera * 0.618033988749895 % 1;
    return new FleetScript(
        String.format(Locale.ROOT, "cam%03d", camera + 1),
        address(camera),
        clip,
        start,
        others,
        login);
  }

  /**
   * On Linux every address of 127/8 is this machine's, so that each camera has its own, four in one
   * /24 as behind one switch; elsewhere a port of its own has to do.
   */
  private static InetSocketAddress address(int camera) throws IOException {
    if (!System.getProperty("os.name", "").startsWith("Linux")) {
      return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }
    int net = camera / CAMERAS_PER_NET;
    byte[] address = {
      127,
      (byte) (FIRST_NET + net / NETS),
      (byte) (net % NETS),
      (byte) (FIRST_HOST + camera % CAMERAS_PER_NET)
    };
    return new InetSocketAddress(InetAddress.getByAddress(address), 0);
  }

  /** Does what an order says, and answers. */
  FleetNews obey(FleetOrder order) {
    try {
      switch (order) {
        case FleetOrder.Count count -> {}
        case FleetOrder.Pause pause -> fleet.pause(pause.paused());
        case FleetOrder.Fail fail -> {
          FleetFault fault = FleetFault.parse(fail.fault());
          fail.cameras().forEach(camera -> fleet.fault(camera, fault));
        }
      }
    } catch (IllegalArgumentException e) {
      return new FleetNews.Refused(String.valueOf(e.getMessage()));
    }
    return new FleetNews.Counts(fleet.counts(), fleet.takeMostLateMillis());
  }

  @Override
  public void close() {
    fleet.close();
  }
}
