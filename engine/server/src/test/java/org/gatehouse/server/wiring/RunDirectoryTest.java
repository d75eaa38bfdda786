package org.gatehouse.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {
  @TempDir Path folder;

  @Test
  void of_shortPath_isInTheDataFolderAndStays() throws IOException {
    RunDirectory run = RunDirectory.of(Path.of("/srv/gatehouse"));
    assertThat(run.path()).isEqualTo(Path.of("/srv/gatehouse/run"));
    assertThat(run.temporary()).isNull();
    run.close();
  }

  @Test
  void close_longPath_takesTheTemporaryFolderAwayAndFollowsNoLink() throws IOException {
    Path data = folder.resolve("a-long-name-".repeat(7));
    RunDirectory run = RunDirectory.of(data);
    assertThat(run.path()).isEqualTo(RunDirectory.of(data).path());
    assertThat(run.path().toString().length()).isLessThanOrEqualTo(70);
    run.close();

    Path kept = Files.writeString(folder.resolve("kept"), "x");
    Path natives = run.path().resolveSibling(".gatehouse-natives");
    Files.createDirectories(run.path());
    Files.createDirectories(natives.resolve("0"));
    Files.writeString(run.path().resolve("analytics-1.sock"), "");
    Files.writeString(natives.resolve("0/lib.so"), "x");
    Files.createSymbolicLink(natives.resolve("link"), folder);
    run.close();

    assertThat(run.path().getParent()).doesNotExist();
    assertThat(kept).exists();
  }
}
