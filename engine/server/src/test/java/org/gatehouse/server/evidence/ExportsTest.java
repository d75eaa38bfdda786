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
import java.util.concurrent.CountDownLatch;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
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

  private List<String> audit() {
    return desk.audit();
  }

  private static JsonNode manifest(Export export) throws Exception {
    return new ObjectMapper().readTree(export.folder().resolve("manifest.json").toFile());
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
    JsonNode manifest = manifest(export);
    assertThat(manifest.path("redacted").asBoolean()).isFalse();
    assertThat(manifest.path("reason").asText()).isEqualTo("case 17");
    assertThat(manifest.path("requestedBy").asText()).isEqualTo("127.0.0.1");
    assertThat(manifest.path("gaps")).hasSize(1);
    assertThat(manifest.path("gaps").get(0).path("from").asText())
        .isEqualTo("2026-01-01T12:00:04Z");
    assertThat(desk.redacted).isNull();
    assertThat(audit()).hasSize(2);
    assertThat(audit().getFirst())
        .contains("export.requested by 127.0.0.1", "reason=case 17", "gate-1");
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
  void start_mainStreamIsMissing_givesTheSubStreamAndSaysSo() throws Exception {
    desk.record(StreamId.sub(YARD), 0, 10);
    CameraId barn = new CameraId("barn");
    desk.record(StreamId.sub(barn), 4, 6);
    Export export = desk.made(request(true, YARD, barn));
    assertThat(export.items())
        .extracting(Export.Item::name)
        .containsExactly(
            "yard_20260101T120002.500Z.mp4",
            "yard_20260101T120004.000Z_sub.mp4",
            "yard_20260101T120006.000Z.mp4",
            "barn_20260101T120004.000Z_sub.mp4");
    JsonNode manifest = manifest(export);
    assertThat(manifest.path("files").findValuesAsText("stream"))
        .containsExactly("main", "sub", "main", "sub");
    JsonNode hole = manifest.path("gaps").get(0);
    assertThat(hole.path("stream").asText()).isEqualTo("main");
    assertThat(hole.path("instead").asText()).isEqualTo("sub");
    assertThat(manifest.path("gaps").findValuesAsText("stream"))
        .containsExactly("main", "sub", "main");
    assertThat(Verifier.verify(export.folder(), desk.fingerprint()).faults()).isEmpty();
  }

  /** Begins a redacted export and waits until it is half done. */
  private Export halfDone() throws InterruptedException {
    desk.hold = new CountDownLatch(1);
    Export export = desk.exports().start(request(true, GATE));
    while (export.progress() < 0.5) {
      Thread.sleep(5);
    }
    return export;
  }

  @Test
  void progress_halfDoneAfterHalfAMinute_saysHalfAMinuteMore() throws Exception {
    Export export = halfDone();
    while (export.remaining() == null) {
      Thread.sleep(5);
    }
    assertThat(export.remaining()).isEqualTo(Duration.ofSeconds(30));
    Objects.requireNonNull(desk.hold).countDown();
    desk.over(export);
    assertThat(export.state()).isEqualTo(Export.State.DONE);
    assertThat(export.remaining()).isNull();
  }

  @Test
  void delete_whileItIsMade_stopsItAndLeavesNothing() throws Exception {
    Export export = halfDone();
    Export waiting = desk.exports().start(request(false, GATE));
    desk.exports().delete(waiting, Requester.of("10.0.0.9"));
    desk.exports().delete(export, Requester.of("10.0.0.9"));
    assertThat(desk.exports().all()).isEmpty();
    assertThat(audit().getLast()).contains("export.stopped", export.id(), "10.0.0.9");
    desk.hold = null;
    assertThat(desk.made(request(true, GATE)).state()).isEqualTo(Export.State.DONE);
    assertThat(export.folder()).doesNotExist();
    assertThat(waiting.folder()).doesNotExist();
    assertThat(audit()).noneMatch(line -> line.contains("export.failed"));
  }

  @Test
  void close_whileItIsMade_noteSaysThatTheEngineWasStopped() throws Exception {
    Export export = halfDone();
    desk.exports().close();
    desk.over(export);
    assertThat(export.detail()).isEqualTo("the engine was stopped");
    assertThat(audit().getLast()).contains("export.failed", "the engine was stopped");
  }

  @Test
  void start_nothingRecorded_failsAndSaysSo() throws Exception {
    Export export =
        desk.made(
            new ExportRequest(
                List.of(GATE),
                NOON.plusSeconds(100),
                NOON.plusSeconds(200),
                true,
                null,
                Requester.of("x")));
    assertThat(export.detail()).contains("nothing is recorded of [gate-1]");
  }

  @Test
  void start_untilLaterThanNow_saysNothingOfTheFuture() throws Exception {
    desk.record(GATE, 3590, 10);
    Export export =
        desk.made(
            new ExportRequest(
                List.of(GATE),
                NOON.plusSeconds(3591),
                NOON.plusSeconds(9000),
                true,
                null,
                Requester.of("x")));
    JsonNode manifest = manifest(export);
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
    Path key = data.resolve("evidence/site-key.pem");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
  }

  @Test
  void take_isNotedBeforeItIsGiven() throws Exception {
    Export export = desk.made(request(false, GATE));
    String name = export.items().getFirst().name();
    assertThat(desk.exports().take(export, name, Requester.of("10.0.0.9"))).exists();
    assertThat(audit().getLast()).contains("export.download", "10.0.0.9", name);
    assertThat(desk.exports().take(export, "../../evidence/site-key.pem", Requester.of("10.0.0.9")))
        .isNull();
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
    Export blurred = desk.made(request(true, GATE));
    Path half = Files.createDirectory(data.resolve("exports/half"));
    Files.writeString(half.resolve("gate-1.mp4"), "half");
    desk.restart();
    assertThat(half).doesNotExist();
    Export found = Objects.requireNonNull(desk.exports().find(export.id()));
    assertThat(found.items()).isEqualTo(export.items());
    assertThat(found.isPlain(found.items().getFirst().name())).isTrue();
    Export foundBlurred = Objects.requireNonNull(desk.exports().find(blurred.id()));
    assertThat(foundBlurred.isPlain(foundBlurred.items().getFirst().name())).isFalse();
    desk.exports().delete(found, Requester.of("me"));
    assertThat(export.folder()).doesNotExist();
  }

  @Test
  void request_withoutReasonOrSense_isRefused() {
    assertThatThrownBy(
            () ->
                new ExportRequest(
                    List.of(GATE), NOON, NOON.plusSeconds(1), false, " ", Requester.of("x")))
        .hasMessageContaining("needs a reason");
    assertThatThrownBy(
            () ->
                new ExportRequest(
                    List.of(), NOON, NOON.plusSeconds(1), true, null, Requester.of("x")))
        .hasMessageContaining("1 to 16 cameras");
    assertThatThrownBy(
            () -> new ExportRequest(List.of(GATE), NOON, NOON, true, null, Requester.of("x")))
        .hasMessageContaining("must be before");
    assertThatThrownBy(
            () ->
                new ExportRequest(
                    List.of(GATE),
                    NOON,
                    NOON.plus(Duration.ofHours(25)),
                    true,
                    null,
                    Requester.of("x")))
        .hasMessageContaining("24 hours");
  }
}
