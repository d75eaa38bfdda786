package org.gatehouse.bench.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.gatehouse.bench.engine.BenchFailure;
import org.gatehouse.bench.engine.Launcher;
import org.gatehouse.bench.engine.ProcessCpu;

/**
 * libavformat's fMP4 muxer: {@code ffmpeg -c copy} from MP4 files in the page cache, at their own
 * pace, fragments of a second. One process serves several cameras, so that reading its source and
 * being a process weigh little; its files are synced by the copying program, whose time counts too.
 * Used by one thread.
 */
final class LibavformatStage {
  private static final int CAMERAS_PER_PROCESS = 25;
  private static final int STOP_SECONDS = 5;

  private final Path folder;
  private final CopyStage copier;

  LibavformatStage(Path folder, CopyStage copier) {
    this.folder = folder;
    this.copier = copier;
  }

  /** Puts a byte stream into an MP4 file. */
  static void wrap(Path stream, Path to, Path folder) throws IOException, InterruptedException {
    List<String> command = begin();
    command.addAll(List.of("-r", "" + FedCamera.FPS, "-f", "h264", "-i", stream.toString()));
    command.addAll(List.of("-c", "copy", to.toString()));
    Path log = folder.resolve("wrap.log");
    if (start(command, log).waitFor() != 0) {
      throw new BenchFailure("ffmpeg failed: " + Launcher.tail(log, 5));
    }
  }

  private static List<String> begin() {
    return new ArrayList<>(List.of("ffmpeg", "-nostdin", "-loglevel", "error", "-y"));
  }

  private static Process start(List<String> command, Path log) throws IOException {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
          .start();
    } catch (IOException e) {
      throw new BenchFailure("bench record needs ffmpeg: apt-get install ffmpeg");
    }
  }

  /** CPU-seconds for each GB written. */
  double run(List<Path> sources, int cameras, int warmUp, int seconds)
      throws IOException, InterruptedException {
    Path to = Files.createDirectories(folder.resolve("muxed"));
    List<Process> processes = new ArrayList<>();
    try {
      for (int first = 0; first < cameras; first += CAMERAS_PER_PROCESS) {
        int number = first / CAMERAS_PER_PROCESS;
        Path source = sources.get(number % sources.size());
        processes.add(mux(source, first, Math.min(cameras, first + CAMERAS_PER_PROCESS), to));
      }
      processes.add(copier.sync(to));
      TimeUnit.SECONDS.sleep(warmUp);
      double cpu = cpu(processes);
      long bytes = bytes(to);
      TimeUnit.SECONDS.sleep(seconds);
      double took = cpu(processes) - cpu;
      long written = bytes(to) - bytes;
      if (processes.stream().anyMatch(process -> !process.isAlive())) {
        throw new BenchFailure(
            "an ffmpeg process ended: " + Launcher.tail(folder.resolve("mux.log"), 5));
      }
      return took / (written / 1e9);
    } finally {
      processes.forEach(Process::destroy);
      processes.forEach(process -> Launcher.stop(process, STOP_SECONDS));
      RecordRun.remove(to);
    }
  }

  private Process mux(Path source, int first, int end, Path to) throws IOException {
    List<String> command = begin();
    command.addAll(List.of("-stream_loop", "-1", "-re", "-i", source.toString()));
    for (int camera = first; camera < end; camera++) {
      command.addAll(List.of("-map", "0:v", "-c", "copy", "-f", "mp4"));
      command.addAll(List.of("-movflags", "+frag_keyframe+empty_moov+default_base_moof"));
      command.addAll(List.of("-frag_duration", "1000000"));
      command.add(to.resolve(String.format(Locale.ROOT, "mux-%04d.mp4", camera)).toString());
    }
    return start(command, folder.resolve("mux.log"));
  }

  private static double cpu(List<Process> processes) {
    return processes.stream().mapToDouble(process -> ProcessCpu.own(process.pid())).sum();
  }

  private static long bytes(Path folder) throws IOException {
    long sum = 0;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        sum += Files.size(file);
      }
    }
    return sum;
  }
}
