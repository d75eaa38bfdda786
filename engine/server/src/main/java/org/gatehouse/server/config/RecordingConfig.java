package org.gatehouse.server.config;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.gatehouse.contract.config.Default;
import org.gatehouse.contract.config.Describe;
import org.jspecify.annotations.Nullable;

/** How recordings are kept. */
@Describe("How recordings are kept.")
public record RecordingConfig(
    @Describe("Room for recordings, such as 500MB, 15GB or 2TB; the oldest are deleted for it.")
        @Nullable ByteSize quota,
    @Describe("How often each recording is forced to disk, 1s to 60s: what a power cut may cost.")
        @Default("10s")
        Duration sync,
    @Describe("Folders for recordings, one on each disk; recordings below data if left out.")
        @Default("[]")
        List<Path> volumes,
    @Describe("Zone of the cameras' schedules, such as Europe/Berlin; the machine's if left out.")
        @Nullable String timeZone,
    @Describe("How long recordings, events and their pictures are kept.") @Default("{}")
        RetentionConfig retention) {
  /** The zone of the cameras' schedules. */
  public ZoneId zone() {
    return timeZone == null ? ZoneId.systemDefault() : ZoneId.of(timeZone);
  }
}
