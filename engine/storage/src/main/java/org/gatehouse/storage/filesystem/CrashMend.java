package org.gatehouse.storage.filesystem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.gatehouse.contract.media.StreamId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finishes the recordings that a crash interrupted. A power cut may leave parts of fragments behind
 * the last whole one, and there are players that refuse a file for that; so what follows it is cut
 * off, and the index is written. Only the newest few segments of each stream are looked at: any
 * other was finished long before. Owner: one thread.
 */
final class CrashMend {
  private static final Logger LOG = LoggerFactory.getLogger(CrashMend.class);

  /** Of each stream: the one being written, and those that still waited to be finished. */
  private static final int NEWEST = 4;

  private final SegmentFiles files;
  private final BooleanSupplier wanted;
  private int mended;

  CrashMend(SegmentFiles files, BooleanSupplier wanted) {
    this.files = files;
    this.wanted = wanted;
  }

  /** Does it; says how many files were mended. */
  int run() {
    try {
      for (Path camera : SegmentFiles.children(files.root())) {
        List<Path> days = SegmentFiles.children(camera).stream().sorted().toList();
        // A stream may have begun its newest segment just after midnight.
        for (Path day : days.subList(Math.max(0, days.size() - 2), days.size())) {
          newest(day).forEach(this::mend);
        }
        if (!wanted.getAsBoolean()) {
          break;
        }
      }
    } catch (IOException e) {
      LOG.warn("recordings under {} cannot be read through after a start: {}", files.root(), e);
    }
    if (mended > 0) {
      LOG.info("recordings: {} under {} were interrupted; finished them", mended, files.root());
    }
    return mended;
  }

  private static List<Path> newest(Path day) throws IOException {
    Map<StreamId, List<SegmentName>> streams =
        SegmentFiles.children(day).stream()
            .map(file -> SegmentName.parse(file.getFileName().toString()))
            .filter(name -> name != null)
            .collect(Collectors.groupingBy(SegmentName::stream));
    return streams.values().stream()
        .flatMap(
            names ->
                names.stream()
                    .sorted(Comparator.comparing(SegmentName::start).reversed())
                    .limit(NEWEST))
        .map(name -> day.resolve(name.file()))
        .toList();
  }

  private void mend(Path file) {
    if (!wanted.getAsBoolean() || files.isOpen(file)) {
      return;
    }
    try {
      SegmentFacts facts = SegmentScan.read(file);
      if (facts.indexed() || facts.durationMicros() <= 0) {
        return;
      }
      if (Files.size(file) > facts.whole()) {
        SegmentMender.cut(file, facts.whole());
      }
      mended += SegmentMender.index(file) ? 1 : 0;
    } catch (NoSuchFileException gone) {
      // Deleted by retention.
    } catch (IOException e) {
      LOG.warn("{} was interrupted and cannot be finished: {}; it is left as it is", file, e);
    }
  }
}
