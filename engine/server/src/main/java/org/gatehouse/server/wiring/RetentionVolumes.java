package org.gatehouse.server.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gatehouse.contract.storage.SegmentStore;
import org.gatehouse.runtime.retention.Volume;
import org.gatehouse.server.config.ByteSize;
import org.jspecify.annotations.Nullable;

/** Says how much of a volume stays free. */
final class RetentionVolumes {
  private static final long RESERVE = 1_000_000_000L;
  private static final long SHARE = 20;

  private RetentionVolumes() {}

  /**
   * Volumes whose recordings may take all but the reserve.
   *
   * @param data where recordings go if no volume is named
   * @param reserve of each volume; null for the usual one: 1 GB, or a twentieth of a smaller volume
   */
  static List<Volume> of(List<SegmentStore> stores, Path data, @Nullable ByteSize reserve) {
    return stores.stream()
        .map(
            store ->
                new Volume(
                    store,
                    Volume.UNLIMITED,
                    reserve == null ? usual(store, data) : reserve.bytes()))
        .toList();
  }

  private static long usual(SegmentStore store, Path data) {
    Path folder = Files.isDirectory(store.root()) ? store.root() : data;
    try {
      return Math.min(RESERVE, Files.getFileStore(folder).getTotalSpace() / SHARE);
    } catch (IOException unknown) {
      return RESERVE;
    }
  }
}
