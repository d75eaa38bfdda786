package org.gatehouse.bench.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gatehouse.bench.cli.Terminal;
import org.gatehouse.bench.engine.BenchFailure;
import org.gatehouse.bench.engine.Launcher;
import org.gatehouse.bench.engine.ProcessCpu;
import org.gatehouse.bench.fleet.FleetCameraInfo;
import org.gatehouse.bench.fleet.FleetNews;
import org.gatehouse.bench.fleet.FleetProcess;

/** One ffmpeg process for each camera, copying. Used by one thread. */
final class PeerStage {
  private static final long PACE_MILLIS = 200;
  private static final int START_SECONDS = 120;
  private static final int STOP_SECONDS = 5;

  private final FleetProcess fleet;
  private final Path folder;
  private final Terminal terminal;

  PeerStage(FleetProcess fleet, Path folder, Terminal terminal) {
    this.fleet = fleet;
    this.folder = folder;
    this.terminal = terminal;
  }

  /**
   * Measures them.
   *
   * @param files whether they write fragmented MP4 files; else they write nothing
   */
  Window run(boolean files, int warmUp, int seconds, int framesPerSecond)
      throws IOException, InterruptedException {
    List<Process> processes = new ArrayList<>();
    try {
      for (FleetCameraInfo camera : fleet.cameras()) {
        terminal.progress("starting ffmpeg", (double) processes.size() / fleet.cameras().size());
        processes.add(start(camera, files));
        TimeUnit.MILLISECONDS.sleep(PACE_MILLIS);
      }
      terminal.clear();
      awaitAll();
      TimeUnit.SECONDS.sleep(warmUp);
      return measure(processes, seconds, framesPerSecond);
    } finally {
      processes.forEach(Process::destroy);
      processes.forEach(process -> Launcher.stop(process, STOP_SECONDS));
    }
  }

  private Process start(FleetCameraInfo camera, boolean files) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("ffmpeg", "-nostdin", "-loglevel", "error", "-y"));
    command.addAll(List.of("-rtsp_transport", "tcp", "-i", camera.url(), "-c", "copy"));
    if (files) {
      command.addAll(List.of("-movflags", "+frag_keyframe+empty_moov"));
      command.addAll(List.of("-frag_duration", "1000000"));
      command.add(folder.resolve(camera.id() + ".mp4").toString());
    } else {
      command.addAll(List.of("-f", "null", "-"));
    }
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("peers.log").toFile()))
          .start();
    } catch (IOException e) {
      throw new BenchFailure("--peers needs ffmpeg: apt-get install ffmpeg");
    }
  }

  private void awaitAll() throws IOException, InterruptedException {
    int all = fleet.cameras().size();
    for (int waited = 0; fleet.counts().playing() < all; waited++) {
      if (waited >= START_SECONDS) {
        throw new BenchFailure(
            "ffmpeg opened only %d of %d cameras".formatted(fleet.counts().playing(), all));
      }
      TimeUnit.SECONDS.sleep(1);
    }
  }

  private Window measure(List<Process> processes, int seconds, int framesPerSecond)
      throws IOException, InterruptedException {
    FleetNews.Counts before = fleet.counts();
    long began = System.nanoTime();
    double cpu = cpu(processes);
    TimeUnit.SECONDS.sleep(seconds);
    FleetNews.Counts after = fleet.counts();
    double took = (System.nanoTime() - began) / 1e9;
    double cpuTook = cpu(processes) - cpu;
    long ended = processes.stream().filter(process -> !process.isAlive()).count();
    if (ended > 0) {
      throw new BenchFailure(ended + " of the ffmpeg processes ended; no figure is given");
    }
    return Window.of(cpuTook, took, before, after, framesPerSecond);
  }

  private static double cpu(List<Process> processes) {
    return processes.stream().mapToDouble(process -> ProcessCpu.own(process.pid())).sum();
  }
}
