package org.gatehouse.bench.powercut;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import java.util.random.RandomGenerator;
import org.gatehouse.bench.media.PacketCount;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.SegmentInfo;
import org.gatehouse.contract.storage.SegmentStore;
import org.gatehouse.contract.storage.VolumeCheck.Fault;
import org.gatehouse.contract.storage.VolumeCheck.Finding;
import org.gatehouse.contract.storage.VolumeCheck.Request;
import org.gatehouse.storage.filesystem.SegmentFiles;
import org.gatehouse.storage.filesystem.VolumeChecker;

/** Looks at all recordings that a crash left, then repairs them and looks again. One use. */
final class RecordingsCheck {
  /** What a crash may leave, and a repair mends. */
  private static final List<Fault> EXPECTED =
      List.of(Fault.TORN_TAIL, Fault.NO_INDEX, Fault.NO_VIDEO);

  private static final double DECODED = 0.02;

  private final Path data;
  private final Path root;
  private final ToLongFunction<Path> sure;
  private final RandomGenerator random;
  private final Consumer<String> complaints;
  private final Map<String, Long> pictures = new LinkedHashMap<>();
  private long files;
  private long refused;
  private long unplayable;
  private long remnants;
  private long mismatches;
  private long decoded;

  /**
   * Of a data folder.
   *
   * @param sure how many of a file's bytes must be there
   * @param complaints told of everything wrong
   */
  RecordingsCheck(
      Path data, ToLongFunction<Path> sure, RandomGenerator random, Consumer<String> complaints) {
    this.data = data;
    this.root = data.resolve("recordings");
    this.sure = sure;
    this.random = random;
    this.complaints = complaints;
  }

  /** Looks at the main streams of these cameras. */
  Verdict of(List<String> cameras) throws IOException, InterruptedException {
    Map<String, List<SegmentInfo>> before = new LinkedHashMap<>();
    SegmentFiles store = new SegmentFiles(root);
    for (String camera : cameras) {
      before.put(camera, list(store, camera));
      for (SegmentInfo info : list(store, camera)) {
        Path file = store.path(info.stream().camera(), info.file());
        refused += PacketCount.of(file) < certain(file) ? 1 : 0;
      }
    }
    Map<Path, Long> certain = new HashMap<>();
    for (String camera : cameras) {
      for (Path file : segments(root.resolve(camera))) {
        certain.put(file, certain(file));
      }
    }
    store.mend(() -> true);
    for (String camera : cameras) {
      List<SegmentInfo> listed = before.getOrDefault(camera, List.of());
      for (Path file : segments(root.resolve(camera))) {
        look(camera, file, listed, certain.getOrDefault(file, 0L));
      }
    }
    indexes();
    findings(true);
    for (Finding left : findings(false)) {
      wrong("after a repair " + left);
    }
    SegmentStore after = new SegmentFiles(root);
    for (String camera : cameras) {
      if (!told(list(after, camera)).equals(told(before.getOrDefault(camera, List.of())))) {
        wrong(camera + ": the repair changed what is listed");
      }
    }
    return new Verdict(files, refused, unplayable, remnants, mismatches, decoded, before, pictures);
  }

  static List<SegmentInfo> list(SegmentStore store, String camera) throws IOException {
    return store.list(StreamId.main(new CameraId(camera)), Instant.EPOCH, Instant.MAX);
  }

  private static List<Path> segments(Path camera) throws IOException {
    List<Path> found = new ArrayList<>();
    if (!Files.isDirectory(camera)) {
      return found;
    }
    try (DirectoryStream<Path> days = Files.newDirectoryStream(camera)) {
      for (Path day : days) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(day, "*.mp4")) {
          files.forEach(found::add);
        } catch (NotDirectoryException stranger) {
          // Not ours.
        }
      }
    }
    found.sort(null);
    return found;
  }

  /** Pictures that are sure to be in a file. */
  private long certain(Path file) throws IOException {
    return Fragments.of(file, sure.applyAsLong(file)).pictures();
  }

  private void look(String camera, Path file, List<SegmentInfo> listed, long certain)
      throws IOException, InterruptedException {
    String name = file.getFileName().toString();
    boolean inIndex = listed.stream().anyMatch(info -> info.file().equals(name));
    pictures.merge(camera, Fragments.of(file, Long.MAX_VALUE).pictures(), Long::sum);
    if (!inIndex) {
      remnants++;
      if (certain > 0) {
        unplayable++;
        complaints.accept(file + " holds " + certain + " pictures and is not in the index");
      }
      return;
    }
    files++;
    long packets = PacketCount.of(file);
    if (packets < Math.max(1, certain)) {
      unplayable++;
      complaints.accept(file + " gives " + packets + " pictures of " + certain);
    } else if (random.nextDouble() < DECODED) {
      decode(file, certain);
    }
  }

  private void decode(Path file, long certain) throws IOException, InterruptedException {
    long shown = Decoded.pictures(file);
    if (shown >= certain) {
      decoded++;
    } else if (shown != Decoded.NO_DECODER) {
      unplayable++;
      complaints.accept(file + " shows " + shown + " pictures of " + certain);
    }
  }

  private void indexes() throws IOException {
    for (Finding finding : findings(false)) {
      if (!EXPECTED.contains(finding.fault())) {
        wrong(finding.toString());
      }
    }
  }

  private List<Finding> findings(boolean repair) throws IOException {
    return new VolumeChecker().check(new Request(data, root, null, repair), done -> {}).findings();
  }

  private void wrong(String what) {
    mismatches++;
    complaints.accept(what);
  }

  /** All but sizes, which a repair changes. */
  private static List<String> told(List<SegmentInfo> segments) {
    return segments.stream()
        .map(info -> info.file() + info.start() + info.durationMicros() + info.before())
        .toList();
  }
}
