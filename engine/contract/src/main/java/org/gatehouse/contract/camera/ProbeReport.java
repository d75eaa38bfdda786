package org.gatehouse.contract.camera;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a camera told about itself. Texts are the camera's own, without control characters.
 *
 * @param host whom was asked, as given
 * @param device null if it would not say, or was only asked by RTSP
 * @param clock null if it would not say
 * @param features what it offers
 * @param profiles its kinds of stream, as it orders them
 * @param relays the tokens of its relay outputs
 * @param streams what was seen of each stream that was opened
 * @param faults what could not be found out, and why
 */
public record ProbeReport(
    String host,
    @Nullable Device device,
    @Nullable Clock clock,
    Set<Feature> features,
    List<Profile> profiles,
    List<String> relays,
    List<StreamCheck> streams,
    List<CameraFault> faults) {
  /** Copies the collections. */
  public ProbeReport {
    features = Set.copyOf(features);
    profiles = List.copyOf(profiles);
    relays = List.copyOf(relays);
    streams = List.copyOf(streams);
    faults = List.copyOf(faults);
  }

  /** What a camera may offer beside streams. */
  public enum Feature {
    /** The older media service. */
    MEDIA,
    /** The newer media service, with H.265 and masks. */
    MEDIA2,
    /** It can be turned or zoomed. */
    PTZ,
    /** Brightness and the like can be set. */
    IMAGING,
    /** It tells of motion, tampering and inputs. */
    EVENTS,
    /** It has relay outputs or inputs. */
    DEVICE_IO
  }

  /** Its make. */
  public record Device(
      String manufacturer, String model, String firmware, String serial, String hardware) {}

  /**
   * Its clock.
   *
   * @param offset how far the camera's clock is ahead of ours; negative if behind
   * @param zone its time zone as a POSIX text; may be empty
   * @param fromNtp whether it says that it follows a time server
   * @param timeServers the time servers it is set to; empty if it would not say
   */
  public record Clock(Duration offset, String zone, boolean fromNtp, List<String> timeServers) {
    /** Copies the list. */
    public Clock {
      timeServers = List.copyOf(timeServers);
    }
  }

  /**
   * One kind of stream.
   *
   * @param codec as the camera names it: H264, H265, JPEG; empty if it would not say
   * @param width pixels; 0 if not told
   * @param framesPerSecond 0 if not told
   * @param kbitPerSecond its limit; 0 if not told
   * @param stream where it is played from, without credentials; null if it would not say
   * @param snapshot where a still picture is fetched from; null if it has none
   */
  public record Profile(
      String token,
      String name,
      String codec,
      int width,
      int height,
      double framesPerSecond,
      int kbitPerSecond,
      @Nullable URI stream,
      @Nullable URI snapshot) {}

  /**
   * What was seen of a stream.
   *
   * @param codec of the first access unit, such as {@code H264}; empty if none arrived
   * @param width pixels of the first key picture; 0 if none arrived
   * @param accessUnits how many arrived while watching
   * @param keyFrame whether one was among them
   * @param watched how long
   * @param fault why it ended too early; null if it did not
   */
  public record StreamCheck(
      URI url,
      String codec,
      int width,
      int height,
      int accessUnits,
      boolean keyFrame,
      Duration watched,
      @Nullable CameraFault fault) {}
}
