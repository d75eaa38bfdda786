package org.gatehouse.bench.farm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatehouse.bench.cli.Exit;
import org.gatehouse.bench.media.VideoException;
import org.gatehouse.bench.media.VideoFile;
import org.gatehouse.bench.scene.CameraScene;
import org.gatehouse.bench.scene.Scene;
import org.gatehouse.camera.simulator.Playback;
import org.gatehouse.camera.simulator.SimulatedCameras;
import org.gatehouse.camera.simulator.SimulationListener;
import org.gatehouse.camera.simulator.VideoTrack;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves the scene of a seed, and files, until it is stopped; one JSON line for each news. */
@Command(
    name = "farm",
    mixinStandardHelpOptions = true,
    description = "Serve simulated cameras; what happens is told as JSON lines")
public final class FarmCommand implements Callable<Integer> {
  private static final int RENDER_THREADS = 2;

  @Option(names = "--seed", description = "what the scene is made of (default: random)")
  private @Nullable Long seed;

  @Option(names = "--seconds", description = "plan the traffic for a run of this many seconds")
  private @Nullable Integer seconds;

  @Option(names = "--video", description = "also serve this file as a vehicle lane")
  private List<Path> videos = new ArrayList<>();

  @Option(names = "--port", description = "RTSP port (default: a free one)")
  private int port;

  @Option(names = "--with-parent", hidden = true, description = "end when standard input ends")
  private boolean withParent;

  private final ObjectMapper json = new ObjectMapper();
  private final Map<String, Timeline> timelines = new LinkedHashMap<>();

  @Override
  public Integer call() throws InterruptedException {
    if (withParent) {
      endWithParent();
    }
    try (SimulatedCameras cameras =
        SimulatedCameras.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
      serve(cameras);
      new CountDownLatch(1).await();
      return Exit.OK;
    } catch (VideoException e) {
      say(new FarmMessage.Failed(String.valueOf(e.getMessage())));
      return Exit.REFUSED;
    } catch (IOException e) {
      say(new FarmMessage.Failed("cannot serve cameras on port " + port + ": " + e.getMessage()));
      return Exit.REFUSED;
    }
  }

  private void serve(SimulatedCameras cameras) throws InterruptedException {
    cameras.addListener(new FirstPlay());
    List<FarmCamera> ready = new ArrayList<>();
    for (Path video : videos) {
      VideoTrack track = VideoFile.h264(video);
      String id = "video-" + (ready.size() + 1);
      String url = cameras.add("/" + id, track, Playback.LIVE).toString();
      ready.add(
          new FarmCamera(
              id, String.valueOf(video.getFileName()), "vehicle", url, false, List.of()));
    }
    long chosen = seed == null ? new SecureRandom().nextInt(1_000_000) : seed;
    List<CameraScene> scenes = new Scene(chosen).render(RENDER_THREADS, new Percent());
    OptionalInt limit = seconds == null ? OptionalInt.empty() : OptionalInt.of(seconds);
    for (CameraScene scene : scenes) {
      Timeline timeline = Timeline.of(scene, limit);
      timelines.put("/" + scene.id(), timeline);
      Playback playback = seconds == null ? Playback.LIVE : Playback.LIVE_ONCE;
      String url = cameras.add("/" + scene.id(), timeline.track(), playback).toString();
      String kind = scene.kind().name().toLowerCase(java.util.Locale.ROOT);
      ready.add(new FarmCamera(scene.id(), scene.name(), kind, url, true, timeline.plates()));
    }
    say(new FarmMessage.Ready(ready));
  }

  private static void endWithParent() {
    Thread.ofPlatform()
        .daemon()
        .name("parent-watch")
        .start(
            () -> {
              try {
                while (System.in.read() >= 0) {
                  Thread.onSpinWait();
                }
              } catch (IOException e) {
                // The pipe broke: the parent is gone.
              }
              Runtime.getRuntime().halt(Exit.OK);
            });
  }

  private synchronized void say(FarmMessage message) {
    try {
      System.out.println(json.writeValueAsString(message));
      System.out.flush();
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Tells each whole percent once. */
  private final class Percent implements java.util.function.DoubleConsumer {
    private final AtomicInteger told = new AtomicInteger(-1);

    @Override
    public void accept(double done) {
      int percent = (int) (done * 100);
      if (told.getAndAccumulate(percent, Math::max) < percent) {
        say(new FarmMessage.Progress(percent / 100.0));
      }
    }
  }

  /** On the simulator's event loop. */
  private final class FirstPlay implements SimulationListener {
    private final List<String> playing = new ArrayList<>();

    @Override
    public void onPlay(String path, long client, long trackMicros) {
      if (playing.contains(path)) {
        return;
      }
      playing.add(path);
      long at = System.currentTimeMillis() - trackMicros / 1000;
      Timeline timeline = timelines.get(path);
      String camera = path.substring(1);
      if (timeline == null) {
        say(new FarmMessage.Playing(camera, at, 0, List.of()));
      } else {
        long round = seconds == null ? timeline.durationMillis() : 0;
        say(new FarmMessage.Playing(camera, at, round, timeline.passages()));
      }
    }
  }
}
