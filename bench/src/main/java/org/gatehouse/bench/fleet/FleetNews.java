package org.gatehouse.bench.fleet;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.gatehouse.camera.simulator.fleet.CameraCount;

/** One line from the fleet, as JSON. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "news")
@JsonSubTypes({
  @JsonSubTypes.Type(value = FleetNews.Making.class, name = "making"),
  @JsonSubTypes.Type(value = FleetNews.Ready.class, name = "ready"),
  @JsonSubTypes.Type(value = FleetNews.Counts.class, name = "counts"),
  @JsonSubTypes.Type(value = FleetNews.Refused.class, name = "refused"),
})
public sealed interface FleetNews {
  /** A clip is being made; 0 to 1. */
  record Making(String clip, double done) implements FleetNews {}

  /** The cameras answer. */
  record Ready(List<FleetCameraInfo> cameras, double mbitPerCamera) implements FleetNews {}

  /**
   * The counters of all cameras at one moment.
   *
   * @param mostLateMillis by how much the latest picture since the last counters was late
   */
  record Counts(List<CameraCount> cameras, long mostLateMillis) implements FleetNews {
    /** Access units sent by all. */
    public long units() {
      return cameras.stream().mapToLong(CameraCount::units).sum();
    }

    /** Access units that clients were too slow for. */
    public long skipped() {
      return cameras.stream().mapToLong(CameraCount::skipped).sum();
    }

    /** Bytes of media sent by all. */
    public long bytes() {
      return cameras.stream().mapToLong(CameraCount::bytes).sum();
    }

    /** How many cameras send to somebody. */
    public long playing() {
      return cameras.stream().filter(camera -> camera.players() > 0).count();
    }

    /** Clients that receive media. */
    public int players() {
      return cameras.stream().mapToInt(CameraCount::players).sum();
    }
  }

  /** Something cannot be done; a sentence for a person. */
  record Refused(String reason) implements FleetNews {}
}
