package org.gatehouse.camera.rtp.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gatehouse.camera.notice.NoticeReader;
import org.gatehouse.camera.notice.Notices;
import org.gatehouse.camera.payload.Sender;
import org.gatehouse.contract.camera.CameraNotice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

@Isolated("it replaces the console and watches all logs")
class MetadataDepacketizerTest {
  private final List<CameraNotice> notices = new ArrayList<>();
  private final MetadataDepacketizer depacketizer =
      new MetadataDepacketizer(nanos -> nanos + 1, notices::add);
  private final Sender sender = new Sender(depacketizer);

  private static byte[] motion(String source) {
    return bytes(
        Notices.stream(Notices.message(Notices.MOTION, "Rule", source, "IsMotion", "true")));
  }

  private static byte[] bytes(String document) {
    return document.getBytes(StandardCharsets.UTF_8);
  }

  /** In two packets with times of their own, as the standard allows. */
  private void send(int timestamp, boolean marker, byte[] document) {
    int half = document.length / 2;
    sender.send(timestamp, false, Arrays.copyOf(document, half));
    sender.send(timestamp + 1, marker, Arrays.copyOfRange(document, half, document.length));
  }

  private void expectSources(String... sources) {
    assertThat(notices).extracting(CameraNotice::source).containsExactly(sources);
  }

  @Test
  void packet_documentOverPackets_isReadAtTheMarker() {
    send(5, true, motion("a"));
    send(9, true, motion("b"));
    expectSources("a", "b");
    assertThat(notices.getFirst().epochMicros()).isEqualTo(5001);
  }

  @Test
  void packet_splitAtEveryByte_isReadTheSame() {
    byte[] document = motion("ä");
    for (int at = 1; at < document.length; at++) {
      sender.send(1, false, Arrays.copyOf(document, at));
      sender.send(1, true, Arrays.copyOfRange(document, at, document.length));
    }
    assertThat(notices).hasSize(document.length - 1);
    assertThat(notices).allMatch(n -> n.source().equals("ä"));
  }

  @Test
  void packet_noMarkers_theNextDeclarationParts() {
    send(1, false, motion("a"));
    send(3, false, motion("b"));
    send(5, false, motion("c"));
    expectSources("a", "b");
  }

  @Test
  void packet_lossInside_dropsThatDocumentOnly() {
    sender.send(1, false, Arrays.copyOf(motion("a"), 100));
    sender.lose(1);
    sender.send(1, true, bytes("</tt:MetadataStream>"));
    send(2, true, motion("b"));
    expectSources("b");
    assertThat(depacketizer.damaged()).isEqualTo(1);
  }

  @Test
  void packet_endlessDocument_isBounded() {
    byte[] filler = bytes("<a/>".repeat(300));
    for (int i = 0; i < NoticeReader.MAX_DOCUMENT / 1000; i++) {
      sender.send(1, false, filler);
    }
    sender.send(1, true, filler);
    send(2, true, motion("b"));
    expectSources("b");
    assertThat(depacketizer.damaged()).isEqualTo(1);
  }

  @Test
  void packet_compressedOrBroken_isCounted() {
    sender.send(1, true, new byte[] {0x1f, (byte) 0x8b, 8, 0, 0});
    sender.send(2, true, bytes("<a><b></a>"));
    assertThat(notices).isEmpty();
    assertThat(depacketizer.malformed()).isEqualTo(2);
  }

  /** Neither output, nor log, nor console, nor anything that stays in memory holds the rest. */
  @Test
  void packet_wholeSceneDescription_leavesNoTrace() throws Exception {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    Level before = root.getLevel();
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream console = new ByteArrayOutputStream();
    log.start();
    root.addAppender(log);
    root.setLevel(Level.TRACE);
    System.setOut(new PrintStream(console, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(console, true, StandardCharsets.UTF_8));
    try {
      String motion = Notices.message(Notices.MOTION, "Rule", "Gate", "IsMotion", "true");
      send(1, true, bytes(Notices.withScene(motion)));
      send(3, true, bytes(Notices.withScene(motion) + "<broken"));
    } finally {
      System.setOut(out);
      System.setErr(err);
      root.setLevel(before);
      root.detachAppender(log);
    }
    assertThat(notices).isNotEmpty().allMatch(n -> n.source().equals("Gate"));
    String seen = notices + log.list.toString() + console.toString(StandardCharsets.UTF_8);
    assertThat(seen + held()).doesNotContain(Notices.SCENE_WORDS);
  }

  /** All bytes that the depacketizer still holds, as text. */
  private String held() throws IllegalAccessException {
    StringBuilder text = new StringBuilder();
    for (Field field : MetadataDepacketizer.class.getDeclaredFields()) {
      field.setAccessible(true);
      if (field.get(depacketizer) instanceof byte[] bytes) {
        text.append(new String(bytes, StandardCharsets.ISO_8859_1));
      }
    }
    assertThat(text.length()).isPositive();
    return text.toString();
  }
}
