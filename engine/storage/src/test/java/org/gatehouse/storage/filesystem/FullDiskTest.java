package org.gatehouse.storage.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.SegmentFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A volume of 2 MB that fills up; needs the right to mount one. */
class FullDiskTest {
  @TempDir Path folder;

  private boolean mounted;

  @BeforeEach
  void mount() throws Exception {
    mounted = run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder.toString());
    Assumptions.assumeTrue(mounted, "skipped: mounting a small tmpfs is not allowed here");
  }

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      run("umount", folder.toString());
    }
  }

  @Test
  void append_volumeFillsUp_saysSoAndKeepsWholeFragmentsOnly() throws IOException {
    CameraId camera = new CameraId("gate-in");
    SegmentFiles files = new SegmentFiles(folder);
    try (SegmentFile file = files.create(StreamId.main(camera), Instant.EPOCH)) {
      file.append(ByteBuffer.wrap(TestSegments.head(90_000)));
      file.append(ByteBuffer.wrap(TestSegments.fragment(0, 90_000)));
      long before = file.size();

      assertThatThrownBy(() -> file.append(ByteBuffer.allocate(5 << 20)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("No space left on device");

      assertThat(file.path()).hasSize(before);
      file.append(ByteBuffer.wrap(TestSegments.fragment(90_000, 90_000)));
    }
    assertThat(
            files
                .list(StreamId.main(camera), Instant.EPOCH, Instant.MAX)
                .getFirst()
                .durationMicros())
        .isEqualTo(2_000_000);
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException missing) {
      return false;
    }
  }
}
