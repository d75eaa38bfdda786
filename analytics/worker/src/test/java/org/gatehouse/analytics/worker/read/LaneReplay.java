package org.gatehouse.analytics.worker.read;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.gatehouse.analytics.worker.inference.Accelerator;
import org.gatehouse.analytics.worker.passage.Finding;
import org.gatehouse.analytics.worker.passage.GateAnalyzers;
import org.gatehouse.analytics.worker.passage.LaneAnalyzer;
import org.gatehouse.analytics.worker.passage.LaneOrder;
import org.gatehouse.analytics.worker.passage.SpareCore;
import org.gatehouse.contract.vision.FaceLimits;
import org.gatehouse.contract.vision.LaneKind;
import org.gatehouse.contract.vision.LaneSpec;
import org.gatehouse.contract.vision.LaneView;
import org.gatehouse.contract.vision.PassageReport.Stage;
import org.jspecify.annotations.Nullable;

/**
 * Runs a clip through a lane at full speed, with the file's own times, and judges the passages by a
 * label file: {@code LaneReplay KIND REGIONS VIDEO [LABELS.csv|-] [OUT_FOLDER]}. Decodes with the
 * machine's ffmpeg; the CPU time told is the analysing thread's, without decoding.
 */
public final class LaneReplay {
  private LaneReplay() {}

  /** See the class. */
  public static void main(String[] args) throws IOException {
    LaneKind kind = LaneKind.valueOf(args[0].toUpperCase(Locale.ROOT));
    List<String> regions = List.of(args[1].split(",", -1));
    Path video = Path.of(args[2]);
    Run run;
    try (GateAnalyzers analyzers = new GateAnalyzers(Accelerator.CPU)) {
      analyzers.warmUp();
      run =
          replay(
              analyzers.create(
                  new LaneOrder(kind, regions, LaneSpec.USUAL_RISK, LaneView.ALL, FaceLimits.USUAL),
                  SpareCore.NONE),
              video);
    }
    for (Finding finding : run.findings) {
      System.out.println(describe(finding));
    }
    if (args.length > 4) {
      write(Path.of(args[4]), run.findings);
    }
    if (args.length > 3 && !args[3].equals("-")) {
      System.out.println(new PassageJudge(Labels.read(Path.of(args[3]))).judge(run.findings));
    }
    System.out.printf(
        Locale.ROOT,
        "findings %d, analysed frames %d, detections %d, CPU %.3f s per video second%n",
        run.findings.size(),
        run.frames,
        run.detections,
        run.cpuSeconds / run.videoSeconds);
  }

  private static String describe(Finding finding) {
    return switch (finding) {
      case Finding.Passage p ->
          String.format(
              Locale.ROOT,
              "%7.2f %s %7.2f end %7.2f %s %.2f %s/%s frames %d %s",
              p.startMicros() / 1e6,
              p.stage() == Stage.DECIDED ? "DECIDED" : "final, decided",
              p.decidedMicros() / 1e6,
              p.endMicros() / 1e6,
              p.plate().text(),
              p.plate().confidence(),
              p.plate().region(),
              p.plate().kind(),
              p.plate().frames(),
              p.direction());
      case Finding.NoRead n ->
          String.format(
              Locale.ROOT,
              "%7.2f end %7.2f vehicle without a plate, %.2f x %.2f",
              n.startMicros() / 1e6,
              n.endMicros() / 1e6,
              n.box().width(),
              n.box().height());
      case Finding.Face f ->
          String.format(
              Locale.ROOT,
              "%7.2f captured %7.2f end %7.2f face %d bytes",
              f.startMicros() / 1e6,
              f.capturedMicros() / 1e6,
              f.endMicros() / 1e6,
              f.cropJpeg().length);
    };
  }

  private static void write(Path folder, List<Finding> findings) throws IOException {
    Files.createDirectories(folder);
    int n = 0;
    for (Finding finding : findings) {
      n++;
      switch (finding) {
        case Finding.Passage p -> {
          Files.write(folder.resolve(n + "-crop.jpg"), p.cropJpeg());
          Files.write(folder.resolve(n + "-scene.jpg"), p.sceneJpeg());
        }
        case Finding.NoRead unread ->
            Files.write(folder.resolve(n + "-noread.jpg"), unread.sceneJpeg());
        case Finding.Face f -> Files.write(folder.resolve(n + "-face.jpg"), f.cropJpeg());
      }
    }
  }

  static Run replay(LaneAnalyzer lane, Path video) throws IOException {
    Probe probe = Probe.of(video);
    Process ffmpeg =
        new ProcessBuilder(
                "ffmpeg",
                "-v",
                "error",
                "-i",
                video.toString(),
                "-f",
                "rawvideo",
                "-pix_fmt",
                "bgr24",
                "-fps_mode",
                "passthrough",
                "-")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var threads = ManagementFactory.getThreadMXBean();
    List<Finding> findings = new ArrayList<>();
    byte[] frame = new byte[probe.width * probe.height * 3];
    long cpu = 0;
    int frames = 0;
    long n = 0;
    try (InputStream in = ffmpeg.getInputStream();
        lane;
        Mat bgr = new Mat(probe.height, probe.width, opencv_core.CV_8UC3)) {
      while (in.readNBytes(frame, 0, frame.length) == frame.length) {
        long micros = Math.round(n++ * 1e6 / probe.rate);
        if (!lane.wants(micros)) {
          continue;
        }
        bgr.data().put(frame);
        frames++;
        long before = threads.getCurrentThreadCpuTime();
        findings.addAll(lane.accept(bgr, micros));
        cpu += threads.getCurrentThreadCpuTime() - before;
      }
      findings.addAll(lane.finish());
      return new Run(findings, frames, lane.detections(), cpu / 1e9, n / probe.rate);
    } finally {
      ffmpeg.destroy();
    }
  }

  record Run(
      List<Finding> findings,
      int frames,
      long detections,
      double cpuSeconds,
      double videoSeconds) {}

  private record Probe(int width, int height, double rate) {
    static Probe of(Path video) throws IOException {
      Process probe =
          new ProcessBuilder(
                  "ffprobe",
                  "-v",
                  "error",
                  "-select_streams",
                  "v:0",
                  "-show_entries",
                  "stream=width,height,avg_frame_rate",
                  "-of",
                  "csv=p=0",
                  video.toString())
              .start();
      String line = new String(probe.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      String[] parts = line.strip().split(",", -1);
      String[] rate = parts[2].split("/", -1);
      return new Probe(
          Integer.parseInt(parts[0]),
          Integer.parseInt(parts[1]),
          Double.parseDouble(rate[0]) / Double.parseDouble(rate[1]));
    }
  }

  /** One labelled passage. */
  record Labels(double start, double end, String plate, double t80) {
    static List<Labels> read(Path csv) throws IOException {
      List<Labels> labels = new ArrayList<>();
      for (String line : Files.readAllLines(csv).stream().skip(1).toList()) {
        String[] p = line.split(",", -1);
        labels.add(
            new Labels(
                Double.parseDouble(p[0]),
                Double.parseDouble(p[1]),
                p[2],
                Double.parseDouble(p[4])));
      }
      return labels;
    }
  }

  /**
   * The matching rule: an event belongs to a passage when it falls inside [start - 1 s, end + 5 s],
   * at most one each; a second one within edit distance 2 is a duplicate; the rest are false. Here
   * an event's time is when it would be sent: a moment after its end.
   */
  record PassageJudge(List<Labels> labels) {
    String judge(List<Finding> findings) {
      @Nullable Finding[] partner = new @Nullable Finding[labels.size()];
      StringBuilder out = new StringBuilder();
      int exact = 0;
      int duplicates = 0;
      int falseEvents = 0;
      List<Finding.Passage> rest = new ArrayList<>();
      for (Finding finding : findings) {
        if (finding instanceof Finding.Passage p
            && p.stage() == Stage.FINALIZED
            && !take(partner, p, true)) {
          rest.add(p);
        }
      }
      for (Finding.Passage p : rest) {
        if (take(partner, p, false)) {
          continue;
        }
        if (labels.stream().anyMatch(l -> inside(l, p) && distance(l.plate, p) <= 2)) {
          duplicates++;
          out.append("duplicate ").append(p.plate().text()).append('\n');
        } else {
          falseEvents++;
          out.append("false ").append(p.plate().text()).append('\n');
        }
      }
      int found = 0;
      for (int i = 0; i < partner.length; i++) {
        if (partner[i] instanceof Finding.Passage p) {
          found++;
          if (p.plate().text().equals(labels.get(i).plate)) {
            exact++;
          } else {
            out.append("wrong ").append(labels.get(i).plate).append(" read ");
            out.append(p.plate().text()).append('\n');
          }
        } else {
          out.append("missed ").append(labels.get(i).plate).append('\n');
        }
      }
      decisions(findings, partner, out);
      return out
          + "truth %d found %d exact %d wrong %d duplicates %d false %d"
              .formatted(labels.size(), found, exact, found - exact, duplicates, falseEvents);
    }

    /** From the time at which the plate is 80 pixels wide to the first decision for its text. */
    private void decisions(List<Finding> findings, @Nullable Finding[] partner, StringBuilder out) {
      late(findings, partner, p -> true, "decision", out);
      late(findings, partner, p -> p.plate().isCertain(), "a decision that may open", out);
    }

    private void late(
        List<Finding> findings,
        @Nullable Finding[] partner,
        Predicate<Finding.Passage> counts,
        String what,
        StringBuilder out) {
      List<Double> late = new ArrayList<>();
      for (int i = 0; i < partner.length; i++) {
        if (partner[i] instanceof Finding.Passage last) {
          double at =
              findings.stream()
                  .filter(Finding.Passage.class::isInstance)
                  .map(Finding.Passage.class::cast)
                  .filter(p -> p.passage().equals(last.passage()))
                  .filter(p -> p.plate().text().equals(last.plate().text()))
                  .filter(p -> p.stage() == Stage.DECIDED)
                  .filter(counts)
                  .mapToDouble(p -> p.decidedMicros() / 1e6)
                  .min()
                  .orElse(Double.MAX_VALUE);
          double seconds = at == Double.MAX_VALUE ? 99 : at - labels.get(i).t80;
          late.add(seconds);
          out.append(String.format(Locale.ROOT, "%s %.2f  ", labels.get(i).plate, seconds));
        }
      }
      late.sort(null);
      if (!late.isEmpty()) {
        out.append(
            String.format(
                Locale.ROOT,
                "%n80 px wide to %s, s: p50 %.2f p95 %.2f%n",
                what,
                late.get(late.size() / 2),
                late.get((int) Math.ceil(late.size() * 0.95) - 1)));
      }
    }

    private boolean take(@Nullable Finding[] partner, Finding.Passage p, boolean exactOnly) {
      for (int i = 0; i < partner.length; i++) {
        Labels label = labels.get(i);
        boolean fits = exactOnly ? p.plate().text().equals(label.plate) : true;
        if (partner[i] == null && fits && inside(label, p)) {
          partner[i] = p;
          return true;
        }
      }
      return false;
    }

    private static boolean inside(Labels label, Finding.Passage p) {
      double at = p.endMicros() / 1e6;
      return at >= label.start - 1 && at <= label.end + 5;
    }

    private static int distance(String a, Finding.Passage p) {
      String b = p.plate().text();
      int[][] d = new int[a.length() + 1][b.length() + 1];
      for (int i = 0; i <= a.length(); i++) {
        for (int j = 0; j <= b.length(); j++) {
          d[i][j] =
              i == 0 || j == 0
                  ? i + j
                  : Math.min(
                      d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1),
                      1 + Math.min(d[i - 1][j], d[i][j - 1]));
        }
      }
      return d[a.length()][b.length()];
    }
  }
}
