package org.gatehouse.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gatehouse.analytics.messages.Face;
import org.gatehouse.contract.event.EventDetail;
import org.gatehouse.contract.storage.StoredEvent;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.contract.vision.FaceReport;
import org.gatehouse.storage.LocalStorageProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every field that says something about a person, on its whole way from the worker to a backend,
 * written down by name. A field more anywhere is a failure here.
 */
class PersonFieldsTest {
  /** Where code gives a metric a label. */
  private static final Pattern LABEL =
      Pattern.compile("(?:\\bTags?\\.of|\\.tags?)\\(\\s*\"([^\"]+)\"");

  private static final int LONGEST_NUMERIC_ARRAY = 16;

  @TempDir Path folder;

  @Test
  void workersMessage_hasTheseFields() {
    assertThat(Face.getDescriptor().getFields())
        .extracting(field -> field.getName() + ":" + field.getType())
        .containsExactlyInAnyOrder(
            "lane:UINT32",
            "id:STRING",
            "start_micros:INT64",
            "captured_micros:INT64",
            "end_micros:INT64",
            "crop_jpeg:BYTES");
  }

  @Test
  void messages_haveNoListOfNumbersAndNoBytesButMedia() {
    List<String> bytes = new ArrayList<>();
    for (Descriptor message : Face.getDescriptor().getFile().getMessageTypes()) {
      for (FieldDescriptor field : message.getFields()) {
        boolean compound =
            field.getJavaType() == JavaType.MESSAGE || field.getJavaType() == JavaType.STRING;
        assertThat(field.isRepeated() && !compound).as(field.getFullName()).isFalse();
        if (field.getType() == FieldDescriptor.Type.BYTES) {
          bytes.add(message.getName() + "." + field.getName());
        }
      }
    }
    assertThat(bytes)
        .containsExactlyInAnyOrder(
            "Passage.crop_jpeg",
            "Passage.scene_jpeg",
            "Face.crop_jpeg",
            "MediaUnit.payload",
            "StreamParameters.vps",
            "StreamParameters.sps",
            "StreamParameters.pps",
            // One whole picture's brightness, by which a camera's picture is found to stand still.
            "KeyPictureReply.luma",
            // One whole picture of a camera, for who asks what it shows now.
            "KeyPictureReply.jpeg");
  }

  @Test
  void records_haveTheseComponents() {
    assertThat(components(FaceReport.class))
        .containsExactly(
            "stream", "trackId", "startMicros", "capturedMicros", "endMicros", "cropJpeg");
    assertThat(components(EventDetail.FaceSnapshot.class))
        .containsExactly("startedAt", "capturedAt", "endedAt");
  }

  @Test
  void tables_haveTheseColumns() throws Exception {
    new LocalStorageProvider().open(folder, Ticker.system()).events().close();
    assertThat(columns())
        .containsExactlyInAnyOrder(
            "events.sequence",
            "events.id",
            "events.site",
            "events.camera",
            "events.time_us",
            "events.type",
            "events.data",
            "snapshots.sequence",
            "snapshots.name",
            "snapshots.sha256",
            "snapshots.bytes",
            "destinations.id",
            "destinations.name",
            "destinations.active",
            "destinations.delivered",
            "deliveries.destination",
            "deliveries.sequence",
            "deliveries.camera",
            "deliveries.state",
            "deliveries.attempts",
            "deliveries.next_due_us",
            "deliveries.reason",
            // The plate of each passage, once more, to be searched; never who drove.
            "reads.sequence",
            "reads.event",
            "reads.passage",
            "reads.camera",
            "reads.time_us",
            "reads.text",
            "reads.folded",
            "reads.corrected",
            "reads.corrected_folded",
            "reads.corrected_by",
            "reads.corrected_us",
            "read_hours.hour",
            "read_hours.first",
            "read_hours.last",
            "sqlite_sequence.name",
            "sqlite_sequence.seq");
  }

  @Test
  void metrics_haveTheseLabels() throws Exception {
    List<String> labels = new ArrayList<>();
    for (Path file : Product.sources(".java")) {
      LABEL.matcher(Files.readString(file)).results().forEach(label -> labels.add(label.group(1)));
    }
    // A class is one of cameras: how long their recordings are kept.
    assertThat(labels).isSubsetOf("camera", "class", "destination", "kind", "state", "volume");
  }

  @Test
  void label_isSeen() {
    assertThat(LABEL.matcher("Tags.of(\"person\", id)").find()).isTrue();
    assertThat(LABEL.matcher("Counter.builder(name).tag(\n  \"person\", id)").find()).isTrue();
  }

  @Test
  void faceEvent_onTheHttpInterfaceAndAtABackend_hasTheseFields() throws Exception {
    try (Backend backend = new Backend();
        SmallEngine engine = new SmallEngine(folder, backend.url())) {
      StoredEvent stored =
          engine.events().face(Scenes.face("walk-in", "t1", 1_000_000, Scenes.picture()));
      JsonNode shown = SmallEngine.shown(stored);
      JsonNode delivered = backend.next(1).getFirst();

      assertThat(JsonLeaves.of(shown).keySet())
          .containsExactlyInAnyOrder(
              "sequence",
              "id",
              "type",
              "site",
              "camera",
              "time",
              "data.startedAt",
              "data.capturedAt",
              "data.endedAt",
              "snapshots[].name",
              "snapshots[].url",
              "snapshots[].sha256",
              "snapshots[].bytes");
      assertThat(JsonLeaves.of(delivered).keySet())
          .containsExactlyInAnyOrder(
              "specversion",
              "id",
              "source",
              "type",
              "datacontenttype",
              "subject",
              "time",
              "data.startedAt",
              "data.capturedAt",
              "data.endedAt",
              "data.snapshots[].name",
              "data.snapshots[].mediaType",
              "data.snapshots[].sha256",
              "data.snapshots[].url",
              "data.snapshots[].data");
      assertThat(JsonLeaves.longestNumericArray(shown)).isLessThan(LONGEST_NUMERIC_ARRAY);
      assertThat(JsonLeaves.longestNumericArray(delivered)).isLessThan(LONGEST_NUMERIC_ARRAY);
      byte[] picture = Base64.getDecoder().decode(delivered.at("/data/snapshots/0/data").asText());
      assertThat(picture).startsWith(0xff, 0xd8).endsWith(0xff, 0xd9);
      assertThat(stored.event().toString()).doesNotContain("t1");
    }
  }

  @Test
  void longestNumericArray_isSeen() throws Exception {
    JsonNode tree = new ObjectMapper().readTree("{\"a\":[{\"b\":[0.5,1,2]}],\"c\":[\"x\"]}");
    assertThat(JsonLeaves.longestNumericArray(tree)).isEqualTo(3);
  }

  private static List<String> components(Class<? extends Record> type) {
    return Stream.of(type.getRecordComponents()).map(RecordComponent::getName).toList();
  }

  private List<String> columns() throws SQLException {
    List<String> columns = new ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("events.db"));
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT t.name || '.' || c.name FROM sqlite_master t"
                    + " JOIN pragma_table_info(t.name) c WHERE t.type = 'table'"
                    // What SQLite keeps of the text index for itself.
                    + " AND t.name NOT LIKE 'reads_index%'")) {
      while (rows.next()) {
        columns.add(rows.getString(1));
      }
    }
    return columns;
  }
}
