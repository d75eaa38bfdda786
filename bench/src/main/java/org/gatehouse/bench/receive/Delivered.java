package org.gatehouse.bench.receive;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * An event as a backend got it.
 *
 * @param id the webhook's id, which is the event's
 * @param receivedMillis epoch time at which it was accepted
 * @param body the CloudEvent
 */
public record Delivered(String id, long receivedMillis, JsonNode body) {
  private static final String DECISION = "org.gatehouse.passage.decided.v1";
  private static final String NO_READ = "org.gatehouse.passage.noread.v1";
  private static final String PASSAGE = "org.gatehouse.passage.finalized.v1";
  private static final String FACE = "org.gatehouse.face.snapshot.v1";

  /** CloudEvents {@code type}. */
  public String type() {
    return body.path("type").asText();
  }

  /** The camera's id: the last step of CloudEvents {@code source}, unless it says so itself. */
  public String camera() {
    if (body.hasNonNull("camera")) {
      return body.path("camera").asText();
    }
    String source = body.path("source").asText();
    return source.substring(source.lastIndexOf('/') + 1);
  }

  /** Whether a vehicle's plate is decided, and the vehicle still there. */
  public boolean isDecision() {
    return type().equals(DECISION);
  }

  /** The passage that it is about; empty if it names none. */
  public String passage() {
    return body.path("data").path("passageId").asText("");
  }

  /** Whether a vehicle passed of which no plate was read. */
  public boolean isNoRead() {
    return type().equals(NO_READ);
  }

  /** Whether a vehicle passed. */
  public boolean isPassage() {
    return type().equals(PASSAGE);
  }

  /** Whether it is a picture of a passer-by. */
  public boolean isFace() {
    return type().equals(FACE);
  }

  /** The plate's text; empty if it has none. */
  public String plate() {
    return body.path("data").path("plate").path("text").asText("");
  }

  /** A time of its data as epoch milliseconds; the event's own time if that field is absent. */
  public long dataMillis(String field) {
    String text = body.path("data").path(field).asText(body.path("time").asText());
    return Instant.parse(text).toEpochMilli();
  }
}
