package org.gatehouse.integrations.webhook;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonCloudEventData;
import io.cloudevents.jackson.JsonFormat;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.contract.event.Event;
import org.gatehouse.contract.event.EventFields;
import org.gatehouse.contract.event.Snapshot;
import org.gatehouse.contract.storage.SnapshotStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes an event as CloudEvents 1.0, structured mode in JSON. Thread-safe. */
final class EventBody {
  private static final Logger log = LoggerFactory.getLogger(EventBody.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonFormat FORMAT = new JsonFormat();

  private final SnapshotStore snapshots;
  private final @Nullable URI publicUrl;
  private final boolean inline;

  /**
   * With its choices.
   *
   * @param publicUrl makes addresses of pictures absolute
   * @param inline whether pictures are put in
   */
  EventBody(SnapshotStore snapshots, @Nullable URI publicUrl, boolean inline) {
    this.snapshots = snapshots;
    this.publicUrl = publicUrl;
    this.inline = inline;
  }

  /**
   * The body.
   *
   * @throws IOException if a picture is there but cannot be read now
   */
  String of(Event event) throws IOException {
    Map<String, Object> data = new LinkedHashMap<>(EventFields.data(event));
    List<Object> pictures = new ArrayList<>();
    for (Snapshot snapshot : event.snapshots()) {
      pictures.add(picture(event, snapshot));
    }
    data.put("snapshots", pictures);
    CloudEvent cloudEvent =
        CloudEventBuilder.v1()
            .withId(event.id().toString())
            .withSource(source(event))
            .withType(event.detail().type())
            .withSubject(event.camera().value())
            .withTime(event.time().atOffset(ZoneOffset.UTC))
            .withData("application/json", JsonCloudEventData.wrap(JSON.valueToTree(data)))
            .build();
    return new String(FORMAT.serialize(cloudEvent), StandardCharsets.UTF_8);
  }

  private static URI source(Event event) {
    String path = "/gatehouse/" + event.site() + "/cameras/" + event.camera();
    try {
      return URI.create(new URI(null, null, path, null).toASCIIString());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("site '" + event.site() + "' cannot be in an address", e);
    }
  }

  private Map<String, Object> picture(Event event, Snapshot snapshot) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", snapshot.name());
    fields.put("mediaType", "image/jpeg");
    fields.put("sha256", snapshot.sha256());
    fields.put("url", url(EventFields.snapshotPath(event, snapshot)));
    byte[] jpeg = inline ? read(event, snapshot) : null;
    if (jpeg != null) {
      fields.put("data", Base64.getEncoder().encodeToString(jpeg));
    }
    return fields;
  }

  /** The picture; null if it is gone, or no longer the one that the event is about. */
  private byte @Nullable [] read(Event event, Snapshot snapshot) throws IOException {
    byte[] jpeg;
    try {
      jpeg = snapshots.read(event.id(), snapshot.name());
    } catch (NoSuchFileException e) {
      log.warn("event {}: its {} was deleted; sent without it", event.id(), snapshot.name());
      return null;
    }
    if (!sha256(jpeg).equals(snapshot.sha256())) {
      log.warn(
          "event {}: the file of its {} is damaged; sent without it", event.id(), snapshot.name());
      return null;
    }
    return jpeg;
  }

  private String url(String path) {
    if (publicUrl == null) {
      return path;
    }
    String base = publicUrl.toString();
    return (base.endsWith("/") ? base : base + "/") + path;
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
