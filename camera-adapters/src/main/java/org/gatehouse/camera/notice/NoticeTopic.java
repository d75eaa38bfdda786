package org.gatehouse.camera.notice;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.gatehouse.contract.camera.CameraNotice;
import org.gatehouse.contract.camera.CameraNotice.Topic;
import org.jspecify.annotations.Nullable;

/**
 * The topics that are read, as the ONVIF specifications write them (Core §9, Imaging §6, Analytics
 * annex A, Device IO §6), without namespace prefix. What a message tells and whose message it is
 * stand in simple items, of which only the ones named here are looked at.
 */
enum NoticeTopic {
  CELL_MOTION(Topic.MOTION, "RuleEngine/CellMotionDetector/Motion", "IsMotion"),
  REGION_MOTION(Topic.MOTION, "RuleEngine/MotionRegionDetector/Motion", "State"),
  MOTION_ALARM(Topic.MOTION, "VideoSource/MotionAlarm", "State"),
  TAMPER_RULE(Topic.TAMPER, "RuleEngine/TamperDetector/Tamper", "IsTamper"),
  SCENE_BY_IMAGING(Topic.TAMPER, "VideoSource/GlobalSceneChange/ImagingService", "State"),
  SCENE_BY_ANALYTICS(Topic.TAMPER, "VideoSource/GlobalSceneChange/AnalyticsService", "State"),
  SCENE_BY_RECORDING(Topic.TAMPER, "VideoSource/GlobalSceneChange/RecordingService", "State"),
  DIGITAL_INPUT(Topic.DIGITAL_INPUT, "Device/Trigger/DigitalInput", "LogicalState");

  private static final Pattern PREFIX = Pattern.compile("^[\\w.-]{1,32}:");
  private static final Set<String> ON = Set.of("true", "1", "on", "active");
  private static final Set<String> OFF = Set.of("false", "0", "off", "inactive");
  private static final int MAX_SOURCE = 64;

  private static final List<String> SENSORS =
      List.of("Source", "VideoSource", "VideoSourceToken", "VideoSourceConfigurationToken");
  private static final List<String> INPUTS = List.of("InputToken", "Token");

  private final Topic topic;
  private final String path;
  private final String stateItem;

  NoticeTopic(Topic topic, String path, String stateItem) {
    this.topic = topic;
    this.path = path;
    this.stateItem = stateItem;
  }

  /** The topic of that expression, such as {@code tns1:VideoSource/MotionAlarm}; null if unread. */
  static @Nullable NoticeTopic of(String expression) {
    String bare = PREFIX.matcher(expression.trim()).replaceFirst("");
    for (NoticeTopic known : values()) {
      if (known.path.equals(bare)) {
        return known;
      }
    }
    return null;
  }

  /** How much the item of that name says of the source: the higher wins; 0 means nothing. */
  int sourceRank(String itemName) {
    List<String> names = topic == Topic.DIGITAL_INPUT ? INPUTS : SENSORS;
    boolean rule = itemName.equals("Rule") && topic != Topic.DIGITAL_INPUT;
    return rule ? names.size() + 1 : names.indexOf(itemName) + 1;
  }

  /** Whether the item of that name tells the state; some cameras say State for all of them. */
  boolean isState(String itemName) {
    return itemName.equals(stateItem) || itemName.equals("State");
  }

  static @Nullable Boolean state(String value) {
    String word = value.trim().toLowerCase(Locale.ROOT);
    if (ON.contains(word)) {
      return Boolean.TRUE;
    }
    return OFF.contains(word) ? Boolean.FALSE : null;
  }

  CameraNotice notice(String source, boolean active, long epochMicros) {
    String printable = source.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}]", "").trim();
    int end = Math.min(MAX_SOURCE, printable.length());
    return new CameraNotice(topic, printable.substring(0, end), active, epochMicros);
  }
}
