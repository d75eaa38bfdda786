package org.gatehouse.server.http;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gatehouse.contract.media.ParameterSets;
import org.jspecify.annotations.Nullable;

/**
 * A camera as the page sees it: the Camera object of {@code docs/http-api.md}.
 *
 * @param analytics {@code vehicle}, {@code person} or {@code none}
 * @param state one of the states that the document lists
 * @param detail why, for a person; without secrets
 */
public record CameraView(
    String id,
    String name,
    String analytics,
    boolean recording,
    String state,
    Instant since,
    @Nullable String detail,
    @Nullable ParameterSets parameters,
    double framesPerSecond,
    double bitsPerSecond,
    long reconnects,
    Traits traits) {
  /**
   * What stays the same while it streams, mostly.
   *
   * @param sub whether it has a smaller stream
   * @param ptz whether it can be turned or zoomed
   * @param sound codec of what is heard beside its main stream; null if nothing is
   * @param mask {@code camera} where the camera holds the mask areas, {@code engine} where all that
   *     is recorded and shown is a masked copy, {@code unmasked} where recordings show them; null
   *     without any
   * @param pixelsPerMetre as configured; null if not
   * @param pictureFault what is wrong with its picture, such as {@code blurred}; null if nothing is
   * @param clockDifference its clock minus ours, in seconds; null if it does not tell
   */
  public record Traits(
      boolean sub,
      boolean ptz,
      @Nullable String sound,
      @Nullable String mask,
      @Nullable Double pixelsPerMetre,
      @Nullable String pictureFault,
      @Nullable Double clockDifference) {
    /** Nothing of it all. */
    public static final Traits NONE = new Traits(false, false, null, null, null, null, null);
  }

  Map<String, @Nullable Object> tree() {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("id", id);
    tree.put("name", name);
    tree.put("analytics", analytics);
    tree.put("recording", recording);
    tree.put("state", state);
    tree.put("since", since.toString());
    tree.put("detail", detail);
    tree.put("codec", parameters == null ? null : parameters.rfc6381());
    tree.put("width", parameters == null ? null : parameters.width());
    tree.put("height", parameters == null ? null : parameters.height());
    tree.put("framesPerSecond", Math.round(framesPerSecond * 10) / 10.0);
    tree.put("bitsPerSecond", Math.round(bitsPerSecond));
    tree.put("reconnects", reconnects);
    tree.put("sub", traits.sub);
    tree.put("ptz", traits.ptz);
    tree.put("sound", traits.sound);
    tree.put("mask", traits.mask);
    tree.put("pixelsPerMetre", traits.pixelsPerMetre);
    tree.put("pictureFault", traits.pictureFault);
    tree.put("clockDifferenceSeconds", traits.clockDifference);
    return tree;
  }
}
