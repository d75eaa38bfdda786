package org.gatehouse.integrations.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.gatehouse.contract.event.Event;
import org.gatehouse.contract.event.Snapshot;
import org.junit.jupiter.api.Test;

class EventBodyTest {
  private static final byte[] PICTURE = "abc".getBytes(US_ASCII);
  private static final Snapshot CROP =
      new Snapshot("crop", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", 3);

  private final Samples.Pictures pictures = new Samples.Pictures();
  private final Event passage = Samples.passage(List.of(CROP)).event();

  private static JsonNode json(String body) throws Exception {
    return new ObjectMapper().readTree(body);
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void of_passage_isAStructuredCloudEvent() throws Exception {
    pictures.put(passage.id(), "crop", PICTURE);

    JsonNode event = json(new EventBody(pictures, null, true).of(passage));

    assertThat(event.path("specversion").asText()).isEqualTo("1.0");
    assertThat(event.path("id").asText()).isEqualTo(passage.id().toString());
    assertThat(event.path("source").asText()).isEqualTo("/gatehouse/north%20gate/cameras/gate-in");
    assertThat(event.path("type").asText()).isEqualTo("org.gatehouse.passage.finalized.v1");
    assertThat(event.path("subject").asText()).isEqualTo("gate-in");
    assertThat(event.path("time").asText()).isEqualTo("2026-05-04T03:02:01.000123Z");
    assertThat(event.path("datacontenttype").asText()).isEqualTo("application/json");
    assertThat(event.at("/data/plate/text").asText()).isEqualTo("川A113YP");
    assertThat(event.at("/data/snapshots/0/sha256").asText()).isEqualTo(CROP.sha256());
    assertThat(event.at("/data/snapshots/0/mediaType").asText()).isEqualTo("image/jpeg");
    assertThat(Base64.getDecoder().decode(event.at("/data/snapshots/0/data").asText()))
        .isEqualTo(PICTURE);
  }

  @Test
  void of_face_carriesTimesAndThePictureOnly() throws Exception {
    Event face = Samples.face(List.of(CROP)).event();
    pictures.put(face.id(), "crop", PICTURE);

    JsonNode data = json(new EventBody(pictures, null, true).of(face)).path("data");

    assertThat(names(data)).containsExactly("startedAt", "capturedAt", "endedAt", "snapshots");
    assertThat(names(data.at("/snapshots/0")))
        .containsExactly("name", "mediaType", "sha256", "url", "data");
  }

  @Test
  void of_publicUrl_makesAddressesAbsolute() throws Exception {
    String path = "api/v1/events/" + passage.id() + "/snapshots/crop.jpg";
    for (String base : List.of("https://gate.example/app", "https://gate.example/app/")) {
      JsonNode event = json(new EventBody(pictures, URI.create(base), false).of(passage));
      assertThat(event.at("/data/snapshots/0/url").asText())
          .isEqualTo("https://gate.example/app/" + path);
      assertThat(event.at("/data/snapshots/0").has("data")).isFalse();
    }
  }

  @Test
  void of_pictureDeletedOrDamaged_isSentWithoutIt() throws Exception {
    EventBody bodies = new EventBody(pictures, null, true);
    assertThat(json(bodies.of(passage)).at("/data/snapshots/0").has("data")).isFalse();

    pictures.put(passage.id(), "crop", new byte[] {1});
    assertThat(json(bodies.of(passage)).at("/data/snapshots/0").has("data")).isFalse();
  }
}
