package org.gatehouse.storage.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.DeletionCause;
import org.gatehouse.contract.storage.Hold;
import org.gatehouse.contract.storage.RetentionMemory;
import org.gatehouse.contract.storage.RetentionNote;
import org.gatehouse.contract.storage.SegmentKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionFilesTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final StreamId GATE = StreamId.main(new CameraId("gate-1"));
  private static final Hold HOLD =
      new Hold(
          "h-1",
          GATE.camera(),
          NOW.minusSeconds(60),
          NOW,
          "Zhang \"Wei\"",
          "事故 42",
          NOW.plusSeconds(999),
          NOW);

  @TempDir Path folder;

  private static RetentionNote deleted(int n) {
    return new RetentionNote.Deleted(
        NOW.plusSeconds(n),
        DeletionCause.CLASS_QUOTA,
        Path.of("/v"),
        GATE,
        NOW,
        NOW.plusSeconds(60),
        2,
        n,
        false);
  }

  private List<JsonNode> lines(Path file) throws IOException {
    List<JsonNode> nodes = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      nodes.add(new ObjectMapper().readTree(line));
    }
    return nodes;
  }

  @Test
  void holds_written_areReadBackByTheNextAndForItsOwnerAlone() throws IOException {
    RetentionFiles files = RetentionFiles.open(folder);
    assertThat(files.holds()).isEmpty();
    files.holds(List.of(HOLD));

    assertThat(RetentionFiles.open(folder).holds()).containsExactly(HOLD);
    assertThat(Files.getPosixFilePermissions(folder.resolve("holds.json")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void open_holdsThatCannotBeRead_isRefusedWithTheWayOut() throws IOException {
    for (String text :
        List.of(
            "",
            "{",
            "[]",
            "{\"version\":1,\"holds\":[{}]}",
            "{\"version\":2,\"holds\":[]}",
            "{\"version\":1,\"holds\":[{\"id\":\"a\",\"camera\":\"../x\"}]}")) {
      Files.writeString(folder.resolve("holds.json"), text);
      assertThatThrownBy(() -> RetentionFiles.open(folder))
          .as(text)
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("holds.json")
          .hasMessageContaining("Restore the file");
    }
  }

  @Test
  void journal_everyNote_isALineOfJsonUnderAHead() throws IOException {
    RetentionFiles files = RetentionFiles.open(folder);
    files.journal(List.of(deleted(1)));
    files.journal(
        List.of(
            new RetentionNote.NotDeleted(NOW, Path.of("/v"), new SegmentKey(GATE, NOW), "busy"),
            new RetentionNote.Placed(NOW, HOLD),
            new RetentionNote.Released(NOW, HOLD, "expiry"),
            new RetentionNote.Forgotten(NOW, "snapshots", NOW, 7)));

    List<JsonNode> lines = lines(folder.resolve("journal.jsonl"));
    assertThat(lines)
        .extracting(line -> line.path("what").asText())
        .containsExactly(
            "journal", "deleted", "not-deleted", "held", "released", "snapshots-deleted");
    assertThat(lines.get(1).path("cause").asText()).isEqualTo("class-quota");
    assertThat(lines.get(3).path("hold").path("reason").asText()).isEqualTo("事故 42");
  }

  @Test
  void journal_afterAHalfWrittenLine_goesOnBehindTheLastWholeOne() throws IOException {
    RetentionFiles files = RetentionFiles.open(folder);
    files.journal(List.of(deleted(1)));
    Path file = folder.resolve("journal.jsonl");
    Files.writeString(file, "{\"at\":\"2026", StandardOpenOption.APPEND);

    RetentionFiles.open(folder).journal(List.of(deleted(2)));
    assertThat(lines(file)).extracting(line -> line.path("bytes").asInt()).containsExactly(0, 1, 2);
  }

  @Test
  void journal_largeEnough_beginsANewFileAndKeepsSixteenOld() throws IOException {
    JournalFile journal = new JournalFile(folder, 300);
    for (int n = 0; n < 60; n++) {
      journal.append(List.of(deleted(n)));
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all = files.sorted().toList();
      assertThat(all).hasSize(17);
      for (Path file : all) {
        assertThat(lines(file).getFirst().path("version").asInt()).isEqualTo(1);
      }
    }
  }

  @Test
  void deletedSince_afterOtherNotesAndAHalfWrittenLine_areTheDeletionsOfThatTime()
      throws IOException {
    RetentionFiles files = RetentionFiles.open(folder);
    assertThat(files.deletedSince(Instant.EPOCH)).isEmpty();
    files.journal(List.of(deleted(1), deleted(2), new RetentionNote.Placed(NOW, HOLD)));
    files.journal(List.of(deleted(3)));
    Files.writeString(
        folder.resolve("journal.jsonl"),
        "{\"at\":\"2026\n{\"what\":\"deleted\"}\n{\"what\":\"deleted\",\"at",
        StandardOpenOption.APPEND);

    assertThat(files.deletedSince(NOW.plusSeconds(2))).isEqualTo(List.of(deleted(2), deleted(3)));
  }

  @Test
  void memory_written_isReadBackByTheNext_andIsEmptyWhereItCannotBeRead() throws IOException {
    RetentionFiles files = RetentionFiles.open(folder);
    assertThat(files.memory()).isEqualTo(RetentionMemory.NONE);
    RetentionMemory memory =
        new RetentionMemory(
            NOW,
            Map.of(GATE.camera(), new RetentionMemory.Broken(NOW, NOW.plusSeconds(9))),
            Map.of(GATE.camera(), "停车场"),
            Map.of(
                GATE,
                List.of(
                    new RetentionMemory.Span(NOW, NOW.plusSeconds(60)),
                    new RetentionMemory.Span(NOW.plusSeconds(999), NOW.plusSeconds(1000)))));
    files.memory(memory);
    assertThat(RetentionFiles.open(folder).memory()).isEqualTo(memory);

    Path file = folder.resolve("memory.json");
    for (String text :
        List.of(
            "",
            "{",
            "[]",
            "7",
            "{\"version\":9}",
            "{\"version\":1}",
            "{\"version\":1,\"at\":\"2026-03-01T12:00:00Z\",\"classes\":{\"../x\":\"a\"}}",
            Files.readString(file)
                .replace("\"2026-03-01T12:00:00Z\",", "\"2027-03-01T12:00:00Z\","),
            Files.readString(file).substring(0, 90))) {
      Files.writeString(file, text);
      assertThat(files.memory()).as(text).isEqualTo(RetentionMemory.NONE);
    }
  }

  @Test
  void open_journalOfANewerVersion_isRefused() throws IOException {
    Files.writeString(folder.resolve("journal.jsonl"), "{\"what\":\"journal\",\"version\":9}\n");
    assertThatThrownBy(() -> RetentionFiles.open(folder))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("newer Gatehouse");
  }
}
