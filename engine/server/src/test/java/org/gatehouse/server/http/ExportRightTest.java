package org.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gatehouse.contract.access.Right;
import org.gatehouse.contract.access.Role;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.server.access.MemoryAccounts;
import org.gatehouse.server.evidence.Desk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may take an export's files away with them. */
class ExportRightTest {
  private static final String ALICE = "correct horse battery";
  private static final String BOB = "staple of the guards";

  @TempDir Path data;
  private ServedSite site;

  @BeforeEach
  void start() throws Exception {
    site = new ServedSite(data, TestAccess.of(new MemoryAccounts(), locked -> {}));
    site.desk().record(Desk.GATE, 0, 10);
    site.accounts()
        .add(
            "alice",
            Secret.of(ALICE),
            Map.of(ServedSite.NAME, Role.SUPERVISOR),
            Set.of(Right.EXPORT_UNREDACTED));
    site.add("bob", BOB, Role.SUPERVISOR);
  }

  @AfterEach
  void stop() {
    site.close();
  }

  private JsonNode made(boolean redacted, String cookie) throws Exception {
    String order =
        """
        {"cameras":["gate-1"],"from":"2026-01-01T12:00:02.5Z","to":"2026-01-01T12:00:08Z",
         "redacted":%s,"reason":"case 17"}
        """
            .formatted(redacted);
    String asked = site.send("POST", "api/v1/exports", order, cookie).body();
    String url = Json.parse(asked).path("url").asText();
    for (int i = 0; i < 2000; i++) {
      JsonNode export = Json.parse(site.send("GET", url, "", cookie).body());
      if (!export.path("state").asText().equals("running")) {
        return export;
      }
      Thread.sleep(5);
    }
    throw new AssertionError("the export does not end");
  }

  private int taken(String url, String cookie) throws Exception {
    return site.send("GET", url, "", cookie).statusCode();
  }

  @Test
  void file_unredacted_onlyForWhoHasTheRight() throws Exception {
    String alice = site.session("alice", ALICE);
    String bob = site.session("bob", BOB);
    JsonNode export = made(false, alice);
    String video = export.path("files").get(0).path("url").asText();

    assertThat(site.send("GET", "api/v1/exports", "", bob).body()).contains(video);
    assertThat(taken(video, bob)).isEqualTo(403);
    assertThat(site.send("GET", video, "", bob).body()).contains("export-unredacted");
    assertThat(site.noted()).noneMatch(line -> line.startsWith("export.download by bob"));
    assertThat(taken(export.path("manifest").asText(), bob)).isEqualTo(200);
    assertThat(taken(video, alice)).isEqualTo(200);
  }

  @Test
  void file_redacted_isForEverySupervisor() throws Exception {
    String bob = site.session("bob", BOB);
    JsonNode export = made(true, bob);
    assertThat(taken(export.path("files").get(0).path("url").asText(), bob)).isEqualTo(200);
  }

  @Test
  void export_requestedMadeTakenDeleted_isNotedWithPurposeAndAddress() throws Exception {
    String bob = site.session("bob", BOB);
    JsonNode export = made(true, bob);
    assertThat(taken(export.path("manifest").asText(), bob)).isEqualTo(200);
    String url = "api/v1/exports/" + export.path("id").asText();
    assertThat(site.send("DELETE", url, "", bob).statusCode()).isEqualTo(204);
    List<String> rows = site.desk().audit();
    assertThat(rows).hasSize(4).allMatch(line -> line.contains("purpose=gate duty"));
    assertThat(rows.getFirst())
        .startsWith("export.requested by bob")
        .contains("from=2026-01-01T12:00:02.500Z", "address=127.0.0.1");
    assertThat(rows.subList(1, 4)).allMatch(line -> line.contains("from=127.0.0.1"));
  }

  @Test
  void hold_placed_isNotedWithItsTimeAndTheAddress() throws Exception {
    String bob = site.session("bob", BOB);
    String order =
        """
        {"camera":"gate-1","from":"2026-01-01T12:00:01Z","to":"2026-01-01T12:00:05Z",
         "owner":"police","reason":"case 17","expires":"2100-01-01T00:00:00Z"}
        """;
    assertThat(site.send("POST", "api/v1/holds", order, bob).statusCode()).isEqualTo(201);
    assertThat(site.noted())
        .filteredOn(line -> line.startsWith("hold.placed by bob"))
        .singleElement()
        .asString()
        .contains("from=2026-01-01T12:00:01Z", "address=127.0.0.1");
  }
}
