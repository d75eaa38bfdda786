package org.gatehouse.camera.onvif.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.gatehouse.camera.onvif.xml.XmlElement;
import org.gatehouse.camera.onvif.xml.XmlReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceClockTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:00:00Z");

  private static XmlElement answer(String inner) throws Exception {
    String text = "<R><SystemDateAndTime>" + inner + "</SystemDateAndTime></R>";
    return XmlReader.read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String time(String name, int hour) {
    return "<%1$s><Time><Hour>%2$d</Hour><Minute>0</Minute><Second>0</Second></Time><Date><Year>2026</Year><Month>1</Month><Day>2</Day></Date></%1$s>"
        .formatted(name, hour);
  }

  /** Quirk 87. */
  @Test
  void read_neitherUtcNorDateHeader_takesLocalTimeAndZone() throws Exception {
    XmlElement told = answer("<TimeZone><TZ>CST-8</TZ></TimeZone>" + time("LocalDateTime", 12));
    assertThat(DeviceClock.read(told, null, NOW).offset()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void read_utcAndDateHeader_believesUtc() throws Exception {
    XmlElement told = answer(time("UTCDateTime", 5));
    assertThat(DeviceClock.read(told, NOW, NOW).offset()).isEqualTo(Duration.ofHours(2));
  }

  @Test
  void read_impossibleTime_takesTheDateHeader() throws Exception {
    XmlElement told = answer(time("UTCDateTime", 77));
    assertThat(DeviceClock.read(told, NOW.minusSeconds(9), NOW).offset())
        .isEqualTo(Duration.ofSeconds(-9));
  }

  @Test
  void read_nothingTold_takesOurTime() throws Exception {
    assertThat(DeviceClock.read(answer(""), null, NOW).offset()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "CST-8, false, +08:00",
    "EST5EDT, false, -05:00",
    "EST5EDT, true, -04:00",
    "IST-5:30, false, +05:30",
    "<+03>-3, false, +03:00",
    "nonsense, false, Z",
    "A99, false, Z"
  })
  void offset_ofPosixZones_countsWestward(String zone, boolean summer, String offset) {
    assertThat(DeviceClock.offset(zone, summer)).isEqualTo(ZoneOffset.of(offset));
  }
}
