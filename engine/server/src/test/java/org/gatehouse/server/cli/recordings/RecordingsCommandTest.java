package org.gatehouse.server.cli.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.Gap;
import org.gatehouse.contract.storage.GapCause;
import org.gatehouse.contract.storage.SegmentFile;
import org.gatehouse.contract.storage.SegmentNotes;
import org.gatehouse.contract.storage.SegmentStore;
import org.gatehouse.server.cli.Cli;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RecordingsCommandTest {
  private static final StreamId STREAM = StreamId.main(new CameraId("gate-in"));
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir Path folder;
  private Path config;
  private SegmentStore store;
  private String said = "";

  @BeforeEach
  void site() throws IOException {
    Path data = Files.createDirectories(folder.resolve("data"));
    config =
        Files.writeString(folder.resolve("site.yaml"), "site: north\ndata: \"" + data + "\"\n");
    store = Volumes.check().read(data.resolve("recordings"));
  }

  @Test
  void help_everyVerbAndOption_isExplained() {
    List<CommandLine> lines =
        Stream.concat(
                Stream.of(new CommandLine(new RecordingsCommand())),
                new CommandLine(new RecordingsCommand()).getSubcommands().values().stream())
            .toList();
    assertThat(lines)
        .allMatch(line -> line.getCommandSpec().usageMessage().description().length > 0);
    assertThat(lines)
        .flatExtracting(line -> line.getCommandSpec().args())
        .filteredOn(arg -> arg.description().length == 0)
        .isEmpty();
  }

  @Test
  void check_noRecordings_isClean() {
    assertThat(run("check")).isZero();
    assertThat(said).contains("0 segments").contains("0 findings");
  }

  @Test
  void check_unfinishedFile_isOne_andZeroOnceRepaired() throws IOException {
    segment(START, List.of());

    assertThat(run("check")).isOne();
    assertThat(said).contains("has no index").contains("--repair");
    assertThat(run("check", "--json")).isOne();
    assertThat(said).contains("\"clean\":false").contains("\"fault\":\"no_index\"");
    assertThat(run("check", "--repair")).isZero();
    assertThat(said).contains("wrote it").contains("0 left");
    assertThat(run("check", "--json")).isZero();
    assertThat(said).contains("\"clean\":true").contains("\"segments\":1");
  }

  @Test
  void check_otherCamera_leavesThisOneOut() throws IOException {
    segment(START, List.of());
    assertThat(run("check", "--camera", "gate-out")).isZero();
    assertThat(run("check", "--camera", "gate-in")).isOne();
  }

  @Test
  void check_noNameOfACamera_isRefusedWithASentence() {
    assertThat(run("check", "--camera", "Gate In")).isOne();
    assertThat(said).contains("--camera: camera id 'Gate In'").doesNotContain("Exception");
  }

  @Test
  void list_twoSegmentsWithAGap_tellsBothAndWhyNothingIsBetween() throws IOException {
    segment(START, List.of());
    Instant second = START.plusSeconds(30);
    segment(second, List.of(new Gap(START.plusSeconds(10), second, GapCause.RESTART, false)));

    assertThat(run("list", "--camera", "gate-in")).isZero();
    assertThat(said.lines())
        .hasSize(3)
        .satisfiesExactly(
            line -> assertThat(line).contains("12:00:00Z").contains("10.000 s  recorded"),
            line -> assertThat(line).contains("20.000 s  missing: the engine was not running"),
            line -> assertThat(line).contains("12:00:40Z").contains("recorded"));
  }

  @Test
  void list_range_countsFromItsBounds() throws IOException {
    segment(START, List.of());
    assertThat(
            run(
                "list",
                "--camera",
                "gate-in",
                "--from",
                "2026-03-01T11:59:00Z",
                "--to",
                "2026-03-01T12:00:05Z"))
        .isZero();
    assertThat(said).contains("0:01:00  missing").contains("5.000 s  recorded");
  }

  @Test
  void list_wrongTimesAndUnknownCamera_areAnsweredWithASentence() {
    assertThat(run("list", "--camera", "none")).isZero();
    assertThat(said).contains("nothing is recorded of none/main");
    assertThat(run("list", "--camera", "none", "--from", "yesterday")).isOne();
    assertThat(said).contains("'yesterday' is no time");
    assertThat(
            run(
                "list",
                "--camera",
                "none",
                "--from",
                "2026-03-01T12:00:00Z",
                "--to",
                "2026-03-01T12:00:00Z"))
        .isOne();
    assertThat(said).contains("is not before --to");
  }

  private int run(String verb, String... more) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    CommandLine line = new CommandLine(new RecordingsCommand()).setOut(out).setErr(out);
    int code =
        Cli.execute(
            line,
            Stream.concat(Stream.of(verb, "--config", config.toString()), Stream.of(more))
                .toArray(String[]::new));
    out.flush();
    said = text.toString();
    return code;
  }

  /** Ten seconds, not finished. */
  private void segment(Instant start, List<Gap> before) throws IOException {
    byte[] mdhd = ByteBuffer.allocate(24).putInt(12, 90_000).array();
    byte[] tfhd = ByteBuffer.allocate(8).putInt(0x020000).putInt(1).array();
    byte[] tfdt = ByteBuffer.allocate(12).putInt(0x01000000).array();
    byte[] trun =
        ByteBuffer.allocate(20).putInt(0x301).putInt(1).putInt(0).putInt(900_000).putInt(9).array();
    byte[] traf = box("traf", box("tfhd", tfhd), box("tfdt", tfdt), box("trun", trun));
    try (SegmentFile file = store.create(STREAM, start)) {
      file.append(
          ByteBuffer.wrap(box("ftyp", new byte[8])),
          ByteBuffer.wrap(box("moov", box("trak", box("mdia", box("mdhd", mdhd))))),
          ByteBuffer.wrap(new SegmentNotes(start, before).box()),
          ByteBuffer.wrap(box("free", new byte[200])),
          ByteBuffer.wrap(box("moof", traf)),
          ByteBuffer.wrap(box("mdat", new byte[9])));
    }
  }

  private static byte[] box(String type, byte[]... parts) {
    int size = 8 + Stream.of(parts).mapToInt(part -> part.length).sum();
    ByteBuffer out = ByteBuffer.allocate(size).putInt(size);
    out.put(type.getBytes(StandardCharsets.US_ASCII));
    for (byte[] part : parts) {
      out.put(part);
    }
    return out.array();
  }
}
