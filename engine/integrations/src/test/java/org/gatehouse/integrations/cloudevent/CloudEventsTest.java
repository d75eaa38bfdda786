package org.gatehouse.integrations.cloudevent;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.jackson.JsonFormat;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.gatehouse.contract.delivery.EventSinkProvider;
import org.gatehouse.contract.event.Event;
import org.gatehouse.contract.event.EventDetail;
import org.gatehouse.contract.event.Snapshot;
import org.gatehouse.integrations.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CloudEventsTest {
  private static final byte[] PICTURE = "abc".getBytes(US_ASCII);
  private static final Snapshot CROP =
      new Snapshot("crop", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", 3);

  private final Samples.Pictures pictures = new Samples.Pictures();
  private final Event passage = Samples.passage(List.of(CROP)).event();

  private static JsonNode json(byte[] body) throws Exception {
    return new ObjectMapper().readTree(body);
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private CloudEvents inline() {
    return new CloudEvents(Pictures.inline(Samples.context(pictures)));
  }

  @Test
  void of_passage_isAStructuredCloudEvent() throws Exception {
    pictures.put(passage.id(), "crop", PICTURE);

    JsonNode event = json(inline().structured(passage));

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

    JsonNode data = json(inline().structured(face)).path("data");

    assertThat(names(data)).containsExactly("startedAt", "capturedAt", "endedAt", "snapshots");
    assertThat(names(data.at("/snapshots/0")))
        .containsExactly("name", "mediaType", "sha256", "url", "data");
  }

  @Test
  void of_linked_saysWhereThePictureIsAndNoMore() throws Exception {
    EventSinkProvider.Context context =
        new EventSinkProvider.Context(
            pictures, (event, snapshot) -> "https://gate/" + snapshot.name());
    JsonNode event = json(new CloudEvents(Pictures.linked(context)).structured(passage));
    assertThat(event.at("/data/snapshots/0/url").asText()).isEqualTo("https://gate/crop");
    assertThat(event.at("/data/snapshots/0").has("data")).isFalse();
  }

  /** The SDK of the CloudEvents project is somebody else's reading of the specification. */
  @ParameterizedTest
  @MethodSource("org.gatehouse.integrations.cloudevent.SchemasTest#details")
  void structured_everyEvent_isReadByTheCloudEventsSdkAsItsParts(EventDetail detail)
      throws Exception {
    Event event = Samples.stored(1, detail, List.of(CROP)).event();
    CloudEvent read = new JsonFormat().deserialize(inline().structured(event));
    assertThat(read.getSpecVersion()).isEqualTo(SpecVersion.V1);
    assertThat(read.getId()).isEqualTo(event.id().toString());
    assertThat(read.getType()).isEqualTo(detail.type());
    assertThat(read.getSource()).hasToString(CloudEvents.attributes(event).get("source"));
    assertThat(read.getSubject()).isEqualTo("gate-in");
    assertThat(read.getTime()).isEqualTo(event.time().atOffset(ZoneOffset.UTC));
    assertThat(read.getDataContentType()).isEqualTo("application/json");
    assertThat(json(Objects.requireNonNull(read.getData()).toBytes()))
        .isEqualTo(json(inline().data(event)));
  }

  @Test
  void of_pictureDeletedOrDamaged_isSentWithoutIt() throws Exception {
    CloudEvents bodies = inline();
    assertThat(json(bodies.structured(passage)).at("/data/snapshots/0").has("data")).isFalse();

    pictures.put(passage.id(), "crop", new byte[] {1});
    assertThat(json(bodies.structured(passage)).at("/data/snapshots/0").has("data")).isFalse();
  }

  @Test
  void of_pictureThatCannotBeRead_isSentWithoutItUnlessThatPasses() throws Exception {
    pictures.breaks(new FileSystemException("crop.jpg", null, "Input/output error"));
    JsonNode picture = json(inline().structured(passage)).at("/data/snapshots/0");
    assertThat(picture.has("data")).isFalse();
    assertThat(picture.path("url").asText()).isNotEmpty();
    assertThat(picture.path("sha256").asText()).isEqualTo(CROP.sha256());

    pictures.breaks(new FileSystemException("crop.jpg", null, "Too many open files"));
    assertThatThrownBy(() -> inline().structured(passage)).isInstanceOf(IOException.class);
  }
}
