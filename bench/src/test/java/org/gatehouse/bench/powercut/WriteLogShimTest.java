package org.gatehouse.bench.powercut;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.gatehouse.bench.powercut.WriteLog.Kind;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The library sees what the JDK and SQLite ask of the system. */
@Tag("e2e")
class WriteLogShimTest {
  @TempDir Path folder;

  @Test
  void log_ofAnEventLog_rebuildsIt_andHoldsWhatWasAcknowledged() throws Exception {
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/cc")), "skipped: there is no C compiler");
    Path data = Files.createDirectory(folder.resolve("data"));
    Path log = folder.resolve("log");
    Path control = folder.resolve("control");
    Shim.slow(control, 0, 0);
    Map<String, String> environment = Shim.compile(folder).environment(data, log, control);
    List<EventWriter.Acknowledged> acknowledged = new ArrayList<>();
    try (EventWriter writer =
        EventWriter.start(javaItself(data), folder.resolve("err.log"), environment)) {
      TimeUnit.MILLISECONDS.sleep(500);
      acknowledged.addAll(writer.kill());
    }
    assertThat(acknowledged).isNotEmpty();
    try (WriteLog read = WriteLog.read(log)) {
      assertThat(read.entries())
          .extracting(WriteLog.Entry::kind)
          .contains(Kind.CREATE, Kind.WRITE, Kind.SYNC_BEGIN, Kind.SYNC_END, Kind.RENAME);
      for (int seed = 0; seed < 5; seed++) {
        long cut = acknowledged.get(acknowledged.size() / 2).nanos();
        Path disk = folder.resolve("disk-" + seed);
        new CutDisk(read, data.toRealPath(), new Random(seed)).build(read.until(cut), disk);
        assertThat(
                EventCheck.lost(
                    disk,
                    acknowledged.stream()
                        .filter(event -> event.nanos() <= cut)
                        .map(EventWriter.Acknowledged::id),
                    System.out::println))
            .isZero();
      }
    }
  }

  private static List<String> javaItself(Path data) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        System.getProperty("java.class.path"),
        "org.gatehouse.bench.Main",
        "bench",
        "event-writer",
        "--data=" + data);
  }
}
