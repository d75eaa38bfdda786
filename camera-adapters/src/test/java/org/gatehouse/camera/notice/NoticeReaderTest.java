package org.gatehouse.camera.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.contract.camera.CameraNotice;
import org.gatehouse.contract.camera.CameraNotice.Topic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoticeReaderTest {
  private final List<CameraNotice> notices = new ArrayList<>();
  private final NoticeReader reader = new NoticeReader();

  private boolean read(String document) {
    byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
    return reader.read(bytes, 0, bytes.length, 7, notices::add);
  }

  @ParameterizedTest
  @CsvSource({
    "tns1:RuleEngine/CellMotionDetector/Motion, Rule, IsMotion, true, MOTION, true",
    "tns1:RuleEngine/CellMotionDetector/Motion, VideoSourceConfigurationToken, State, 0, MOTION,"
        + " false",
    "RuleEngine/MotionRegionDetector/Motion, Rule, State, 1, MOTION, true",
    "topics:VideoSource/MotionAlarm, Source, State, false, MOTION, false",
    "tns1:RuleEngine/TamperDetector/Tamper, Rule, IsTamper, TRUE, TAMPER, true",
    "tns1:VideoSource/GlobalSceneChange/ImagingService, Source, State, true, TAMPER, true",
    "tns1:VideoSource/GlobalSceneChange/AnalyticsService, VideoSource, State, true, TAMPER, true",
    "tns1:VideoSource/GlobalSceneChange/RecordingService, VideoSource, State, true, TAMPER, true",
    "tns1:Device/Trigger/DigitalInput, InputToken, LogicalState, active, DIGITAL_INPUT, true",
  })
  void read_topicOnTheList_isTold(
      String topic, String sourceItem, String stateItem, String value, Topic told, boolean active) {
    assertThat(read(Notices.stream(Notices.message(topic, sourceItem, "Gate 1", stateItem, value))))
        .isTrue();
    assertThat(notices).containsExactly(new CameraNotice(told, "Gate 1", active, 7));
  }

  @ParameterizedTest
  @CsvSource({
    "tns1:Device/Trigger/Relay",
    "tns1:RuleEngine/FieldDetector/ObjectsInside",
    "tns1:RuleEngine/CellMotionDetector/Motion/more",
    "tns1:RuleEngine/tns2:CellMotionDetector/Motion",
    "tns1:UserAlarm/IVA/HumanFace",
    "''",
  })
  void read_anyOtherTopic_isDropped(String topic) {
    assertThat(read(Notices.stream(Notices.message(topic, "Rule", "x", "State", "true")))).isTrue();
    assertThat(notices).isEmpty();
  }

  @Test
  void read_severalMessagesInAnEnvelope_areToldInOrder() {
    String motion = Notices.message(Notices.MOTION, "Rule", "a", "IsMotion", "true");
    String relay = Notices.message("tns1:Device/Trigger/Relay", "Rule", "b", "State", "true");
    String input =
        Notices.message("tns1:Device/Trigger/DigitalInput", "InputToken", "c", "State", "0");
    String envelope =
        "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Body>"
            + "<tev:PullMessagesResponse xmlns:tev='http://www.onvif.org/ver10/events/wsdl'>"
            + motion
            + relay
            + input
            + "</tev:PullMessagesResponse></s:Body></s:Envelope>";
    assertThat(read(envelope)).isTrue();
    assertThat(notices).extracting(CameraNotice::source).containsExactly("a", "c");
  }

  @Test
  void read_stateThatIsNone_tellsNothing() {
    assertThat(read(Notices.stream(Notices.message(Notices.MOTION, "Rule", "a", "IsMotion", "?"))))
        .isTrue();
    assertThat(read(Notices.stream(Notices.message(Notices.MOTION, "Rule", "a", "Other", "true"))))
        .isTrue();
    assertThat(notices).isEmpty();
  }

  @Test
  void read_itemsOutsideSourceAndData_tellNothing() {
    String message =
        Notices.message(Notices.MOTION, "Rule", "a", "IsMotion", "true")
            .replace("tt:Data>", "tt:Key>");
    assertThat(read(Notices.stream(message))).isTrue();
    assertThat(notices).isEmpty();
  }

  @Test
  void read_longSourceWithControlCharacters_isCutAndCleaned() {
    String name = "&#9;a&#10;" + "b".repeat(200);
    assertThat(read(Notices.stream(Notices.message(Notices.MOTION, "Rule", name, "State", "1"))))
        .isTrue();
    assertThat(notices.getFirst().source()).isEqualTo("a" + "b".repeat(63));
  }

  @Test
  void read_wholeSceneDescription_leavesNoTraceOfIt() {
    String motion = Notices.message(Notices.MOTION, "Rule", "Gate", "IsMotion", "true");
    assertThat(read(Notices.withScene(motion))).isTrue();
    assertThat(notices).hasSize(1);
    assertThat(notices.toString()).doesNotContain(Notices.SCENE_WORDS);
  }

  @Test
  void read_documentTypeOrEntity_isNotRead() {
    String motion = Notices.message(Notices.MOTION, "Rule", "&x;", "IsMotion", "true");
    String type = "<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>";
    assertThat(read(type + Notices.stream(motion))).isFalse();
    assertThat(read(Notices.stream(motion))).isFalse();
    assertThat(notices).isEmpty();
  }

  @Test
  void read_tooDeepTooLongOrBroken_isNotRead() {
    assertThat(read("<a>".repeat(100) + "</a>".repeat(100))).isFalse();
    assertThat(read("<a>" + " ".repeat(NoticeReader.MAX_DOCUMENT) + "</a>")).isFalse();
    assertThat(read("<a><b></a>")).isFalse();
    assertThat(read("")).isFalse();
    assertThat(notices).isEmpty();
  }
}
