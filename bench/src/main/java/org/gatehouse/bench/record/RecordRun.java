package org.gatehouse.bench.record;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.gatehouse.bench.cli.Terminal;
import org.gatehouse.bench.clip.ClipMaker;
import org.gatehouse.bench.clip.ClipScene;
import org.jspecify.annotations.Nullable;

/** The recorder, then the copy, then libavformat, on the same clips. Used by one thread. */
final class RecordRun {
  private static final List<ClipScene> SCENES =
      List.of(ClipScene.STREET, ClipScene.NIGHT, ClipScene.CORRIDOR);
  private static final int CLIP_SECONDS = 300;

  private final Terminal terminal;
  private final int warmUp;
  private final int seconds;
  private final Path folder;

  RecordRun(Terminal terminal, int warmUp, int seconds, Path folder) {
    this.terminal = terminal;
    this.warmUp = warmUp;
    this.seconds = seconds;
    this.folder = folder;
  }

  RecordFigures run(int cameras, double mbit) throws IOException, InterruptedException {
    List<Path> clips = clips(mbit);
    Path recorded = Files.createDirectories(folder.resolve("recorded"));
    terminal.status("the recorder");
    Fed fed = new FeedStage(folder).run(clips, cameras, warmUp, seconds, recorded);
    terminal.status("ffprobe looks at every file");
    Playability files = Playability.of(recorded, fed.playedSeconds());
    remove(recorded);
    List<Path> sources = sources(clips);
    @Nullable CopyStage copier = CopyStage.compile(folder);
    @Nullable Double copy = null;
    @Nullable Double libavformat = null;
    if (copier != null) {
      terminal.status("the copy");
      copy = copier.copy(sources, cameras, fed.bytes() / seconds / cameras, warmUp, seconds);
      terminal.status("libavformat");
      libavformat = new LibavformatStage(folder, copier).run(sources, cameras, warmUp, seconds);
    }
    terminal.clear();
    double gigabytes = fed.bytes() / 1e9;
    return new RecordFigures(
        cameras,
        gigabytes * 1000 / seconds,
        fed.cpuSeconds() / gigabytes,
        copy,
        libavformat,
        fed.lost(),
        files);
  }

  private List<Path> clips(double mbit) throws IOException, InterruptedException {
    List<Path> clips = new ArrayList<>();
    for (ClipScene scene : SCENES) {
      String what = "making the clip " + scene.word();
      clips.add(
          ClipMaker.standard()
              .make(scene, mbit, CLIP_SECONDS, done -> terminal.progress(what, done)));
    }
    return clips;
  }

  /** The clips as MP4 files, so that ffmpeg has nothing to parse. */
  private List<Path> sources(List<Path> clips) throws IOException, InterruptedException {
    List<Path> sources = new ArrayList<>();
    for (Path clip : clips) {
      Path stream = folder.resolve(clip.getFileName() + ".h264");
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(stream), 1 << 20)) {
        ClipUnits.read(clip).writeStream(out);
      }
      Path source = folder.resolve(clip.getFileName() + ".mp4");
      LibavformatStage.wrap(stream, source, folder);
      Files.delete(stream);
      sources.add(source);
    }
    return sources;
  }

  /** Removes a folder and all in it. */
  static void remove(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
