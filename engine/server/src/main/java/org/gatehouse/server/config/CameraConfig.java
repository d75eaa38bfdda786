package org.gatehouse.server.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.gatehouse.contract.camera.CameraPolicy;
import org.gatehouse.contract.camera.CameraSpec;
import org.gatehouse.contract.camera.DeviceSpec;
import org.gatehouse.contract.camera.Transport;
import org.gatehouse.contract.config.Default;
import org.gatehouse.contract.config.Describe;
import org.gatehouse.contract.config.Key;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.vision.LaneSpec;
import org.gatehouse.contract.vision.PictureArea;
import org.gatehouse.runtime.record.RecordPlan;
import org.jspecify.annotations.Nullable;

/** One camera: how to reach it and what to do with its picture. */
@Describe("One camera: how to reach it and what to do with its picture.")
public record CameraConfig(
    @Describe("Short name for files, events and metrics; never change it.") CameraId id,
    @Describe("Name shown to people; the id if left out.") @Nullable String name,
    @Describe("Name of one of templates, for the keys that are left out here.")
        @Nullable String template,
    @Describe("Address of the stream (rtsp or rtsps), without user and password.") URI url,
    @Describe("Address of the smaller stream, if there is one.") @Nullable URI subUrl,
    @Describe("User name at the camera.") @Nullable String username,
    @Describe("Password at the camera, as env:NAME or file:PATH.") @Nullable Secret password,
    @Describe("How the video travels; auto is TCP, and UDP where a camera offers no other.")
        @Default("auto")
        Transport transport,
    @Describe("Whether its sound is recorded too.") @Default("true") boolean audio,
    @Describe("Tolerances that this camera needs; see docs/cameras.md.") @Default("[]")
        List<CameraPolicy> policies,
    @Describe("Label of the network switch or cabinet it hangs on; groups alarms.") @Key("switch")
        @Nullable String networkSwitch,
    @Describe("Address of its ONVIF device service (http or https): motion, tamper and inputs.")
        @Nullable URI onvif,
    @Describe("When it is recorded.") @Default("continuous") RecordMode record,
    @Describe("Which of its streams are recorded; sub and both need sub-url.") @Default("main")
        RecordStreams recordStreams,
    @Describe("For record: schedule, times such as 'mon-fri 07:00-19:00' or 'daily 22:00-06:00'.")
        @Default("[]")
        List<String> recordSchedule,
    @Describe("For record: event, what counts.") @Default("[motion, input, analysis]")
        List<RecordTrigger> recordOn,
    @Describe("For record: event, how much before it is kept, 0s to 60s, as far as memory allows.")
        @Default("10s")
        Duration recordBefore,
    @Describe("For record: event, how much after it is kept, 1s to 10m.") @Default("30s")
        Duration recordAfter,
    @Describe("Who is left out first when a disk is too slow for all; high never is.")
        @Default("normal")
        RecordPlan.Priority recordPriority,
    @Describe("How long it is kept: a class of recording.retention, or a legal preset.")
        @Nullable String retention,
    @Describe("Whether the stream stays open although it is neither recorded nor analysed.")
        @Default("false")
        boolean keepOpen,
    @Describe("Whether a black, white, blurred, blocked or moved picture of it is an alarm.")
        @Default("true")
        boolean pictureHealth,
    @Describe(
            "Pixels of the picture for a metre at what it is to show; tiles tell what is too"
                + " small.")
        @Nullable Double pixelsPerMetre,
    @Describe(
            "Who masks the areas: the camera itself (by ONVIF Media2), the engine (a masked copy of"
                + " sub-url is all that is recorded and shown), or nobody.")
        @Default("none")
        MaskMode mask,
    @Describe("Areas that nobody is to see: corners as '0,0 0.5,0 0.5,0.2', from the top left.")
        @Default("[]")
        List<PictureArea> maskAreas,
    @Describe("What to look for in the picture; nothing if left out.")
        @Nullable AnalyticsConfig analytics) {

  /** A camera of which no more is said than where it is. */
  public static CameraConfig at(CameraId id, URI url) {
    return new CameraConfig(
        id,
        null,
        null,
        url,
        null,
        null,
        null,
        Transport.AUTO,
        true,
        List.of(),
        null,
        null,
        RecordMode.CONTINUOUS,
        RecordStreams.MAIN,
        List.of(),
        List.of(RecordTrigger.MOTION, RecordTrigger.INPUT, RecordTrigger.ANALYSIS),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        RecordPlan.Priority.NORMAL,
        null,
        false,
        true,
        null,
        MaskMode.NONE,
        List.of(),
        null);
  }

  /** The same, with what was drawn on its picture where nothing is said here. */
  CameraConfig with(ZonesConfig drawn) {
    return new CameraConfig(
        id,
        name,
        template,
        url,
        subUrl,
        username,
        password,
        transport,
        audio,
        policies,
        networkSwitch,
        onvif,
        record,
        recordStreams,
        recordSchedule,
        recordOn,
        recordBefore,
        recordAfter,
        recordPriority,
        retention,
        keepOpen,
        pictureHealth,
        pixelsPerMetre,
        mask,
        maskAreas.isEmpty() ? drawn.maskAreas() : maskAreas,
        analytics == null ? null : analytics.with(drawn));
  }

  /** The lane that analyses it; null if it is not analysed. */
  public @Nullable LaneSpec lane() {
    return analytics == null ? null : analytics.lane(id, maskAreas);
  }

  /** What people call this camera. */
  public String displayName() {
    return name == null ? id.value() : name;
  }

  /** True if all that is recorded and shown is a copy with the areas covered. */
  public boolean maskedByEngine() {
    return mask == MaskMode.ENGINE;
  }

  /** True if the main stream is recorded, at times at least. */
  public boolean recordsMain() {
    return record != RecordMode.OFF && recordStreams != RecordStreams.SUB;
  }

  /** True if the smaller stream is recorded, at times at least. */
  public boolean recordsSub() {
    return record != RecordMode.OFF && recordStreams != RecordStreams.MAIN && subSpec() != null;
  }

  /** True if its smaller stream is watched for motion in place of the larger one. */
  public boolean watchesSub() {
    return analytics != null && analytics.motion() != MotionFrom.MAIN && subSpec() != null;
  }

  /** All that says how it is recorded; recording goes on untouched while it stays equal. */
  public List<Object> recordKeys() {
    return List.of(record, recordSchedule, recordOn, recordBefore, recordAfter, recordPriority);
  }

  /**
   * How an adapter reaches the camera's main stream. Where the engine masks, the smaller one stands
   * in its place and the larger one is not opened.
   */
  public CameraSpec spec() {
    return spec(StreamId.main(id), maskedByEngine() && subUrl != null ? subUrl : url);
  }

  /** How an adapter reaches the smaller stream; null if there is none beside the main one. */
  public @Nullable CameraSpec subSpec() {
    return subUrl == null || maskedByEngine() ? null : spec(StreamId.sub(id), subUrl);
  }

  /** How to subscribe to what it notices; null if that is not wanted. */
  public @Nullable DeviceSpec deviceSpec() {
    boolean trusting = policies.contains(CameraPolicy.TRUST_ANY_CERTIFICATE);
    return onvif == null ? null : new DeviceSpec(id, onvif, username, password, trusting);
  }

  private CameraSpec spec(StreamId stream, URI address) {
    return new CameraSpec(
        stream, address, username, password, transport, audio, Set.copyOf(policies));
  }
}
