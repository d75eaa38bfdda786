package org.gatehouse.server.http.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What is told without being asked for: {@code asyncapi.yaml} (AsyncAPI 3) and its schemas. */
public final class EventsDocument {
  private static final String FOLDER = "/org/gatehouse/server/http/";

  private EventsDocument() {}

  /** All of it as JSON; it refers to schemas by addresses relative to its own. */
  public static String json() {
    return Once.JSON;
  }

  /** Read by the first who asks. */
  private static final class Once {
    private static final String JSON = ApiDocument.read(FOLDER + "asyncapi.yaml").toString();
  }

  /**
   * The schema of the data of a type.
   *
   * @param type letters, digits and dots
   * @return null if there is no such type
   */
  public static @Nullable String schema(String type) {
    try (InputStream in =
        EventsDocument.class.getResourceAsStream(FOLDER + "schemas/" + type + ".json")) {
      return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
