package org.gatehouse.integrations.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudevents.jackson.JsonFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.delivery.DeliveryResult;
import org.gatehouse.contract.delivery.DeliveryResult.Delivered;
import org.gatehouse.contract.delivery.DeliveryResult.Retry;
import org.gatehouse.contract.delivery.EventSink;
import org.gatehouse.integrations.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSinkTest {
  @TempDir private Path folder;

  private Instant now = Instant.parse("2026-05-04T03:02:01Z");

  private EventSink sink(FileConfig config) {
    return new FileProvider().create("lines", config, Samples.context(new Samples.Pictures()));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private List<String> lines() throws IOException {
    List<String> all = new ArrayList<>();
    for (Path file : files()) {
      String text = Files.readString(file);
      assertThat(text).endsWith("\n");
      all.addAll(text.lines().toList());
    }
    return all;
  }

  @Test
  void deliver_eventsOfManyThreads_areWholeLinesOfCloudEvents() throws Exception {
    try (EventSink sink = sink(new FileConfig(folder, 1, null, false));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<DeliveryResult>> results = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        results.add(threads.submit(() -> sink.deliver(Samples.passage(List.of()))));
      }
      for (Future<DeliveryResult> result : results) {
        assertThat(result.get()).isEqualTo(new Delivered());
      }
    }
    assertThat(lines()).hasSize(40);
    for (String line : lines()) {
      assertThat(new JsonFormat().deserialize(line.getBytes(UTF_8)).getType())
          .isEqualTo("org.gatehouse.passage.finalized.v1");
      assertThat(new ObjectMapper().readTree(line).at("/data/plate/text").asText())
          .isEqualTo("川A113YP");
    }
  }

  @Test
  void open_lineLeftHalfWritten_isCutOff() throws Exception {
    Path old = folder.resolve("events-20260101T000000.000Z.ndjson");
    Files.writeString(old, "{\"a\":1}\n{\"b\":");
    sink(new FileConfig(folder, 1, null, false)).close();
    assertThat(Files.readString(old)).isEqualTo("{\"a\":1}\n");
    Files.writeString(old, "{\"never\":");
    sink(new FileConfig(folder, 1, null, false)).close();
    assertThat(old).isEmptyFile();
  }

  @Test
  void append_fullFile_goesOnInTheNext_andOldOnesGo() throws Exception {
    try (LineFiles files = LineFiles.open(folder, 10, Duration.ofDays(30), () -> now)) {
      files.append("first line\n".getBytes(UTF_8));
      now = now.plusSeconds(1);
      files.append("second line\n".getBytes(UTF_8));
      assertThat(files()).hasSize(2);
      Files.setLastModifiedTime(files().getFirst(), FileTime.from(now.minusSeconds(31 * 86_400)));
      now = now.plusSeconds(1);
      files.append("third line\n".getBytes(UTF_8));
    }
    assertThat(lines()).containsExactly("second line", "third line");
  }

  @Test
  void tidy_fewLines_endsTheFileOfYesterdayAndDeletesItInItsTime() throws Exception {
    try (LineFiles files = LineFiles.open(folder, 1000, Duration.ofDays(30), () -> now)) {
      files.append("one\n".getBytes(UTF_8));
      Path first = files().getFirst();
      Files.setLastModifiedTime(first, FileTime.from(now.minus(Duration.ofDays(31))));
      files.tidy();
      assertThat(lines()).containsExactly("one");

      now = now.plus(Duration.ofDays(1));
      files.append("two\n".getBytes(UTF_8));
      assertThat(lines()).containsExactly("two");
      now = now.plus(Duration.ofDays(1));
      Files.setLastModifiedTime(files().getFirst(), FileTime.from(now.minus(Duration.ofDays(31))));
      files.tidy();
      assertThat(files()).isEmpty();
    }
  }

  @Test
  void open_halfLineInAFileThatIsNotTheLastByName_isCutOff() throws Exception {
    Path half = folder.resolve("events-20260101T000000.000Z.ndjson");
    Files.writeString(half, "{\"a\":1}\n{\"b\":");
    Files.writeString(folder.resolve("events-20260102T000000.000Z.ndjson"), "{\"c\":1}\n");
    sink(new FileConfig(folder, 1, null, false)).close();
    assertThat(lines()).containsExactly("{\"a\":1}", "{\"c\":1}");
  }

  @Test
  void append_fileEndsWhileOthersFlushIt_failsNobody() throws Exception {
    try (LineFiles files = LineFiles.open(folder, 1, null, Instant::now);
        ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<?>> appends = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        appends.add(
            threads.submit(
                () -> {
                  files.append("a line\n".getBytes(UTF_8));
                  return true;
                }));
      }
      for (Future<?> append : appends) {
        append.get();
      }
    }
    assertThat(lines()).hasSize(200);
  }

  @Test
  void append_fileRemovedOrReplaced_isNoSuccessAndGoesOnInAnother() throws Exception {
    try (LineFiles files = LineFiles.open(folder, 1000, null, () -> now)) {
      files.append("one\n".getBytes(UTF_8));
      Path first = files().getFirst();
      Files.delete(first);
      assertThatThrownBy(() -> files.append("two\n".getBytes(UTF_8)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("removed or replaced");
      now = now.plusSeconds(1);
      files.append("two\n".getBytes(UTF_8));

      Path second = files().getFirst();
      Files.move(second, folder.resolve("rotated"));
      Files.writeString(second, "somebody else's\n");
      assertThatThrownBy(() -> files.append("three\n".getBytes(UTF_8)))
          .isInstanceOf(IOException.class);
      now = now.plusSeconds(1);
      files.append("three\n".getBytes(UTF_8));
      Files.delete(folder.resolve("rotated"));
    }
    assertThat(lines()).containsExactly("somebody else's", "three");
  }

  @Test
  void append_afterAnError_goesOnInAnotherFile() throws Exception {
    try (LineFiles files = LineFiles.open(folder, 1000, null, () -> now)) {
      // A channel that is closed by an interrupt is of no use any more.
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> files.append("one\n".getBytes(UTF_8)))
          .isInstanceOf(IOException.class);
      assertThat(Thread.interrupted()).isTrue();
      files.append("two\n".getBytes(UTF_8));

      now = now.plusSeconds(1);
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> files.append("three\n".getBytes(UTF_8)))
          .isInstanceOf(IOException.class);
      assertThat(Thread.interrupted()).isTrue();
      files.append("four\n".getBytes(UTF_8));
      assertThat(files()).hasSize(2);
    }
    assertThat(lines()).containsExactly("two", "four");
  }

  @Test
  void append_diskFull_leavesNoEmptyFileAndGoesOnOnceItIsNot() throws Exception {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full));
    try (LineFiles files = LineFiles.open(folder, 1000, null, () -> now)) {
      Files.createSymbolicLink(folder.resolve("events-20260504T030201.000Z.ndjson"), full);
      assertThatThrownBy(() -> files.append("one\n".getBytes(UTF_8)))
          .isInstanceOf(IOException.class);
      assertThat(files()).isEmpty();
      files.append("two\n".getBytes(UTF_8));
    }
    assertThat(lines()).containsExactly("two");
  }

  @Test
  void append_oldFileThatCannotBeDeleted_holdsUpNothing() throws Exception {
    try (LineFiles files = LineFiles.open(folder, 1000, Duration.ofDays(1), () -> now)) {
      Path stubborn = folder.resolve("events-20250101T000000.000Z.ndjson");
      Files.createDirectories(stubborn.resolve("below"));
      Files.setLastModifiedTime(stubborn, FileTime.from(now.minus(Duration.ofDays(9))));
      Path old = Files.createFile(folder.resolve("events-20250102T000000.000Z.ndjson"));
      Files.setLastModifiedTime(old, FileTime.from(now.minus(Duration.ofDays(9))));
      files.append("one\n".getBytes(UTF_8));
      assertThat(old).doesNotExist();
      assertThat(files()).hasSize(2);
    }
  }

  @Test
  void deliver_folderGone_isTriedAgain() throws Exception {
    try (EventSink sink = sink(new FileConfig(folder.resolve("below"), 1, null, false))) {
      Files.delete(folder.resolve("below"));
      assertThat(((Retry) sink.deliver(Samples.passage(List.of()))).reason())
          .contains("cannot be written");
      Files.createDirectory(folder.resolve("below"));
      assertThat(sink.deliver(Samples.passage(List.of()))).isEqualTo(new Delivered());
    }
  }

  @Test
  void create_folderThatIsAFile_saysWhatToDo() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> sink(new FileConfig(file, 1, null, false)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("destination lines: folder")
        .hasMessageContaining("give it to the user");
    assertThatThrownBy(() -> sink(new FileConfig(folder, 0, null, false)))
        .hasMessageContaining("max-megabytes must be 1 or more");
  }
}
