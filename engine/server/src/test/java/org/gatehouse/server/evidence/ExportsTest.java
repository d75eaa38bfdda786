package org.gatehouse.server.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gatehouse.server.evidence.Desk.GATE;
import static org.gatehouse.server.evidence.Desk.NOON;
import static org.gatehouse.server.evidence.Desk.YARD;
import static org.gatehouse.server.evidence.Desk.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.gatehouse.contract.vision.Redactor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportsTest {
  @TempDir Path data;
  private Desk desk;

  @BeforeEach
  void start() throws Exception {
    desk = new Desk(data);
    desk.record(GATE, 0, 10);
    desk.record(YARD, 0, 4);
    desk.record(YARD, 6, 4);
  }

  @AfterEach
  void stop() {
    desk.close();
  }

  private List<String> audit() throws Exception {
    return Files.readAllLines(data.resolve("audit.jsonl"));
  }

  @Test
  void start_unredacted_copiesAndSaysWhyInManifestAndAuditLog() throws Exception {
    Export export = desk.made(request(false, GATE, YARD));
    assertThat(export.detail()).isEqualTo("done");
    assertThat(export.items())
        .extracting(Export.Item::name)
        .containsExactly(
            "gate-1_20260101T120002.500Z.mp4",
            "yard_20260101T120002.500Z.mp4",
            "yard_20260101T120006.000Z.mp4");
    JsonNode manifest =
        new ObjectMapper().readTree(export.folder().resolve("manifest.json").toFile());
    assertThat(manifest.path("redacted").asBoolean()).isFalse();
    assertThat(manifest.path("reason").asText()).isEqualTo("case 17");
    assertThat(manifest.path("requestedBy").asText()).isEqualTo("127.0.0.1");
    assertThat(manifest.path("gaps")).hasSize(1);
    assertThat(manifest.path("gaps").get(0).path("from").asText())
        .isEqualTo("2026-01-01T12:00:04Z");
    assertThat(desk.redacted).isNull();
    assertThat(audit()).hasSize(2);
    assertThat(audit().getFirst())
        .contains("\"action\":\"export.requested\"", "\"reason\":\"case 17\"", "gate-1");
    assertThat(Verifier.verify(export.folder(), desk.fingerprint()).faults()).isEmpty();
  }

  @Test
  void start_withoutAWord_isRedactedAndLeavesNoOtherCopy() throws Exception {
    Export export = desk.made(request(true, GATE));
    assertThat(export.state()).isEqualTo(Export.State.DONE);
    Redactor.Job job = Objects.requireNonNull(desk.redacted);
    assertThat(job.skip()).isEqualTo(Duration.ofMillis(500));
    assertThat(job.length()).isEqualTo(Duration.ofMillis(5500));
    assertThat(job.masks()).containsExactly(Desk.MASK);
    assertThat(job.input()).doesNotExist();
    assertThat(Files.readString(job.output())).startsWith("blurred ");
    assertThat(Verifier.verify(export.folder(), desk.fingerprint()).faults()).isEmpty();
  }

  @Test
  void start_redactionFails_leavesNothingAndSaysWhy() throws Exception {
    desk.refusal = "the worker died";
    Export export = desk.made(request(true, GATE));
    assertThat(export.state()).isEqualTo(Export.State.FAILED);
    assertThat(export.detail()).isEqualTo("the worker died");
    assertThat(export.folder()).doesNotExist();
    assertThat(audit().getLast()).contains("export.failed", "the worker died");
  }

  @Test
  void start_nothingRecorded_failsAndSaysSo() throws Exception {
    Export export =
        desk.made(
            new ExportRequest(
                List.of(GATE), NOON.plusSeconds(100), NOON.plusSeconds(200), true, null, "x"));
    assertThat(export.detail()).contains("nothing is recorded of [gate-1]");
  }

  @Test
  void start_untilLaterThanNow_saysNothingOfTheFuture() throws Exception {
    desk.record(GATE, 3590, 10);
    Export export =
        desk.made(
            new ExportRequest(
                List.of(GATE), NOON.plusSeconds(3591), NOON.plusSeconds(9000), true, null, "x"));
    JsonNode manifest =
        new ObjectMapper().readTree(export.folder().resolve("manifest.json").toFile());
    assertThat(manifest.path("gaps")).isEmpty();
    assertThat(manifest.path("files").get(0).path("to").asText()).isEqualTo("2026-01-01T13:00:00Z");
  }

  @Test
  void folders_areForTheirOwnerOnly() throws Exception {
    Export export = desk.made(request(false, GATE));
    for (Path folder :
        List.of(data.resolve("exports"), data.resolve("evidence"), export.folder())) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
          .isEqualTo("rwx------");
    }
    for (String file : List.of("audit.jsonl", "evidence/site-key.pem")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(file))))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void take_isNotedBeforeItIsGiven() throws Exception {
    Export export = desk.made(request(false, GATE));
    String name = export.items().getFirst().name();
    assertThat(desk.exports().take(export, name, "10.0.0.9")).exists();
    assertThat(audit().getLast()).contains("export.download", "10.0.0.9", name);
    assertThat(desk.exports().take(export, "../../audit.jsonl", "10.0.0.9")).isNull();
  }

  @Test
  void sweep_afterAWeek_takesExportsAway() throws Exception {
    Export export = desk.made(request(false, GATE));
    desk.pass(Duration.ofDays(6));
    desk.exports().sweep();
    assertThat(export.folder()).exists();
    desk.pass(Duration.ofDays(2));
    desk.exports().sweep();
    assertThat(export.folder()).doesNotExist();
    assertThat(desk.exports().find(export.id())).isNull();
    assertThat(audit().getLast()).contains("export.deleted", "retention");
  }

  @Test
  void restart_whatIsWholeIsThere_whatIsNotIsTakenAway() throws Exception {
    Export export = desk.made(request(false, GATE));
    Path half = Files.createDirectory(data.resolve("exports/half"));
    Files.writeString(half.resolve("gate-1.mp4"), "half");
    desk.restart();
    assertThat(half).doesNotExist();
    Export found = Objects.requireNonNull(desk.exports().find(export.id()));
    assertThat(found.items()).isEqualTo(export.items());
    assertThat(desk.exports().delete(found, "me")).isTrue();
    assertThat(export.folder()).doesNotExist();
  }

  @Test
  void request_withoutReasonOrSense_isRefused() {
    assertThatThrownBy(
            () -> new ExportRequest(List.of(GATE), NOON, NOON.plusSeconds(1), false, " ", "x"))
        .hasMessageContaining("needs a reason");
    assertThatThrownBy(
            () -> new ExportRequest(List.of(), NOON, NOON.plusSeconds(1), true, null, "x"))
        .hasMessageContaining("1 to 16 cameras");
    assertThatThrownBy(() -> new ExportRequest(List.of(GATE), NOON, NOON, true, null, "x"))
        .hasMessageContaining("must be before");
    assertThatThrownBy(
            () ->
                new ExportRequest(
                    List.of(GATE), NOON, NOON.plus(Duration.ofHours(25)), true, null, "x"))
        .hasMessageContaining("24 hours");
  }
}
