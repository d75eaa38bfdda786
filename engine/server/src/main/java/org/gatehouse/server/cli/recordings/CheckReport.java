package org.gatehouse.server.cli.recordings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gatehouse.contract.storage.VolumeCheck.Finding;
import org.gatehouse.contract.storage.VolumeCheck.Result;

/** What a check of all volumes found, for people and for programs. */
record CheckReport(List<Volume> volumes) {
  private static final double GIGABYTE = 1e9;

  /** One volume's. */
  record Volume(Path root, Result result) {}

  /** Findings that were not mended. */
  long left() {
    return volumes.stream().mapToLong(volume -> volume.result().left()).sum();
  }

  void lines(PrintWriter out, boolean repaired) {
    for (Volume volume : volumes) {
      for (Finding finding : volume.result().findings()) {
        out.println(line(volume.root(), finding));
      }
      Result result = volume.result();
      out.printf(
          Locale.ROOT,
          "%s: %d segments, %.3f GB, %d findings%s%s%n",
          volume.root(),
          result.files(),
          result.bytes() / GIGABYTE,
          result.findings().size(),
          repaired ? ", " + result.left() + " left" : "",
          result.engineRuns() ? " (an engine runs: what it writes now was left out)" : "");
    }
    if (!repaired && left() > 0) {
      out.println("run it with --repair, while no engine runs, to mend what can be mended");
    }
    out.flush();
  }

  private static String line(Path root, Finding finding) {
    String done = finding.mended().isEmpty() ? "" : "; " + finding.mended();
    return root.relativize(finding.file())
        + " "
        + finding.fault()
        + " ("
        + finding.detail()
        + ")"
        + done;
  }

  void json(PrintWriter out) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("clean", left() == 0);
    tree.put("left", left());
    tree.put("volumes", volumes.stream().map(CheckReport::tree).toList());
    try {
      out.println(new ObjectMapper().writeValueAsString(tree));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
    out.flush();
  }

  private static Map<String, Object> tree(Volume volume) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("root", volume.root().toString());
    tree.put("segments", volume.result().files());
    tree.put("bytes", volume.result().bytes());
    tree.put("engineRuns", volume.result().engineRuns());
    tree.put(
        "findings",
        volume.result().findings().stream()
            .map(
                finding ->
                    Map.of(
                        "file", volume.root().relativize(finding.file()).toString(),
                        "fault", finding.fault().name().toLowerCase(Locale.ROOT),
                        "detail", finding.detail(),
                        "mended", finding.mended()))
            .toList());
    return tree;
  }
}
