package org.gatehouse.server.config;

import java.time.Duration;
import org.gatehouse.contract.config.Describe;
import org.jspecify.annotations.Nullable;

/** How long recordings of some cameras are kept. */
@Describe("How long recordings of the cameras that name this class are kept.")
public record RetentionClassConfig(
    @Describe("What cameras write under retention.") String name,
    @Describe("Rules whose minimum and maximum hold unless stricter ones stand here.")
        @Nullable LegalPreset legal,
    @Describe("What is promised to be kept, such as 72h or 30d; nothing if left out.")
        @Nullable Duration minimum,
    @Describe("What is older is deleted; if left out, it stays while there is room.")
        @Nullable Duration maximum,
    @Describe("Room for all cameras of the class together.") @Nullable ByteSize quota,
    @Describe("Room for each camera of the class.") @Nullable ByteSize cameraQuota) {

  /** A class of what a preset says and nothing else. */
  static RetentionClassConfig of(LegalPreset preset, String name) {
    return new RetentionClassConfig(name, preset, null, null, null, null);
  }

  /** What is promised; zero for nothing. */
  public Duration promised() {
    if (minimum != null) {
      return minimum;
    }
    return legal == null ? Duration.ZERO : legal.minimum();
  }

  /** What is older is deleted; null if nothing is. */
  public @Nullable Duration oldest() {
    return maximum != null || legal == null ? maximum : legal.maximum();
  }
}
