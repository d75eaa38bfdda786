package org.gatehouse.storage.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VolumeProbeTest {
  @TempDir Path folder;

  @Test
  void run_writableFolder_leavesNothingBehind() throws IOException {
    Path root = folder.resolve("recordings");
    new VolumeProbe(root).run(200_000);
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void run_fileInTheWay_fails() throws IOException {
    Path root = Files.writeString(folder.resolve("recordings"), "x");
    assertThatThrownBy(() -> new VolumeProbe(root).run(1)).isInstanceOf(IOException.class);
  }

  @Test
  void run_folderRemoved_makesItAgain() throws IOException {
    Path root = folder.resolve("recordings");
    VolumeProbe probe = new VolumeProbe(root);
    probe.run(1);
    Files.delete(root);
    probe.run(1);
    assertThat(root).isDirectory();
  }
}
