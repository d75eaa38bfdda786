package org.gatehouse.bench.farm;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** One line from the farm to its parent, as JSON. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
  @JsonSubTypes.Type(value = FarmMessage.Progress.class, name = "progress"),
  @JsonSubTypes.Type(value = FarmMessage.Ready.class, name = "ready"),
  @JsonSubTypes.Type(value = FarmMessage.Playing.class, name = "playing"),
  @JsonSubTypes.Type(value = FarmMessage.Failed.class, name = "failed"),
})
public sealed interface FarmMessage {
  /** Rendering goes on; 0 to 1. */
  record Progress(double done) implements FarmMessage {}

  /** The cameras answer. */
  record Ready(List<FarmCamera> cameras) implements FarmMessage {}

  /**
   * A camera's first client starts to receive.
   *
   * @param at epoch milliseconds of the start of its track
   * @param roundMillis after how long everything repeats; 0 if it does not
   * @param passages by time since the start of the track
   */
  record Playing(String camera, long at, long roundMillis, List<TruePassage> passages)
      implements FarmMessage {}

  /** The farm cannot go on; a sentence for a person. */
  record Failed(String reason) implements FarmMessage {}
}
