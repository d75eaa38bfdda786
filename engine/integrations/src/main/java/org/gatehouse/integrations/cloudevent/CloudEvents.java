package org.gatehouse.integrations.cloudevent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gatehouse.contract.event.Event;
import org.gatehouse.contract.event.EventFields;

/** Writes events as CloudEvents 1.0 (CloudEvents specification, JSON event format). Thread-safe. */
public final class CloudEvents {
  /** What the whole object is. */
  public static final String STRUCTURED = "application/cloudevents+json; charset=utf-8";

  /** What its data is. */
  public static final String DATA = "application/json";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Pictures pictures;

  /** With those pictures. */
  public CloudEvents(Pictures pictures) {
    this.pictures = pictures;
  }

  /** The context attributes, without {@code datacontenttype}. */
  public static Map<String, String> attributes(Event event) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("specversion", "1.0");
    attributes.put("id", event.id().toString());
    attributes.put("source", source(event));
    attributes.put("type", event.detail().type());
    attributes.put("subject", event.camera().value());
    attributes.put("time", event.time().toString());
    return attributes;
  }

  /**
   * The data alone, as JSON.
   *
   * @throws IOException if a picture cannot be read now, and probably can later
   */
  public byte[] data(Event event) throws IOException {
    return bytes(event, fields(event));
  }

  /**
   * Attributes and data in one object.
   *
   * @throws IOException if a picture cannot be read now, and probably can later
   */
  public byte[] structured(Event event) throws IOException {
    Map<String, Object> all = new LinkedHashMap<>(attributes(event));
    all.put("datacontenttype", DATA);
    all.put("data", fields(event));
    return bytes(event, all);
  }

  private Map<String, Object> fields(Event event) throws IOException {
    Map<String, Object> data = new LinkedHashMap<>(EventFields.data(event));
    data.put("snapshots", pictures.of(event));
    return data;
  }

  private static byte[] bytes(Event event, Map<String, ?> tree) {
    try {
      return JSON.writeValueAsBytes(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("event " + event.id() + " cannot be written as JSON", e);
    }
  }

  private static String source(Event event) {
    String path = "/gatehouse/" + event.site() + "/cameras/" + event.camera();
    try {
      return new URI(null, null, path, null).toASCIIString();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("site '" + event.site() + "' cannot be in an address", e);
    }
  }
}
