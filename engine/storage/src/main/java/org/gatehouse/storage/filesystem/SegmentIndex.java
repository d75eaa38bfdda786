package org.gatehouse.storage.filesystem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.contract.storage.SegmentInfo;

/**
 * What segment files say of themselves, read again only after they changed. A finished file costs
 * one small read, a growing one a read for each of its fragments: a camera's day of 1440 segments
 * takes a quarter of a second the first time, 0.05 s again (docs/performance.md). Thread-safe.
 */
final class SegmentIndex {
  private static final int MOST = 200_000;

  private record Seen(long size, FileTime changed, SegmentFacts facts) {}

  private final Map<Path, Seen> cache =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Path, Seen> eldest) {
              return size() > MOST;
            }
          });

  /** The segment in that file; empty if it holds no whole fragment or has just been deleted. */
  Optional<SegmentInfo> read(Path file, SegmentName name) throws IOException {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      Seen seen = cache.get(file);
      if (seen == null || seen.size != now.size() || !seen.changed.equals(now.lastModifiedTime())) {
        seen = new Seen(now.size(), now.lastModifiedTime(), SegmentScan.read(file));
        cache.put(file, seen);
      }
      return Optional.ofNullable(seen.facts.info(name, seen.size));
    } catch (NoSuchFileException gone) {
      cache.remove(file);
      return Optional.empty();
    }
  }
}
